// Writes the search terms of records that were added in bulk, in the order of the terms: neighbours share a
// page, where a file's order would give each a page of its own (decision 12).
#pragma once

#include <functional>

#include "base/result.h"
#include "store/database.h"

namespace weige::registry {

struct IndexWatch {
  // Before each piece: a problem ends the work, which goes on from there when it is called again.
  std::function<Done()> may_go_on = [] { return done(); };
  // In the transaction of each piece: how many of the records' terms are written, of how many.
  std::function<Done(store::Transaction& tx, int written, int all)> in_piece = [](store::Transaction&, int,
                                                                                  int) { return done(); };
};

// Until no record waits. In short transactions; may be interrupted, repeated and run by several at once.
Done index_waiting(store::Database& database, const IndexWatch& watch = {});

}  // namespace weige::registry
