// Compares two layers (对照): responsibility areas A with micro-grids B. Which member of one is which of the
// other, how far "one to one" holds, and where the two differ. Shapes are valid and in metres of a plane;
// areas are m².
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "grids/locator.h"

namespace weige::grids {

// Two members are the same area when each is the other's best partner and their IoU reaches this: at 0.95 a
// square of 200 m may differ by one side moved by 10 m.
inline constexpr double same_from = 0.95;
// A member belongs to another one when that one holds at least this share of its area.
inline constexpr double part_from = 0.5;
// Common areas thinner than this (2 * area / perimeter would be, were the whole of the smaller one's border
// common) are what rounding leaves on a shared border, and are no pairs.
inline constexpr double noise_width = 1e-6;  // metres

enum class Alignment : std::uint8_t {
  one_to_one,  // mutually best, IoU at least same_from
  shifted,     // mutually best, IoU below it
  split,       // it holds part_from or more of several members of the other layer
  merged,      // part_from or more of it lies in a member that holds several such
  missing,     // no partner: not mutually best with any
};

struct Pair {
  Member a = no_member, b = no_member;
  double area = 0;  // common
  double iou = 0;   // common / (a + b - common)
  bool operator==(const Pair&) const = default;
};

struct Counterpart {
  Alignment alignment = Alignment::missing;
  // Mutually best; for merged the member that holds it; for split the one it has most of; else no_member.
  Member partner = no_member;
  double iou = 0;      // with the partner
  double area = 0;     // its own
  double outside = 0;  // of it, in no member of the other layer (where that layer has overlaps: at most)
};

struct Crosswalk {
  std::vector<Pair> pairs;     // by a, then b
  std::vector<Counterpart> a;  // by member
  std::vector<Counterpart> b;
  double common = 0;  // of all pairs
  // Common area of mutually best pairs / area of A or B (a + b - common): the area-weighted IoU. 1: one to
  // one holds.
  double one_to_one = 0;
};

struct CrosswalkOptions {
  double same_from = grids::same_from;
  double part_from = grids::part_from;
  unsigned threads = 1;
};

// invalid_shape when a coordinate is not finite or a ring is not closed or runs the wrong way around.
Result<Crosswalk> compare(std::span<const Shape> a, std::span<const Shape> b,
                          const CrosswalkOptions& options = {});

// The pairs that are not partners: what would change hands if A followed B.
std::vector<Pair> differences(const Crosswalk& crosswalk);

// Something that counts at a point: a door with the residents behind it.
struct Weighted {
  Point at;
  double weight = 1;
};
struct WeightedPair {
  Member a = no_member, b = no_member;  // no_member: in none of that layer
  double weight = 0;
  bool operator==(const WeightedPair&) const = default;
};
// The weight in each pair, by a, then b.
std::vector<WeightedPair> weigh(std::span<const Weighted> points, const Locator& a, const Locator& b);

}  // namespace weige::grids
