// Use cases of editing a draft: one step at a time, each kept so that it can be taken back. Right:
// edit_grids.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grids/layer_actions.h"
#include "grids/layer_edit.h"
#include "grids/step_store.h"

namespace weige::grids {

// What a step did to the draft.
struct EditedDraft {
  GridVersion draft;
  std::vector<GridMember> changed;  // and new ones
  std::vector<int> removed;         // numbers
};

// Members by their numbers: a step of layer_edit.h has indices.
struct WantedEdit {
  VersionAt at;
  std::string kind;  // as the contract has it
  int number = 0;
  std::vector<int> others = {};
  std::vector<Point> line = {};
  std::vector<MoveVertices::Move> moves = {};
  std::string code = {}, name = {};  // of the new member
  bool take = false;
  int finding = 0, fix = 0;
};
// Problems: those of draft_to_change and of edit(), layer_faulty, bad_choice (kind, number, others, finding,
// fix), those of check_member_naming, layer_code_twice.
Result<EditedDraft> edit_draft(const GridContext& context, const WantedEdit& wanted);

struct MemberChange {
  VersionAt at;
  int number = 0;
  std::optional<std::string> code = {}, name = {};
  std::optional<std::optional<std::int64_t>> committee = {};
  std::optional<bool> populated = {};
};
// Problems: those of draft_to_change, not_found (number; committee_id), check_member_naming,
// layer_code_twice.
Result<EditedDraft> change_member(const GridContext& context, const MemberChange& change);

// Problem: no_step.
Result<EditedDraft> undo_edit(const GridContext& context, const VersionAt& at);

Result<std::vector<EditedStep>> edits_of(const GridContext& context, VersionId id);

}  // namespace weige::grids
