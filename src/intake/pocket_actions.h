// Use cases of pocket rosters: keep them from the lists a sender hands in, and let the sender mend a line,
// add one, tell that somebody left, or that all is as it was. What is mended is handed in like any list.
// Right: hand_in_rosters, each for the lines of its own post.
#pragma once

#include <span>

#include "intake/pocket_store.h"
#include "intake/roster_actions.h"

namespace weige::intake {

// From a list that was read: its rows become lines; those of a complete one of the same scope that it does
// not name have left. In short transactions.
Done keep_pocket(store::Database& database, const Roster& roster, std::span<const RosterRow> rows);

// Problems: forbidden.
Result<std::vector<PocketLine>> list_pocket(store::Transaction& tx, const access::Actor& actor,
                                            const PocketPage& page);
Result<std::vector<PocketSummary>> summarise_pocket(store::Transaction& tx, const access::Actor& actor);

// Texts that are there stand in for those of the line.
struct PocketEdit {
  PocketLineId id;
  std::int64_t version = 0;
  std::optional<std::string> name = {}, document_number = {}, phone = {}, address = {};
};
// Problems: forbidden, not_found, version_conflict, line_listed (another line says so), those of check().
Result<PocketLine> mend_line(const RosterContext& context, const PocketEdit& edit);
struct NewPocketLine {
  PocketPerson person;
  std::optional<ScopeKind> scope = {};  // none: the post's own area
  std::int64_t scope_id = 0;
};
Result<PocketLine> add_line(const RosterContext& context, const NewPocketLine& line);
struct PocketLeft {
  PocketLineId id;
  std::int64_t version = 0;
};
// Reported as somebody who moved out or left work.
Result<PocketLine> tell_left(const RosterContext& context, const PocketLeft& left);
// All lines of the scope as a list of today; complete only if the sender says so: lines alone do not.
// Problems: forbidden, not_found (no such lines).
struct PocketScope {
  ScopeKind kind = ScopeKind::area;
  std::int64_t id = 0;
  bool complete = false;
};
Result<Roster> tell_unchanged(const RosterContext& context, const PocketScope& scope);

}  // namespace weige::intake
