// SQL of pocket rosters. A sender sees the lines of its own post and nothing else.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/actor.h"
#include "access/change.h"
#include "intake/pocket.h"
#include "store/database.h"

namespace weige::intake {

inline constexpr access::SubjectKind kPocketSubject{"pocket_line"};

// The lines of a sender's lists with this scope, by identity.
std::map<std::string, PocketLine> pocket_of(store::Transaction& tx, access::PostId post,
                                            const RosterScope& scope);
std::optional<PocketLine> line_with(store::Transaction& tx, const PocketLine& like);  // the same identity
void insert_lines(store::Transaction& tx, std::span<const PocketLine> lines);
// All but post, scope and id. nullopt: it is no longer `line.version` (somebody else was faster).
std::optional<access::Change> update_line(store::Transaction& tx, const PocketLine& line);

std::optional<PocketLine> find_line(store::Transaction& tx, const access::Actor& actor, PocketLineId id);
struct PocketPage {
  std::optional<PocketState> state = {};
  std::int64_t after = 0;
  int limit = 50;
};
std::vector<PocketLine> find_lines(store::Transaction& tx, const access::Actor& actor,
                                   const PocketPage& page);
// Of the lines that are listed, by scope.
struct PocketSummary {
  RosterScope scope;
  int listed = 0;
  Day oldest{};
};
std::vector<PocketSummary> pocket_summaries(store::Transaction& tx, const access::Actor& actor);
// Lines from before they were sealed; the last one, 0: there is none.
std::int64_t seal_old_lines(store::Transaction& tx, std::int64_t after, int limit);

// Removes at most `limit` whose time has come; whether any were left.
bool erase_expired_lines(store::Transaction& tx, Instant now, int limit);

}  // namespace weige::intake
