#include "town/sample_blocks.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <tuple>

namespace weige::town {
namespace {

// East, north, west, south.
constexpr std::array<SampleBlock, 4> kWays{{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};

SampleBlock moved(SampleBlock block, SampleBlock by) {
  return {block.column + by.column, block.row + by.row};
}

// By columns or rows, the blocks of each in one direction or the other: the first so many of them are a piece
// with a straight border, but for one jog.
enum class Order { columns_up, columns_down, rows_up, rows_down };
constexpr std::array kOrders{Order::columns_up, Order::columns_down, Order::rows_up, Order::rows_down};

std::pair<int, int> place_in(Order order, SampleBlock block) {
  switch (order) {
    case Order::columns_up:
      return {block.column, block.row};
    case Order::columns_down:
      return {block.column, -block.row};
    case Order::rows_up:
      return {block.row, block.column};
    case Order::rows_down:
      return {block.row, -block.column};
  }
  throw std::logic_error("no such order");
}

struct Halves {
  SampleBlocks first, second;
};

Halves cut_at(const SampleBlocks& whole, std::size_t size, Order order) {
  auto sorted = whole;
  std::ranges::sort(sorted, {}, [&](SampleBlock block) { return place_in(order, block); });
  const auto at = sorted.begin() + static_cast<std::ptrdiff_t>(size);
  Halves out{{sorted.begin(), at}, {at, sorted.end()}};
  std::ranges::sort(out.first);
  std::ranges::sort(out.second);
  return out;
}

// With the shortest border between them; none where each way one of them would fall apart.
std::optional<Halves> best_cut(const SampleBlocks& whole, std::size_t size) {
  std::optional<Halves> best;
  std::size_t shortest = 0;
  for (const auto order : kOrders) {
    auto halves = cut_at(whole, size, order);
    if (!hangs_together(halves.first) || !hangs_together(halves.second)) continue;
    const auto border = steps_between(halves.first, halves.second).size();
    if (best && border >= shortest) continue;
    shortest = border;
    best = std::move(halves);
  }
  return best;
}

void cut_into(const SampleBlocks& whole, std::span<const int> sizes, std::vector<SampleBlocks>& out) {
  if (sizes.size() == 1) return out.push_back(whole);
  const auto first = sizes.first(sizes.size() / 2), second = sizes.subspan(sizes.size() / 2);
  const auto share = std::accumulate(first.begin(), first.end(), 0);
  const auto all = std::accumulate(sizes.begin(), sizes.end(), 0);
  const auto count = static_cast<int>(whole.size());
  const int fewest = static_cast<int>(first.size()), most = count - static_cast<int>(second.size());
  const int wished = std::clamp(count * share / all, fewest, most);
  for (int off = 0; off < count; ++off)
    for (const int size : {wished + off, wished - off}) {
      if (size < fewest || size > most) continue;
      const auto halves = best_cut(whole, static_cast<std::size_t>(size));
      if (!halves) continue;
      cut_into(halves->first, first, out);
      return cut_into(halves->second, second, out);
    }
  throw std::logic_error("land of the sample town that cannot be cut");
}

std::size_t border_length(const SampleBlocks& blocks) {
  std::size_t out = 0;
  for (const auto block : blocks)
    for (const auto next : beside(block)) out += holds(blocks, next) ? 0 : 1;
  return out;
}

// Whether the border goes that way from the corner: the land lies on its left.
bool goes(const SampleBlocks& blocks, SampleCorner from, std::size_t way) {
  static constexpr std::array<SampleBlock, 4> kLeft{{{0, 0}, {-1, 0}, {-1, -1}, {0, -1}}};
  const SampleBlock corner{from.column, from.row};
  return holds(blocks, moved(corner, kLeft[way])) && !holds(blocks, moved(corner, kLeft[(way + 3) % 4]));
}

}  // namespace

std::array<SampleBlock, 4> beside(SampleBlock block) {
  std::array<SampleBlock, 4> out;
  std::ranges::transform(kWays, out.begin(), [&](SampleBlock way) { return moved(block, way); });
  return out;
}

bool holds(const SampleBlocks& blocks, SampleBlock block) {
  return std::ranges::binary_search(blocks, block);
}

SampleBlocks together(const SampleBlocks& one, const SampleBlocks& other) {
  auto out = one;
  out.insert(out.end(), other.begin(), other.end());
  std::ranges::sort(out);
  return out;
}

bool hangs_together(const SampleBlocks& blocks) {
  if (blocks.empty()) return false;
  std::vector<bool> reached(blocks.size());
  std::vector<std::size_t> waiting{0};
  reached[0] = true;
  std::size_t count = 1;
  while (!waiting.empty()) {
    const auto block = blocks[waiting.back()];
    waiting.pop_back();
    for (const auto next : beside(block)) {
      const auto found = std::ranges::lower_bound(blocks, next);
      if (found == blocks.end() || *found != next) continue;
      const auto at = static_cast<std::size_t>(found - blocks.begin());
      if (reached[at]) continue;
      reached[at] = true;
      ++count;
      waiting.push_back(at);
    }
  }
  return count == blocks.size();
}

bool is_simple(const SampleBlocks& blocks) {
  return hangs_together(blocks) && walk_around(blocks).size() == border_length(blocks);
}

std::vector<SampleStep> steps_between(const SampleBlocks& from, const SampleBlocks& into) {
  std::vector<SampleStep> out;
  for (const auto block : from)
    for (const auto next : beside(block))
      if (holds(into, next)) out.push_back({block, next});
  return out;
}

SampleBlocks rounded_land(int blocks) {
  int side = 1;
  while (side * side * 8 < blocks * 9) ++side;
  SampleBlocks out;
  for (int column = 0; column < side; ++column)
    for (int row = 0; row < side; ++row) out.push_back({column, row});
  const auto cube = [](int n) { return std::abs(n * n * n); };
  std::ranges::stable_sort(out, {}, [&](SampleBlock block) {  // from the middle to the corners
    return cube(2 * block.column - side + 1) + cube(2 * block.row - side + 1);
  });
  out.resize(static_cast<std::size_t>(blocks));
  std::ranges::sort(out);
  return out;
}

std::vector<SampleBlocks> cut_up(const SampleBlocks& whole, std::span<const int> sizes) {
  std::vector<SampleBlocks> out;
  cut_into(whole, sizes, out);
  return out;
}

std::vector<SampleCorner> walk_around(const SampleBlocks& blocks) {
  // Nothing lies to the west or south of the first block's corner, so the border goes east from it.
  const SampleCorner begin{blocks.front().column, blocks.front().row};
  std::vector<SampleCorner> out;
  auto at = begin;
  std::size_t way = 0;
  do {
    out.push_back(at);
    at = {at.column + kWays[way].column, at.row + kWays[way].row};
    constexpr std::array<std::size_t, 3> kTurns{3, 0, 1};  // to the right, straight on, to the left
    way =
        (way + *std::ranges::find_if(kTurns, [&](auto turn) { return goes(blocks, at, (way + turn) % 4); })) %
        4;
  } while (at != begin);
  return out;
}

}  // namespace weige::town
