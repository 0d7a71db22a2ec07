// What layers tell higher modules. The program's one set of followers; main() subscribes them before anything
// runs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/event.h"
#include "grids/grid_layer.h"

namespace weige::store {
class Transaction;
}

namespace weige::grids {

// An address that falls in another member, by code; empty: in none.
struct MovedAddress {
  std::int64_t address = 0;
  std::string from, to;
};
// A line of a preview: "巡防任务 / patrols", 3.
struct PreviewLine {
  std::string zh, en;
  std::int64_t count = 0;
};

struct GridEvents {
  // Before a version takes effect: each module adds what would move with the addresses.
  Event<store::Transaction&, const std::vector<MovedAddress>&, std::vector<PreviewLine>&> previewing;
  // A version was published; it takes effect on its day.
  Event<store::Transaction&, const GridVersion&> published;
};
GridEvents& grid_events();

}  // namespace weige::grids
