#include "town/sample_layers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace weige::town {
namespace {

// One committee in so many has areas that differ in the one way, the next in the other.
constexpr int kDifferentEvery = 12, kTwoAt = 0, kMovedAt = 1, kHalvesAt = 2;
// A border that is moved must be so long, for the size of the grids beside it, that they are no longer alike.
constexpr std::size_t kMostBlocksAStep = 3;

std::string chinese(int number) {
  constexpr std::array<std::string_view, 10> kDigits{"十", "一", "二", "三", "四",
                                                     "五", "六", "七", "八", "九"};
  const auto digit = [&](int n) { return std::string(kDigits[static_cast<std::size_t>(n)]); };
  if (number <= 10) return digit(number % 10);
  return (number < 20 ? "" : digit(number / 10)) + "十" + (number % 10 == 0 ? "" : digit(number % 10));
}

// 蟠龙社区, 前明村.
std::string place_of(const SampleCommittee& committee) {
  auto place = committee.name.substr(0, committee.name.find(committee.is_village ? "村委会" : "居委会"));
  if (!committee.is_village) return place.ends_with("社区") ? place : place + "社区";
  return place.ends_with("村") ? place : place + "村";
}

std::string_view named(SampleLandUse use) {
  return use == SampleLandUse::park            ? "（公园绿地）"
         : use == SampleLandUse::building_land ? "（待建用地）"
                                               : "";
}

// An area before it has code and name.
struct Draft {
  SampleBlocks blocks;
  SampleDifference difference = SampleDifference::none;
  const SampleLattice* drawn_on = nullptr;
};

using Grids = std::vector<const SampleGrid*>;

void take_two(std::vector<Draft>& areas, Grids& left) {
  for (std::size_t i = 0; i < left.size(); ++i)
    for (std::size_t j = i + 1; j < left.size(); ++j) {
      auto both = together(left[i]->blocks, left[j]->blocks);
      if (!is_simple(both)) continue;
      areas.push_back({.blocks = std::move(both), .difference = SampleDifference::holds_two});
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(j));
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
      return;
    }
}

void take_halves(std::vector<Draft>& areas, Grids& left) {
  const auto largest =
      std::ranges::max_element(left, {}, [](const SampleGrid* grid) { return grid->blocks.size(); });
  if (largest == left.end() || (*largest)->blocks.size() < 2) return;
  for (auto& half : cut_up((*largest)->blocks, std::array{1, 1}))
    areas.push_back({.blocks = std::move(half), .difference = SampleDifference::half});
  left.erase(largest);
}

struct Border {
  std::size_t from = 0, into = 0;  // of the grids
  std::vector<SampleStep> steps = {};
};

bool is_straight(const std::vector<SampleStep>& steps) {
  return std::ranges::all_of(steps, [&](const SampleStep& step) {
    return step.into.column - step.from.column == steps[0].into.column - steps[0].from.column &&
           step.into.row - step.from.row == steps[0].into.row - steps[0].from.row;
  });
}

// The straight one that is longest for the size of what lies beside it.
std::optional<Border> movable_border(const Grids& grids) {
  std::optional<Border> best;
  std::size_t best_size = 1;
  for (std::size_t i = 0; i < grids.size(); ++i)
    for (std::size_t j = 0; j < grids.size(); ++j) {
      Border border{i, j,
                    i == j ? std::vector<SampleStep>{} : steps_between(grids[i]->blocks, grids[j]->blocks)};
      const auto size = std::max(grids[i]->blocks.size(), grids[j]->blocks.size());
      if (size > kMostBlocksAStep * border.steps.size() || !is_straight(border.steps)) continue;
      if (best && border.steps.size() * best_size <= best->steps.size() * size) continue;
      best_size = size;
      best = std::move(border);
    }
  return best;
}

void take_moved(std::vector<Draft>& areas, Grids& left, SampleLattice& moved) {
  const auto border = movable_border(left);
  if (!border) return;
  moved.push_border(border->steps);
  for (const auto at : {border->from, border->into})
    areas.push_back({.blocks = left[at]->blocks, .difference = SampleDifference::moved, .drawn_on = &moved});
  for (const auto at : {std::max(border->from, border->into), std::min(border->from, border->into)})
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(at));
}

void add_areas(SampleLayers& out, const SampleGround& ground, const SampleCommittee& committee) {
  Grids left;
  for (const auto& grid : ground.grids_of(committee.index))
    if (grid.use == SampleLandUse::homes) left.push_back(&grid);
  std::vector<Draft> areas;
  auto moved = ground.lattice();
  const int way = committee.index % kDifferentEvery;
  if (way == kTwoAt) take_two(areas, left);
  if (way == kMovedAt) take_moved(areas, left, moved);
  if (way == kHalvesAt) take_halves(areas, left);
  for (const auto* grid : left) areas.push_back({.blocks = grid->blocks});
  std::ranges::sort(areas, {}, &Draft::blocks);
  int number = 0;
  for (const auto& area : areas) {
    ++number;
    const auto& lattice = area.drawn_on == nullptr ? ground.lattice() : *area.drawn_on;
    out.areas.push_back({.code = fmt::format("ZR-{}-{:02}", committee.code.substr(9), number),
                         .name = fmt::format("{}第{}责任区", place_of(committee), chinese(number)),
                         .committee = committee.index,
                         .difference = area.difference,
                         .shape = lattice.outline(area.blocks)});
  }
}

// Sets of blocks without homes that nothing but areas surrounds.
int count_unclaimed(const SampleGround& ground) {
  SampleBlocks waiting;
  for (const auto& grid : ground.grids())
    if (grid.use != SampleLandUse::homes) waiting = together(waiting, grid.blocks);
  int out = 0;
  while (!waiting.empty()) {
    SampleBlocks piece{waiting.back()};
    waiting.pop_back();
    bool is_inside = true;
    for (std::size_t at = 0; at < piece.size(); ++at)
      for (const auto next : beside(piece[at])) {
        is_inside = is_inside && ground.grid_at(next) != nullptr;
        if (std::erase(waiting, next) > 0) piece.push_back(next);
      }
    out += is_inside ? 1 : 0;
  }
  return out;
}

}  // namespace

SampleLayers sample_layers(const SampleGround& ground, const std::vector<SampleCommittee>& committees) {
  SampleLayers out;
  for (const auto& committee : committees) {
    const auto& blocks = ground.committees()[static_cast<std::size_t>(committee.index)];
    out.committees.push_back({.code = committee.code,
                              .name = committee.name,
                              .committee = committee.index,
                              .shape = ground.lattice().outline(blocks)});
    for (const auto& grid : ground.grids_of(committee.index))
      out.grids.push_back(
          {.code = fmt::format("WG-{}-{:02}", committee.code.substr(9), grid.number),
           .name = fmt::format("{}第{}网格{}", place_of(committee), chinese(grid.number), named(grid.use)),
           .committee = committee.index,
           .is_populated = grid.use == SampleLandUse::homes,
           .shape = ground.lattice().outline(grid.blocks)});
    add_areas(out, ground, committee);
  }
  out.unclaimed = count_unclaimed(ground);
  return out;
}

}  // namespace weige::town
