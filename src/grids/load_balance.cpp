#include "grids/load_balance.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <queue>
#include <tuple>

namespace weige::grids {
namespace {

// Steps that improve by less are rounding.
constexpr double noise = 1e-12;
// Neighbours looked at, for each piece; small towns are allowed some more.
constexpr std::uint64_t most_work = 5'000, more_pieces = 2'000;

// A list of numbers for each of several.
struct Lists {
  std::vector<std::uint32_t> first, items;
  std::span<const std::uint32_t> of(std::uint32_t number) const {
    return {items.data() + first[number], items.data() + first[number + 1]};
  }
};

template <class ForEach>
Lists lists_of(std::size_t count, const ForEach& for_each) {
  Lists lists{std::vector<std::uint32_t>(count + 1), {}};
  for_each([&](std::uint32_t of, std::uint32_t) { ++lists.first[of + 1]; });
  for (std::size_t i = 0; i < count; ++i) lists.first[i + 1] += lists.first[i];
  lists.items.resize(lists.first.back());
  std::vector<std::uint32_t> next(lists.first.begin(), lists.first.end() - 1);
  for_each([&](std::uint32_t of, std::uint32_t item) { lists.items[next[of]++] = item; });
  return lists;
}

struct Step {
  std::uint32_t piece = 0;
  Member to = no_member;
};

// What a step changes.
struct Change {
  double spread = 0;  // squared
  double cost = 0;    // the spread's part included
  Change operator+(const Change& other) const { return {spread + other.spread, cost + other.cost}; }
  bool improves() const { return spread < -noise && cost < -noise; }
};

class Search {
 public:
  Search(const LoadGraph& graph, const BalanceRules& rules);

  Rebalanced run() {
    if (whole_weight_ <= 0) return {std::move(area_of_)};
    for (std::uint32_t piece = 0; piece < area_of_.size(); ++piece) offer(piece);
    settle();
    for (bool again = true; again;) {
      again = false;
      for (Member area = 0; area < loads_.size(); ++area)
        while (off(area) && changed_since_tried(area) && work_left() && take_pair(area)) {
          settle();
          again = true;
        }
    }
    return {std::move(area_of_), work_left()};
  }

 private:
  struct Candidate {
    double cost;
    Step step;
    std::uint32_t stamp_from, stamp_to;
    auto rank() const { return std::tie(cost, step.piece, step.to); }
    bool operator<(const Candidate& other) const { return rank() > other.rank(); }  // the best one on top
  };
  struct Beside {
    Member area;
    double metres;
  };

  bool work_left() const { return work_ < most_work * (area_of_.size() + more_pieces); }
  bool off(Member area) const {
    return std::abs(loads_[area] - targets_[area]) > rules_.deviation * targets_[area];
  }

  // Calls f(piece beside it, metres between them) for each stretch of border.
  template <class F>
  void for_each_link(std::uint32_t piece, const F& f) {
    for (const std::uint32_t block : blocks_.of(piece))
      for (const std::uint32_t number : links_.of(block)) {
        const LoadGraph::Link& link = graph_.links[number];
        const std::uint32_t other = graph_.piece_of[link.a == block ? link.b : link.a];
        ++work_;
        if (other != piece) f(other, link.metres);
      }
  }
  // The areas beside a piece and how long it lies along them, its own included.
  void look_around(std::uint32_t piece) {
    around_.clear();
    for_each_link(piece, [this](std::uint32_t other, double metres) {
      const auto at = std::ranges::find(around_, area_of_[other], &Beside::area);
      if (at == around_.end())
        around_.push_back({area_of_[other], metres});
      else
        at->metres += metres;
    });
  }
  double metres_along(Member area) const {
    const auto at = std::ranges::find(around_, area, &Beside::area);
    return at == around_.end() ? 0 : at->metres;
  }

  // After look_around(step.piece).
  Change change_of(const Step& step) const {
    const Member from = area_of_[step.piece];
    const double weight = graph_.pieces[step.piece].weight;
    const double spread = 2 * weight * (loads_[step.to] - loads_[from] + weight) * per_square_;
    return {spread, spread + rules_.keep * moves(step) / whole_weight_ +
                        per_metre_ * (metres_along(from) - metres_along(step.to))};
  }
  double moves(const Step& step) const {
    const LoadGraph::Piece& piece = graph_.pieces[step.piece];
    if (area_of_[step.piece] == piece.area) return piece.weight;
    return step.to == piece.area ? -piece.weight : 0;
  }
  bool allowed(const Step& step) const {
    return step.to != area_of_[step.piece] && !graph_.pieces[step.piece].stays &&
           graph_.groups[step.to] == graph_.groups[area_of_[step.piece]];
  }

