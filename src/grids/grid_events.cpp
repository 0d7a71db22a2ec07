#include "grids/grid_events.h"

namespace weige::grids {

GridEvents& grid_events() {
  static GridEvents events;
  return events;
}

}  // namespace weige::grids
