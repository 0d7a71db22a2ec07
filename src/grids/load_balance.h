// Moves pieces of land between neighbouring areas so that the areas' loads become alike. Knows no geometry:
// only what weighs how much, what lies beside what, and how long the borders between are.
//
// A local search, bounded and without chance: single pieces that go over to a neighbouring area, the best one
// first (hill climbing on contiguous zones: S. Openshaw and L. Rao, Algorithms for reengineering 1991 Census
// geography, Environment and Planning A 27, 1995), and where none helps, pairs of such steps.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "grids/locator.h"

namespace weige::grids {

struct BalanceRules {
  double deviation = 0.1;   // from the mean: between two areas that are off by less, nothing moves
  double most_moved = 0.2;  // of the whole weight
  double keep = 0.1;        // the price of weight that leaves its area
  double border = 0.02;     // the price of longer borders
};

struct LoadGraph {
  // What must not be cut: land of one or several blocks.
  struct Piece {
    Member area = no_member;  // today
    double weight = 0;
    bool stays = false;  // land without anything on it: never moves, and is no reason for a load
  };
  struct Link {
    std::uint32_t a = 0, b = 0;  // blocks that lie beside each other
    double metres = 0;           // of border between them
  };
  std::vector<Piece> pieces;
  std::vector<std::uint32_t> piece_of;  // by block
  std::vector<Link> links;
  std::vector<std::uint32_t> groups;  // by area: pieces stay within areas of the same number
};

// spread² + keep * moved weight / whole weight + border * (border length / today's - 1), with spread the
// standard deviation of the areas' loads divided by their mean. Areas without land do not count.
double cost(const LoadGraph& graph, std::span<const Member> area_of, const BalanceRules& rules);
// Standard deviation / mean; 0 where there is no load.
double spread_of(std::span<const double> loads);

struct Rebalanced {
  std::vector<Member> area_of;  // by piece
  bool complete = true;         // false: the limit of work, proportional to the pieces, ended the search
};
// No area falls into more parts than it has, or loses all its pieces. Neither cost nor spread nor the largest
// load are ever more than today's. Equal steps are decided by the pieces' and the areas' numbers.
Rebalanced rebalanced(const LoadGraph& graph, const BalanceRules& rules);

}  // namespace weige::grids
