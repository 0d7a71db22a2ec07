// What a row of a file means for the register: its outcome, what is wrong, and the records to write. Decided
// from a picture of the register, so the same function serves the check before and the writing. Pure; ids are
// passed in.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "registry/import_picture.h"
#include "registry/town_import.h"

namespace weige::registry {

enum class RowOutcome {
  same,
  fills_gap,
  changed,
  added,
  moved_in,
  moved_within,
  ambiguous,
  invalid,
  refused
};
std::string_view code(RowOutcome outcome);  // added is "new"
std::optional<RowOutcome> row_outcome_of(std::string_view code);
// Whether the register takes the row; the others go back to the sender.
bool is_taken(RowOutcome outcome);

struct PlannedWrite {
  Record after;
  std::optional<Record> before = {};  // none: a new record, with its id
  Day valid_from{};
};

struct RowDecision {
  RowOutcome outcome = RowOutcome::same;
  std::vector<Finding> findings = {};
  std::vector<PlannedWrite> writes = {};  // in an order in which each finds what it refers to
  RecordKind subject_kind = RecordKind::person;
  std::int64_t subject_id = 0;
};

struct Deciding {
  TownFile kind;
  const ImportTown& town;
  const ImportPicture& picture;
  std::function<std::int64_t()> new_id;  // below zero while nothing is written
};

// Whether a rule of the register lets an import write beyond the sender's areas: roads are the town's, a
// former main residence ends elsewhere, people work for units of other committees.
bool reaches_beyond(const PlannedWrite& write, const ImportTown& town);

// A row that would write where the sender may not is refused.
RowDecision decide(const ParsedRow& row, const Deciding& with);

}  // namespace weige::registry
