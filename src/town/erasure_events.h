// What erasing tells modules above, inside its transaction: they see to what they keep themselves. main()
// subscribes them before anything runs.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/event.h"

namespace weige::store {
class Transaction;
}

namespace weige::town {

struct ErasureEvents {
  // These people are being erased.
  Event<store::Transaction&, std::span<const std::int64_t>> people;
  // What is over at that instant goes; adds how many rows.
  Event<store::Transaction&, Instant, std::int64_t&> night;
  // Tables of theirs from which something is erased.
  std::vector<std::string_view> tables;
};
ErasureEvents& erasure_events();

}  // namespace weige::town