  template <class F>
  void for_each_step_from(std::uint32_t piece, F&& f) {
    look_around(piece);
    for (const Beside& beside : around_)
      if (const Step step{piece, beside.area}; allowed(step)) f(step, change_of(step));
  }

  // All single steps of the piece that would help.
  void offer(std::uint32_t piece) {
    const Member from = area_of_[piece];
    for_each_step_from(piece, [&](const Step& step, const Change& change) {
      if (change.improves() && (off(from) || off(step.to)))
        open_.push({change.cost, step, stamps_[from], stamps_[step.to]});
    });
  }
  // Of all pieces in the areas or beside them.
  void offer_around(std::span<const Member> areas) {
    for (const Member area : areas) stamps_[area] = ++clock_;
    for (const std::uint32_t piece : in_or_beside(areas)) offer(piece);
  }
  // Pieces, ascending.
  std::vector<std::uint32_t> in_or_beside(std::span<const Member> areas) {
    std::vector<std::uint32_t> near;
    for (const Member area : areas)
      for (const std::uint32_t piece : pieces_in_[area]) {
        near.push_back(piece);
        for_each_link(piece, [&](std::uint32_t other, double) {
          if (area_of_[other] != area) near.push_back(other);
        });
      }
    sort_unique(near);
    return near;
  }
  template <class T>
  static void sort_unique(std::vector<T>& values) {
    std::ranges::sort(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
  }

  void settle() {
    while (!open_.empty() && work_left()) {
      const Candidate best = open_.top();
      open_.pop();
      const Member from = area_of_[best.step.piece], to = best.step.to;
      if (best.stamp_from != stamps_[from] || best.stamp_to != stamps_[to] || !allowed(best.step) ||
          !fits(best.step))
        continue;
      make(best.step);
      const Member areas[] = {from, to};
      if (sound(areas))
        offer_around(areas);
      else
        make({best.step.piece, from});
    }
  }

  // It, or an area beside it.
  bool changed_since_tried(Member area) {
    return std::ranges::any_of(in_or_beside({&area, 1}),
                               [&](std::uint32_t piece) { return stamps_[area_of_[piece]] >= tried_[area]; });
  }
  struct Pair {
    Step first, second;
    Change change;
  };
  // Two steps, of which neither alone need help: one that takes from a heavy area or gives to a light one,
  // and another one that makes it possible or makes up for it.
  bool take_pair(Member area) {
    const bool heavy = loads_[area] > targets_[area];
    std::optional<Pair> best;
    for (const auto& [first, change] : steps_of({&area, 1}))
      if ((area_of_[first.piece] == area) == heavy && fits(first)) try_second(first, change, best);
    if (!best) {
      tried_[area] = ++clock_;
      return false;
    }
    std::vector areas{area_of_[best->first.piece], best->first.to};
    make(best->first);
    areas.insert(areas.end(), {area_of_[best->second.piece], best->second.to});
    make(best->second);
    sort_unique(areas);
    offer_around(areas);
    return true;
  }
  void try_second(const Step& first, const Change& change, std::optional<Pair>& best) {
    const Member from = area_of_[first.piece], both[] = {from, first.to};
    const double highest = highest_of(both);
    make(first);
    for (const auto& [second, more] : steps_of(both)) {
      const Member giver = area_of_[second.piece];
      const bool related = giver == first.to || second.to == from || (giver == from && second.to == first.to);
      const Change sum = change + more;
      if (!related || second.piece == first.piece || !fits(second) || !sum.improves() ||
          (best && sum.cost >= best->change.cost))
        continue;
      const Member areas[] = {from, first.to, giver, second.to};
      double limit = highest;
      for (const Member other : {giver, second.to})
        if (other != from && other != first.to) limit = std::max(limit, loads_[other]);
      make(second);
      if (highest_of(areas) <= limit && sound(areas)) best = Pair{first, second, sum};
      make({second.piece, giver});
    }
    make({first.piece, from});
  }
  // Not too much would have moved.
  bool fits(const Step& step) const {
    return moved_ + moves(step) <= rules_.most_moved * whole_weight_ * (1 + noise);
  }
  double highest_of(std::span<const Member> areas) const {
    double highest = 0;
    for (const Member area : areas) highest = std::max(highest, loads_[area]);
    return highest;
  }
  // That lead out of one of the areas or into it.
  std::vector<std::pair<Step, Change>> steps_of(std::span<const Member> areas) {
    std::vector<std::pair<Step, Change>> steps;
    for (const std::uint32_t piece : in_or_beside(areas))
      for_each_step_from(piece, [&](const Step& step, const Change& change) {
        if (std::ranges::find(areas, area_of_[piece]) != areas.end() ||
            std::ranges::find(areas, step.to) != areas.end())
          steps.emplace_back(step, change);
      });
    return steps;
  }

  void make(const Step& step) {
    const std::uint32_t piece = step.piece;
    const Member from = area_of_[piece];
    moved_ += moves(step);
    auto& left = pieces_in_[from];
    place_[left.back()] = place_[piece];
    left[place_[piece]] = left.back();
    left.pop_back();
    enter(piece, step.to);
    loads_[from] -= graph_.pieces[piece].weight;
    loads_[step.to] += graph_.pieces[piece].weight;
  }
  void enter(std::uint32_t piece, Member area) {
    area_of_[piece] = area;
    place_[piece] = static_cast<std::uint32_t>(pieces_in_[area].size());
    pieces_in_[area].push_back(piece);
  }

  // Nobody has fallen apart or lost everything.
  bool sound(std::span<const Member> areas) {
    return std::ranges::all_of(areas, [this](Member area) {
      const bool peopled = std::ranges::any_of(
          pieces_in_[area], [this](std::uint32_t piece) { return !graph_.pieces[piece].stays; });
      return (peopled || !peopled_[area]) && parts_of(area, parts_[area]) <= parts_[area];
    });
  }
  // Of connected land; stops to count beyond the limit.
  std::uint32_t parts_of(Member area, std::uint32_t limit) {
    ++round_;
    std::uint32_t parts = 0;
    for (const std::uint32_t piece : pieces_in_[area])
      for (const std::uint32_t block : blocks_.of(piece)) {
        if (seen_[block] == round_) continue;
        if (++parts > limit) return parts;
        spread_from(block, area);
      }
    return parts;
  }
  void spread_from(std::uint32_t start, Member area) {
    std::vector<std::uint32_t> open{start};
    seen_[start] = round_;
    while (!open.empty()) {
      const std::uint32_t block = open.back();
      open.pop_back();
      for (const std::uint32_t number : links_.of(block)) {
        const LoadGraph::Link& link = graph_.links[number];
        const std::uint32_t other = link.a == block ? link.b : link.a;
        ++work_;
        if (seen_[other] == round_ || area_of_[graph_.piece_of[other]] != area) continue;
        seen_[other] = round_;
        open.push_back(other);
      }
    }
  }

  void set_targets();

  const LoadGraph& graph_;
  const BalanceRules& rules_;
  Lists blocks_;  // by piece
  Lists links_;   // by block
  std::vector<Member> area_of_;
  std::vector<std::vector<std::uint32_t>> pieces_in_;  // by area
  std::vector<std::uint32_t> place_;                   // by piece: where it stands there
  std::vector<double> loads_, targets_;                // by area
  std::vector<std::uint32_t> parts_;                   // by area, today
  std::vector<bool> peopled_;                          // by area, today
  std::vector<std::uint32_t> stamps_, tried_;  // by area: when it changed; when no pair of steps was found
  std::priority_queue<Candidate> open_;
  std::vector<Beside> around_;
  std::vector<std::uint32_t> seen_;  // by block: the last round of counting that met it
  std::uint32_t round_ = 0, clock_ = 0;
  double whole_weight_ = 0, moved_ = 0;
  double per_square_ = 0, per_metre_ = 0;
  std::uint64_t work_ = 0;
};

double metres_between(const LoadGraph& graph, std::span<const Member> area_of) {
  double metres = 0;
  for (const LoadGraph::Link& link : graph.links)
    if (area_of[graph.piece_of[link.a]] != area_of[graph.piece_of[link.b]]) metres += link.metres;
  return metres;
}

std::vector<Member> areas_today(const LoadGraph& graph) {
  std::vector<Member> areas;
  for (const LoadGraph::Piece& piece : graph.pieces) areas.push_back(piece.area);
  return areas;
}

Search::Search(const LoadGraph& graph, const BalanceRules& rules)
    : graph_(graph),
      rules_(rules),
      blocks_(lists_of(graph.pieces.size(),
                       [&](auto&& add) {
                         for (std::uint32_t block = 0; block < graph.piece_of.size(); ++block)
                           add(graph.piece_of[block], block);
                       })),
      links_(lists_of(graph.piece_of.size(),
                      [&](auto&& add) {
                        for (std::uint32_t link = 0; link < graph.links.size(); ++link)
                          add(graph.links[link].a, link), add(graph.links[link].b, link);
                      })),
      area_of_(areas_today(graph)),
      pieces_in_(graph.groups.size()),
      place_(graph.pieces.size()),
      loads_(graph.groups.size()),
      targets_(graph.groups.size()),
      parts_(graph.groups.size()),
      peopled_(graph.groups.size()),
      stamps_(graph.groups.size()),
      tried_(graph.groups.size()),
      seen_(graph.piece_of.size()) {
  for (std::uint32_t piece = 0; piece < graph.pieces.size(); ++piece) {
    const LoadGraph::Piece& one = graph.pieces[piece];
    enter(piece, one.area);
    loads_[one.area] += one.weight;
    whole_weight_ += one.weight;
    if (!one.stays) peopled_[one.area] = true;
  }
  for (Member area = 0; area < parts_.size(); ++area) parts_[area] = parts_of(area, no_member);
  set_targets();
  const double metres = metres_between(graph, area_of_);
  per_metre_ = metres > 0 ? rules.border / metres : 0;
}

// The mean of the areas among which loads can move.
void Search::set_targets() {
  std::size_t landed = 0;
  std::vector<std::uint32_t> groups = graph_.groups;
  sort_unique(groups);
  std::vector<double> sums(groups.size()), counts(groups.size());
  const auto group_of = [&](Member area) {
    return static_cast<std::size_t>(std::ranges::lower_bound(groups, graph_.groups[area]) - groups.begin());
  };
  for (Member area = 0; area < loads_.size(); ++area) {
    if (pieces_in_[area].empty()) continue;
    ++landed;
    sums[group_of(area)] += loads_[area];
    ++counts[group_of(area)];
  }
  for (Member area = 0; area < loads_.size(); ++area)
    if (!pieces_in_[area].empty()) targets_[area] = sums[group_of(area)] / counts[group_of(area)];
  if (whole_weight_ > 0) per_square_ = static_cast<double>(landed) / (whole_weight_ * whole_weight_);
}

}  // namespace

double spread_of(std::span<const double> loads) {
  double sum = 0, squares = 0;
  for (const double load : loads) sum += load;
  if (sum <= 0) return 0;
  const double mean = sum / static_cast<double>(loads.size());
  for (const double load : loads) squares += (load - mean) * (load - mean);
  return std::sqrt(squares / static_cast<double>(loads.size())) / mean;
}

double cost(const LoadGraph& graph, std::span<const Member> area_of, const BalanceRules& rules) {
  const std::vector<Member> today = areas_today(graph);
  std::vector<double> loads(graph.groups.size());
  std::vector<bool> landed(graph.groups.size());
  double whole = 0, moved = 0;
  for (std::size_t piece = 0; piece < today.size(); ++piece) {
    const double weight = graph.pieces[piece].weight;
    landed[today[piece]] = true;
    loads[area_of[piece]] += weight;
    whole += weight;
    if (area_of[piece] != today[piece]) moved += weight;
  }
  std::vector<double> counted;
  for (std::size_t area = 0; area < loads.size(); ++area)
    if (landed[area]) counted.push_back(loads[area]);
  const double spread = spread_of(counted), metres = metres_between(graph, today);
  const double longer = metres > 0 ? metres_between(graph, area_of) / metres - 1 : 0;
  return spread * spread + (whole > 0 ? rules.keep * moved / whole : 0) + rules.border * longer;
}

Rebalanced rebalanced(const LoadGraph& graph, const BalanceRules& rules) {
  return Search(graph, rules).run();
}

}  // namespace weige::grids
