// What the register tells higher modules, inside the transaction of the change. The program's one set of
// followers: no writer can forget it, and main() subscribes them before anything runs.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "access/ids.h"
#include "base/clock.h"
#include "base/event.h"

namespace weige::store {
class Transaction;
}

namespace weige::registry {

// An address that is new, or whose place in the tree, point, area or state is another now.
struct AddressChange {
  std::int64_t id = 0;
  std::int64_t parent = 0;  // 0: none
  bool is_new = false;
  bool is_current = true;
  bool is_road = false;
  bool has_point = false;
};

// today: in the town. post: who writes.
struct RegisterMoment {
  Day today;
  access::PostId post;
};

struct RegisterEvents {
  // The changes of one transaction, an address above before those it got below it.
  Event<store::Transaction&, const RegisterMoment&, const std::vector<AddressChange>&> addresses;
  // Addresses of which everything lies in another area by now (registry/area_writer.h).
  Event<store::Transaction&, std::span<const std::int64_t>> settled;
};
RegisterEvents& register_events();

}  // namespace weige::registry
