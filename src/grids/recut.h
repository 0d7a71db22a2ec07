// Proposes other borders for responsibility areas, so that the work at doors is shared out more evenly. A
// proposal only: nothing here changes a layer.
//
// Buildings and lanes (atoms) are not cut: each gets the land nearer to its points than to those of any other
// in its area (grids/parcels.h), and that land goes over to a neighbouring area as a whole, where this makes
// loads more alike (grids/load_balance.h). Nobody is ranked by it: it knows how many doors there are, not
// whose.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "grids/load_balance.h"
#include "grids/shape.h"

namespace weige::grids {

// A building or lane: where its doors are, and what it weighs (doors or residents; finite, not negative).
// Borders that cut it today (its points lie in several areas) are not mended: it counts where most of its
// points lie (of equals where the westernmost one does), and only those go with it.
struct Atom {
  std::vector<Point> points;
  double weight = 1;
};

struct RecutTown {
  std::span<const Shape> areas;  // valid, in metres of a plane, without gaps and overlaps as a rule
  std::span<const Atom> atoms;
  std::span<const std::uint32_t> committees = {};  // by area: atoms stay in theirs; empty: no limit
};

struct RecutOptions {
  BalanceRules rules;
  unsigned threads = 1;  // the answer does not depend on it
};

struct AtomMove {
  std::uint32_t atom = 0;
  Member from = no_member, to = no_member;
  double weight = 0;
  bool operator==(const AtomMove&) const = default;
};

enum class BorderChange : std::uint8_t {
  moved,     // land came or went
  vertices,  // the same land; a neighbour's new border ends on its border, and it has a vertex there now
};
struct NewShape {
  Member area = no_member;
  BorderChange change = BorderChange::moved;
  Shape shape;
};

struct Balance {
  std::vector<double> loads;  // by area
  double spread = 0;          // their standard deviation / mean, over areas with land
  double largest = 0;         // / mean
  double borders = 0;         // metres between areas, each once; the town's outer border is not among them
};

struct Recut {
  std::vector<AtomMove> moves;         // by atom
  std::vector<NewShape> shapes;        // by area; areas that are not here stay as they are, bit for bit
  std::vector<std::uint32_t> nowhere;  // atoms in no area: they count nowhere
  Balance before, after;
  double moved = 0;      // weight
  bool complete = true;  // false: the search ended at its limit of work, and more may be possible
};

// Never worse than today: neither the spread nor the largest load rises. Areas keep their number of parts.
// The same input gives the same proposal; so does another order of areas and atoms, as far as weights are
// whole numbers, no point lies on a border and no two areas have the same bounds. invalid_shape with the
// area's number; layer_unresolved.
Result<Recut> propose_recut(const RecutTown& town, const RecutOptions& options = {});

}  // namespace weige::grids
