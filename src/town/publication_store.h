// SQL of published tables: keeping them as they were told, what later ones must not tell because of them, and
// the ground they stood on. They are of the whole town and hold no small count, so there is no Scope; who may
// read them is decided before. Rows are only ever added.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "access/change.h"
#include "store/database.h"
#include "town/overlap.h"
#include "town/publication.h"

namespace weige::town {

inline constexpr access::SubjectKind kPublicationSubject{"publication"};

// Newest first, without rows.
std::vector<Publication> all_publications(store::Transaction& tx);
// With its rows.
std::optional<Publication> find_publication(store::Transaction& tx, PublicationId id);
// The one of the kind in the month, without rows.
std::optional<Publication> publication_of_month(store::Transaction& tx, const TableKind& kind,
                                                const std::string& month);
int next_number(store::Transaction& tx, const TableKind& kind);

struct Making {
  const Publication& publication;  // with its id and number
  const UntoldSet& untold;         // what it asked not to be told by itself
  access::PostId post;
  std::int64_t ground = 0;
};
// nullopt: the kind was published this month meanwhile.
std::optional<access::Change> insert_publication(store::Transaction& tx, const Making& making);

// What tables of the measure made since the instant asked not to be told: cells of this breakdown, whole rows
// of any.
UntoldSet untold_since(store::Transaction& tx, const TableKind& kind, Instant since);

// A table whose ground may differ from today's.
struct EarlierTable {
  PublicationId id;
  TableKind kind;
  std::int64_t ground = 0;
  std::map<std::int64_t, std::string> hidden_rows = {};  // of which it tells nothing, and what they lie in
};
// Of the measure, by committees or grids, made since the instant; newest first.
std::vector<EarlierTable> earlier_tables(store::Transaction& tx, Measure measure, Instant since);

// Whether a door is in another area now than on that ground.
bool has_moved(store::Transaction& tx, std::int64_t ground);
// The ground of today: the latest one with the new doors added, as long as none has moved; else a new one.
std::int64_t ground_of_today(store::Transaction& tx);

// Who counts now at the doors of that ground, by where the doors are now and were then. text: what the
// column follows from: a category, a day of confirmation, a use; "" without a breakdown.
struct MovedCount {
  std::int64_t now = 0, now_committee = 0, then = 0, then_committee = 0;
  std::string text = {};
  std::int64_t amount = 0;
};
std::vector<MovedCount> counts_between(store::Transaction& tx, const TableKind& kind, std::int64_t ground);

}  // namespace weige::town
