#include "grids/crosswalk.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "grids/parallel.h"

namespace weige::grids {
namespace {

bool sound(const Ring& ring, double direction) {
  const bool finite =
      std::ranges::all_of(ring, [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); });
  return !ring.empty() && finite && ring.front() == ring.back() && signed_area(ring) * direction >= 0;
}

Done check(std::span<const Shape> layer) {
  for (std::size_t member = 0; member < layer.size(); ++member)
    for (const Polygon& polygon : layer[member].polygons) {
      const auto hole = [](const Ring& ring) { return sound(ring, -1); };
      if (!sound(polygon.outer, 1) || !std::ranges::all_of(polygon.holes, hole))
        return problem(ProblemCode::invalid_shape).with("number", std::to_string(member + 1));
    }
  return done();
}

std::vector<EdgeProfile> profiles_of(std::span<const Shape> layer, unsigned threads) {
  std::vector<EdgeProfile> profiles(layer.size(), EdgeProfile(Shape{}));
  in_parallel(threads, layer.size(), [&](std::size_t i) { profiles[i] = EdgeProfile(layer[i]); });
  return profiles;
}

// Rounding on a border of this length is less than this area.
double noise(const EdgeProfile& a, const EdgeProfile& b) {
  const auto around = [](const Box& box) { return (box.right - box.left) + (box.top - box.bottom); };
  return noise_width * std::min(around(a.box()), around(b.box()));
}

// Boxes of one layer by their left side: those that meet a given one lie close together.
class Boxes {
 public:
  explicit Boxes(const std::vector<EdgeProfile>& profiles) : profiles_(profiles), order_(profiles.size()) {
    std::iota(order_.begin(), order_.end(), Member{0});
    std::ranges::sort(order_, {}, [&](Member m) { return std::pair(left(m), m); });
    for (const EdgeProfile& one : profiles) widest_ = std::max(widest_, one.box().right - one.box().left);
  }
  template <class F>
  void for_each_near(const Box& box, F&& f) const {
    auto at = std::ranges::lower_bound(order_, box.left - widest_, {}, [&](Member m) { return left(m); });
    for (; at != order_.end() && left(*at) <= box.right; ++at)
      if (profiles_[*at].box().meets(box)) f(*at);
  }

 private:
  double left(Member member) const { return profiles_[member].box().left; }

  const std::vector<EdgeProfile>& profiles_;
  std::vector<Member> order_;
  double widest_ = 0;
};

std::vector<Pair> pairs_of(const std::vector<EdgeProfile>& a, const std::vector<EdgeProfile>& b,
                           unsigned threads) {
  const Boxes boxes(b);
  std::vector<std::vector<Pair>> found(a.size());
  in_parallel(threads, a.size(), [&](std::size_t i) {
    boxes.for_each_near(a[i].box(), [&](Member j) {
      const double common = overlap_area(a[i], b[j]);
      if (common > noise(a[i], b[j]))
        found[i].push_back(
            {static_cast<Member>(i), j, common, common / (a[i].area() + b[j].area() - common)});
    });
    std::ranges::sort(found[i], {}, &Pair::b);
  });
  std::vector<Pair> pairs;
  for (const auto& some : found) pairs.insert(pairs.end(), some.begin(), some.end());
  return pairs;
}

// One layer's view of the pairs.
struct View {
  Member Pair::*own;
  Member Pair::*other;
  std::vector<Counterpart>* members;
  std::vector<const Pair*> best = std::vector<const Pair*>(members->size());  // most common area
  std::vector<std::uint32_t> holds =
      std::vector<std::uint32_t>(members->size());  // members of the other layer

  void note_best(const std::vector<Pair>& pairs) {
    for (const Pair& pair : pairs) {
      const Pair*& known = best[pair.*own];
      if (known == nullptr || pair.area > known->area) known = &pair;
      (*members)[pair.*own].outside -= pair.area;
    }
    for (Counterpart& member : *members) member.outside = std::max(member.outside, 0.0);
  }
  Counterpart& of(const Pair& pair) const { return (*members)[pair.*own]; }
};

void note_holders(const std::vector<Pair>& pairs, View& holder, const View& held, double part_from) {
  for (const Pair& pair : pairs)
    if (pair.area >= part_from * held.of(pair).area) ++holder.holds[pair.*holder.own];
}

void align(const std::vector<Pair>& pairs, View& mine, const View& theirs, const CrosswalkOptions& options) {
  const auto give = [&](const Pair& pair, Alignment alignment) {
    Counterpart& own = mine.of(pair);
    own.alignment = alignment;
    own.partner = pair.*mine.other;
    own.iou = pair.iou;
  };
  for (const Pair* best : mine.best)
    if (best != nullptr && theirs.best[best->*mine.other] == best)
      give(*best, best->iou >= options.same_from ? Alignment::one_to_one : Alignment::shifted);
  for (const Pair& pair : pairs)
    if (pair.area >= options.part_from * mine.of(pair).area && theirs.holds[pair.*mine.other] > 1)
      give(pair, Alignment::merged);
  for (std::size_t i = 0; i < mine.holds.size(); ++i)
    if (mine.holds[i] > 1) give(*mine.best[i], Alignment::split);
}

std::vector<Counterpart> counterparts_of(const std::vector<EdgeProfile>& profiles) {
  std::vector<Counterpart> members;
  for (const EdgeProfile& one : profiles) members.push_back({.area = one.area(), .outside = one.area()});
  return members;
}

}  // namespace

Result<Crosswalk> compare(std::span<const Shape> a, std::span<const Shape> b,
                          const CrosswalkOptions& options) {
  WEIGE_CHECK(check(a));
  WEIGE_CHECK(check(b));
  const auto profiles_a = profiles_of(a, options.threads), profiles_b = profiles_of(b, options.threads);
  Crosswalk all{pairs_of(profiles_a, profiles_b, options.threads), counterparts_of(profiles_a),
                counterparts_of(profiles_b)};
  View view_a{&Pair::a, &Pair::b, &all.a}, view_b{&Pair::b, &Pair::a, &all.b};
  view_a.note_best(all.pairs);
  view_b.note_best(all.pairs);
  note_holders(all.pairs, view_a, view_b, options.part_from);
  note_holders(all.pairs, view_b, view_a, options.part_from);
  align(all.pairs, view_a, view_b, options);
  align(all.pairs, view_b, view_a, options);
  double mutual = 0, total = 0;
  for (const auto* side : {&all.a, &all.b})
    for (const Counterpart& one : *side) total += one.area;
  for (const Pair& pair : all.pairs) {
    all.common += pair.area;
    if (view_a.best[pair.a] == &pair && view_b.best[pair.b] == &pair) mutual += pair.area;
  }
  all.one_to_one = total > 0 ? mutual / (total - all.common) : 0;
  return all;
}

std::vector<Pair> differences(const Crosswalk& crosswalk) {
  std::vector<Pair> found;
  for (const Pair& pair : crosswalk.pairs)
    if (crosswalk.a[pair.a].partner != pair.b && crosswalk.b[pair.b].partner != pair.a) found.push_back(pair);
  return found;
}

std::vector<WeightedPair> weigh(std::span<const Weighted> points, const Locator& a, const Locator& b) {
  std::map<std::pair<Member, Member>, double> sums;
  for (const Weighted& one : points) sums[{a.find(one.at), b.find(one.at)}] += one.weight;
  std::vector<WeightedPair> pairs;
  for (const auto& [pair, weight] : sums) pairs.push_back({pair.first, pair.second, weight});
  return pairs;
}

}  // namespace weige::grids
