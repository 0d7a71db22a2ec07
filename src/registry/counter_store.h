// SQL of the counters of L6 and S2.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "registry/figure_store.h"
#include "store/database.h"

namespace weige::registry {

struct CounterKey {
  std::string month;
  std::int64_t area_id = 0;
  std::string records;
  std::int64_t post_id = 0;
};
struct CounterRow {
  CounterKey key;
  std::int64_t adds = 0, changes = 0, cancellations = 0;
  std::string post_title;
};
struct CounterQuery {
  std::string from, to;  // months
  CounterKey after;      // month empty: from the beginning
  std::size_t limit = 50;
};
// Newest month first, then by area, records and post.
std::vector<CounterRow> find_counters(store::Transaction& tx, const FigureScope& where,
                                      const CounterQuery& query);
// Who held the post last before the instant; empty: nobody.
std::string holder_before(store::Transaction& tx, std::int64_t post_id, Instant before);

}  // namespace weige::registry
