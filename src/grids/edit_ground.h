// The ground of an edit: the members around it as borders on the lattice, the faces between those borders
// with who holds them, and how faces become shapes again.
//
// A step changes borders, or who holds a face, and asks for the shapes of the members that it means to
// change. Their neighbours get the vertices that now lie on their borders; everything else stays bit for bit.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "grids/arrangement.h"
#include "grids/lattice.h"
#include "grids/layer_edit.h"
#include "grids/measure.h"

namespace weige::grids {

struct Borders {
  std::vector<Member> members;    // of the layer, whose borders these are; ascending
  std::vector<Segment> segments;  // also of new members, numbered after the layer's, and of lines (no_member)
  std::vector<Spot> vertices;     // what stays a vertex where a changed border comes by
};
// Of all members whose boxes meet the box: nobody else can touch what lies in it.
Borders borders_around(std::span<const Shape> layer, const Box& box);
void add_border(Borders& borders, Member member, const Shape& shape);
void add_vertices(Borders& borders, const Shape& shape);
void add_line(Borders& borders, std::span<const Spot> line);
void widen(Box& box, const Box& by);

struct Land {
  Arrangement map;
  std::vector<std::vector<Member>> holders;  // by face, ascending; a step may change them

  bool holds(Member member, Half half) const;  // the face on the left
  const std::vector<Member>& left_of(Half half) const { return holders[map.face_of(half)]; }
};
// Cuts the borders where they meet. layer_unresolved when they do not close around faces.
Result<Land> land_of(Borders& borders);
// The same for members as they are in the layer: invalid_shape names one whose own border is the reason.
Result<Land> land_of_layer(Borders& borders);
// The first of them whose border alone does not close around an inside; no_member: none.
Member crossing_itself(const Borders& borders, std::span<const Member> members);

using Faces = std::vector<std::uint32_t>;
// Whether a line of no_member cuts, too.
enum class Lines : std::uint8_t { cut, ignored };
// The faces that the member holds, in groups that hang together.
std::vector<Faces> parts_of(const Land& land, Member member, Lines lines);
double area_of(const Land& land, const Faces& faces);

struct Touched {
  std::vector<Member> changed;  // new ones too; each must hold land (edit_member_vanishes)
  std::vector<Member> removed = {};
};
// edit_shape_invalid when a shape would come out that is not valid.
Result<LayerDelta> delta_of(std::span<const Shape> layer, const Borders& borders, const Land& land,
                            const Touched& touched);

}  // namespace weige::grids
