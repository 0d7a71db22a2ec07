// Sharing out loads the slow and obvious way: every way to give pieces to areas is tried.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <vector>

#include "grids/load_balance.h"

namespace weige::reference {

using grids::LoadGraph;
using grids::Member;
using Areas = std::vector<Member>;  // by piece

inline Areas areas_today(const LoadGraph& graph) {
  Areas areas;
  for (const auto& piece : graph.pieces) areas.push_back(piece.area);
  return areas;
}

// Connected parts of an area's blocks.
inline std::size_t slow_parts(const LoadGraph& graph, const Areas& area_of, Member area) {
  std::vector<std::size_t> part(graph.piece_of.size());
  for (std::size_t block = 0; block < part.size(); ++block) part[block] = block;
  const auto in = [&](std::size_t block) { return area_of[graph.piece_of[block]] == area; };
  for (std::size_t round = 0; round < part.size(); ++round)
    for (const auto& link : graph.links)
      if (in(link.a) && in(link.b)) part[link.a] = part[link.b] = std::min(part[link.a], part[link.b]);
  std::size_t parts = 0;
  for (std::size_t block = 0; block < part.size(); ++block) parts += in(block) && part[block] == block;
  return parts;
}

inline std::vector<double> slow_loads(const LoadGraph& graph, const Areas& area_of) {
  std::vector<double> loads(graph.groups.size());
  for (std::size_t i = 0; i < area_of.size(); ++i) loads[area_of[i]] += graph.pieces[i].weight;
  return loads;
}

// Whether the rules of rebalanced() allow it.
inline bool slow_allowed(const LoadGraph& graph, const Areas& area_of, const grids::BalanceRules& rules) {
  const Areas today = areas_today(graph);
  double whole = 0, moved = 0;
  for (std::size_t i = 0; i < today.size(); ++i) {
    whole += graph.pieces[i].weight;
    if (area_of[i] == today[i]) continue;
    moved += graph.pieces[i].weight;
    if (graph.pieces[i].stays || graph.groups[area_of[i]] != graph.groups[today[i]]) return false;
  }
  if (moved > rules.most_moved * whole + 1e-9) return false;
  for (Member area = 0; area < graph.groups.size(); ++area) {
    const auto peopled = [&](const Areas& areas) {
      for (std::size_t i = 0; i < areas.size(); ++i)
        if (areas[i] == area && !graph.pieces[i].stays) return true;
      return false;
    };
    if (peopled(today) && !peopled(area_of)) return false;
    if (slow_parts(graph, area_of, area) > slow_parts(graph, today, area)) return false;
  }
  const auto highest = [&](const Areas& areas) { return std::ranges::max(slow_loads(graph, areas)); };
  return grids::spread_of(slow_loads(graph, area_of)) <= grids::spread_of(slow_loads(graph, today)) + 1e-12 &&
         highest(area_of) <= highest(today) + 1e-9;
}

// The lowest cost of all that is allowed.
inline double slow_best(const LoadGraph& graph, const grids::BalanceRules& rules) {
  Areas area_of = areas_today(graph);
  double best = grids::cost(graph, area_of, rules);
  const std::function<void(std::size_t)> try_from = [&](std::size_t piece) {
    if (piece == area_of.size()) {
      const double cost = grids::cost(graph, area_of, rules);
      if (cost < best && slow_allowed(graph, area_of, rules)) best = cost;
      return;
    }
    for (Member area = 0; area < graph.groups.size(); ++area) {
      area_of[piece] = area;
      try_from(piece + 1);
    }
  };
  try_from(0);
  return best;
}

}  // namespace weige::reference
