// Checks that the members of a layer cover their area exactly once: finds gaps, overlaps, slivers, doubled
// members, islands and holes, each with its area in m², the members around it, a point to show it at and its
// shape.
//
// Members are valid shapes (grids/validity.h) in metres of a plane. The answer depends on the layer only,
// order included.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "grids/locator.h"

namespace weige::grids {

// A gap or overlap is a sliver, what is left where one border was drawn twice, when 2 * area / perimeter (the
// width of a long strip) is below this many metres.
inline constexpr double sliver_width = 0.5;
// Narrower patches are what rounding leaves of a shared border, and are not told.
inline constexpr double patch_noise_width = 1e-5;  // metres
// Two members are the same one twice when no more than this share of the larger one's area is not common.
inline constexpr double duplicate_difference = 1e-6;

enum class PatchKind : std::uint8_t {
  duplicate,       // of members[0]: members[1] is the same again
  gap,             // in no member, between several; with an outline also between members and the outline
  hole,            // in no member, all around it one member
  overlap,         // in both members
  sliver_gap,      // a thin gap
  sliver_overlap,  // a thin overlap
  island,          // a member that touches no other
  detached_part,   // a part of a member away from its largest part
  outside,  // of a member, beyond the outline; not told where it is thin (a straight line in degrees that
            // has more points on one side bends by centimetres in the plane)
};

// How long a member's border runs along a patch. Around an overlap a member's border lies against the other
// one's land.
struct Shared {
  Member member = no_member;
  double metres = 0;
  bool operator==(const Shared&) const = default;
};

struct Patch {
  PatchKind kind = PatchKind::gap;
  std::vector<Member> members;  // for a gap all neighbours, for an overlap the pair; ascending
  std::vector<Shared> borders;  // by member
  double area = 0;
  double width = 0;  // 2 * area / perimeter
  Point inside;
  Shape shape;
};

struct CoverageOptions {
  double sliver_width = grids::sliver_width;
  std::optional<Shape> outline = std::nullopt;  // what the layer should cover
};

struct Coverage {
  std::vector<Patch> patches;  // by kind, then members, then from west to east
  double covered = 0;          // m² in at least one member
};

// invalid_shape with the member's number; layer_unresolved when borders coil finer than a millimetre, or
// thousands of members lie on each other.
Result<Coverage> check_coverage(std::span<const Shape> layer, const CoverageOptions& options = {});

}  // namespace weige::grids
