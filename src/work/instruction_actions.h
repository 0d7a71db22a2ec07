// Use cases of reading instructions (work plan B1). Right: answer_instructions. An instruction is there for
// the post that issued it and for those that have a branch of it; each sees what hangs below itself.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/actor.h"
#include "store/database.h"
#include "work/instruction_branch_store.h"
#include "work/instruction_file_store.h"
#include "work/instruction_store.h"

namespace weige::work {

struct InstructionContext {
  store::Transaction& tx;
  const access::Actor& actor;
  Instant now;
  TownTime town = {};
  Day today() const { return town.day_of(now); }
};

// Of the branches directly below whoever reads. version: of all of them together; accepting what is reported
// asks for it.
struct BelowFacts {
  std::int64_t version = 1, live = 0, reported = 0, accepted = 0, overdue = 0, extensions = 0;
};
// own: the reader's branch, with its answers and the grids it is asked about. roll_up: of all that have
// answered below the reader.
struct InstructionView {
  NamedInstruction named;
  std::vector<Question> questions;
  std::vector<InstructionFile> files = {};
  std::vector<FigureAmount> figures = {};
  bool is_own_issue = false;
  std::optional<Branch> own = {};
  std::vector<GridOfPost> grids = {};
  std::vector<Answer> answers = {};
  BelowFacts below = {};
  std::vector<RollUp> roll_up = {};
};
Result<InstructionView> read_instruction(const InstructionContext& context, InstructionId id);

// What hangs below the reader, parents first; the issuer sees all of it.
Result<std::vector<BranchLine>> read_tree(const InstructionContext& context, InstructionId id);

struct AnswerLine {
  BranchAnswer of;
  std::string title, area_name;  // the post's; of a figure by grid, the grid's name
};
struct AnswerSheet {
  InstructionView view;
  std::vector<BranchLine> branches;
  std::vector<AnswerLine> answers;
};
Result<AnswerSheet> read_answers(const InstructionContext& context, InstructionId id);

struct InstructionsAsked {
  InstructionBox box = InstructionBox::to_me;
  InstructionAge age = InstructionAge::open;
  std::string cursor = {};
  std::size_t limit = 50;
};
struct InstructionPage {
  std::vector<InstructionLine> items;
  std::optional<std::string> next_cursor = {};
};
// Problem: bad_request, at "cursor".
Result<InstructionPage> list_instructions(const InstructionContext& context, const InstructionsAsked& asked);
Result<InstructionCounts> count_own_instructions(const InstructionContext& context);

Result<FileBytes> read_instruction_file(const InstructionContext& context, InstructionId id,
                                        InstructionFileId file);
// Right: issue_instructions. Problems: instruction_file_kind, those of attachment_name,
// instruction_too_many (files that wait).
Result<InstructionFile> add_instruction_file(const InstructionContext& context, std::string_view name,
                                             const std::string& bytes);

}  // namespace weige::work
