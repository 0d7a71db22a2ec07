// Tellings between instances over one PostgreSQL database: sent within the transaction that decided them,
// heard after its commit (docs/decisions/0047-live-events-between-instances.md). SQLite has one instance:
// nothing is sent.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/telling.h"
#include "store/database.h"

namespace weige::http {

inline constexpr std::string_view kTellingsChannel = "weige_tellings";

// from: the run that tells its own pages itself.
void announce(store::Transaction& tx, std::string_view from, std::span<const Telling> tellings);
// The same in a transaction of its own, where what is told has been committed already.
void announce(store::Database& database, std::string_view from, std::span<const Telling> tellings);

// The texts that are sent, each below PostgreSQL's limit of 8,000 bytes: an event of many topics is several.
std::vector<std::string> notices_of(std::string_view from, const Telling& telling);

struct Heard {
  std::string from;
  Telling telling;
};
// None: not of this program, or of a later version with kinds that this one does not know.
std::optional<Heard> heard_in(std::string_view notice);

}  // namespace weige::http
