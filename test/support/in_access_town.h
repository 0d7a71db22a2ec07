// What tests of posts and accounts stand on: a small town on each engine, made when it is first asked for.
#pragma once

#include <optional>

#include "support/access_town.h"
#include "support/databases.h"

namespace weige::testing_support {

class InAccessTown : public BothEngines {
 protected:
  AccessTown& town() {
    if (!town_) town_.emplace(db());
    return *town_;
  }
  template <class F>
  auto write(F&& f) {
    return db().write([&](store::Transaction& tx) { return f(tx); });
  }
  template <class F>
  auto read(F&& f) {
    return db().read([&](store::Transaction& tx) { return f(tx); });
  }
  // f(tx, actor), in a transaction that writes, by the program itself.
  template <class F>
  auto as_system(F&& f) {
    const auto actor = town().system();
    return db().write([&](store::Transaction& tx) { return f(tx, actor); });
  }

 private:
  std::optional<AccessTown> town_;
};

}  // namespace weige::testing_support
