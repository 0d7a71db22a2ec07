// Placement: which member of a layer an address falls in, and why. Every address has one answer (A2): by
// hand; else by its own point; else as most points of its own committee beneath it; else as the address above
// it; else nowhere, for people to mend. A road is no place of its own and is left out; what it leads to is.
//
// Addresses depend on each other only within a group: all beneath one address that stands at a road or
// nowhere. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "grids/locator.h"

namespace weige::grids {

enum class PlacedBy : std::uint8_t { point, hand, below, above, none };
std::string_view code(PlacedBy way);
std::optional<PlacedBy> placed_by_of(std::string_view code);

// Worth a look, though there is an answer. The weightiest only, in this order.
enum class PlaceDoubt : std::uint8_t {
  outside,    // its point lies in no member
  far,        // its point lies away from the others of its group: geocodes are often wrong
  committee,  // by its point it falls in a member of another committee than its own
  spread,     // placed by what is beneath it, of which more than a fifth falls elsewhere
};
std::string_view code(PlaceDoubt doubt);
std::optional<PlaceDoubt> place_doubt_of(std::string_view code);

// A point is far from the others of its group when it is this many metres from their middle (the median of
// each coordinate), and this many times as far as half of them. Fewer than three others prove nothing.
inline constexpr double kFarMetres = 300, kFarTimes = 5;
inline constexpr std::size_t kFarOthers = 3;
inline constexpr double kSpreadFrom = 0.8;

struct PlaceNode {
  std::int64_t id = 0;
  std::int64_t parent = 0;         // 0: top of its group, or the address above is not among the nodes
  std::int64_t committee = 0;      // the area it belongs to
  std::optional<Point> at = {};    // degrees of CGCS2000
  Member at_member = no_member;    // the member that holds the point
  Member hand_member = no_member;  // as put there by hand
};
struct Placement {
  std::int64_t address = 0;
  Member member = no_member;
  PlacedBy by = PlacedBy::none;
  std::optional<PlaceDoubt> doubt = {};
  bool operator==(const Placement&) const = default;
};

// Nodes of whole groups in any order; the answers in the nodes' order. committees: of each member, 0 where it
// has none. Equal numbers of points beneath: the smallest member.
std::vector<Placement> place(std::span<const PlaceNode> nodes, std::span<const std::int64_t> committees);

// Metres between two points of a town, by a plane at the first one's latitude: right within a thousandth.
double metres_between(Point a, Point b);

}  // namespace weige::grids
