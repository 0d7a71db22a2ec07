// The decisions for each kind of file. Steps of import_plan; pure.
#pragma once

#include "registry/import_plan.h"

namespace weige::registry {

void plan_resident(const ParsedRow& row, const Deciding& with, RowDecision& out);
void plan_address(const ParsedRow& row, const Deciding& with, RowDecision& out);
void plan_organisation(const ParsedRow& row, const Deciding& with, RowDecision& out);

// Puts the given values into the record; an empty cell is no value, so nothing is ever erased.
struct Filled {
  bool gaps = false;     // fields that were empty
  bool changes = false;  // fields that held something else
};
Filled fill(Record& record, std::span<const FieldValue> values);
RowOutcome outcome_of(const Filled& filled);

}  // namespace weige::registry
