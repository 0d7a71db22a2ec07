// The map of a layer whose areas were divided into blocks: which lie beside each other, and what the areas'
// shapes are when blocks change hands. Borders that do not change stay as they came, bit for bit.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "grids/arrangement.h"
#include "grids/load_balance.h"
#include "grids/recut.h"

namespace weige::grids {

class BlockMap {
 public:
  // Blocks of parcels_of(), of all areas. Fails as Arrangement::of() does.
  static Result<BlockMap> of(std::span<const Shape> blocks);

  // Each pair once, a below b. Blocks of two areas that lie over each other are not beside each other there.
  std::vector<LoadGraph::Link> links() const;

  struct Holders {
    std::span<const Member> before, after;  // by block: its area
  };
  // The shapes that differ from the layer's, by area.
  std::vector<NewShape> new_shapes(std::span<const Shape> layer, const Holders& holders) const;

 private:
  explicit BlockMap(Arrangement map) : map_(std::move(map)) {}

  Arrangement map_;
};

}  // namespace weige::grids
