// SQL of the facts of the self-check: counts over the whole town, the schema, and rows that are overdue.
// Counts only; no row of it names anybody, so there is no Scope. Who may ask is decided before.
#pragma once

#include <optional>
#include <vector>

#include "access/ids.h"
#include "base/clock.h"
#include "store/database.h"
#include "town/self_check.h"

namespace weige::town {

// What is in the database itself, whatever the program thinks.
std::vector<SchemaColumn> columns_of_schema(store::Transaction& tx);

// Each table that has a clock. Overdue counts rows that are there more than kClockGrace after their end, as
// the town has set it; people as the night finds them, without those who are held.
struct OverdueAsked {
  const Manifest& manifest;
  const RetentionTimes& times;
  TownTime town;
  Instant now;
};
std::vector<ClockFact> overdue_rows(store::Transaction& tx, const OverdueAsked& asked);

// Whether a rotation of keys waits or runs.
bool is_rotating(store::Transaction& tx);

FormFacts count_forms(store::Transaction& tx, Instant since);

// The newest entry of the log that says that a backup was made.
// When the newest one was made, as its entry tells (audit_detail of machine_note.h), not when it was entered.
std::optional<Instant> last_backup(store::Transaction& tx);

}  // namespace weige::town
