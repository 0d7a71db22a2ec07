#include "grids/coverage.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "grids/arrangement.h"
#include "grids/patch_outline.h"
#include "grids/validity.h"

namespace weige::grids {
namespace {

using Faces = std::span<const std::uint32_t>;

// Pairs of members over a face, in the whole layer: beyond it members lie on each other in heaps, and the
// list of overlaps would help nobody.
constexpr std::size_t most_commons = 2'000'000;

bool holds(const std::vector<Member>& members, Member member) {
  return std::ranges::binary_search(members, member);
}

class Check {
 public:
  Check(const Arrangement& arrangement, std::span<const Shape> layer, const CoverageOptions& options)
      : arrangement_(arrangement),
        layer_(layer),
        options_(options),
        outline_(static_cast<Member>(layer.size())) {
    for (const Shape& shape : layer) areas_.push_back(area(shape));
  }

  Result<Coverage> run() {
    constexpr std::size_t at_once = 100'000;  // more are a tangle, of which few may become patches
    found_.patches.reserve(std::min(arrangement_.faces().size(), at_once));
    for (std::uint32_t number = 1; number < arrangement_.faces().size(); ++number) {
      look_at(number);
      if (commons_.size() > most_commons) return problem(ProblemCode::layer_unresolved);
    }
    overlaps();
    lonely_parts();
    std::vector<std::uint32_t> order(found_.patches.size());
    std::iota(order.begin(), order.end(), 0u);
    const auto key = [&](std::uint32_t i) {
      const Patch& p = found_.patches[i];
      return std::tie(p.kind, p.members, p.inside.x, p.inside.y);
    };
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    Coverage sorted{{}, found_.covered};
    sorted.patches.reserve(order.size());
    for (const std::uint32_t i : order) sorted.patches.push_back(std::move(found_.patches[i]));
    return sorted;
  }

 private:
  struct Common {
    Member a, b;
    std::uint32_t face;
  };

  bool outlined() const { return options_.outline.has_value(); }

  void look_at(std::uint32_t number) {
    const Face& face = arrangement_.faces()[number];
    const bool in_outline = outlined() && holds(face.members, outline_);
    const std::size_t members = face.members.size() - (in_outline ? 1 : 0);
    if (members > 0) found_.covered += face.area;
    if (members == 0 && in_outline == outlined())
      gap(number);
    else if (members > 0 && outlined() && !in_outline)
      add(PatchKind::outside, face.members, {&number, 1});
    for (std::size_t i = 0; i < members; ++i)
      for (std::size_t j = i + 1; j < members; ++j)
        commons_.push_back({face.members[i], face.members[j], number});
  }

  void gap(std::uint32_t number) {
    const Faces faces{&number, 1};
    Around border = around(faces);
    std::erase_if(border.borders, [this](const Shared& one) { return one.member == outline_; });
    std::vector<Member> members;
    for (const Shared& one : border.borders) members.push_back(one.member);
    const bool closed_in = members.size() == 1 && closed_in_by_one(number);
    add(closed_in ? PatchKind::hole : PatchKind::gap, std::move(members), faces, std::move(border));
  }

  // No border of the outline runs along it.
  bool closed_in_by_one(std::uint32_t number) const {
    bool closed = true;
    for_each_half(arrangement_, arrangement_.faces()[number], [&](Half h) {
      for (const EdgeOwner& owner : arrangement_.owners(h)) closed = closed && owner.member != outline_;
    });
    return closed;
  }

  // Of the edges around the faces, not between two of them.
  template <class F>
  void for_each_border(Faces faces, F&& f) const {
    for (const std::uint32_t number : faces)
      for_each_half(arrangement_, arrangement_.faces()[number], [&](Half h) {
        if (std::ranges::find(faces, arrangement_.face_of(twin(h))) == faces.end()) f(h);
      });
  }

  struct Around {
    double metres = 0;
    std::vector<Shared> borders;  // by member, the outline's included
  };
  Around around(Faces faces) const {
    Around found;
    auto& borders = found.borders;
    for_each_border(faces, [&](Half h) {
      const double metres = arrangement_.length_of(h);
      found.metres += metres;
      for (const EdgeOwner& owner : arrangement_.owners(h)) {
        const auto at = std::ranges::find(borders, owner.member, &Shared::member);
        if (at == borders.end())
          borders.push_back({owner.member, metres});
        else
          at->metres += metres;
      }
    });
    std::ranges::sort(borders, {}, &Shared::member);
    return found;
  }

  void add(PatchKind kind, std::vector<Member> members, Faces faces) {
    Around border = around(faces);
    std::erase_if(border.borders, [&](const Shared& one) { return !holds(members, one.member); });
    add(kind, std::move(members), faces, std::move(border));
  }
  void add(PatchKind kind, std::vector<Member> members, Faces faces, Around border) {
    double area = 0;
    for (const std::uint32_t face : faces) area += arrangement_.faces()[face].area;
    const double width = 2 * area / border.metres;
    if (!(width >= patch_noise_width)) return;
    if (width < options_.sliver_width && kind == PatchKind::outside) return;
    if (width < options_.sliver_width && kind == PatchKind::gap) kind = PatchKind::sliver_gap;
    if (width < options_.sliver_width && kind == PatchKind::overlap) kind = PatchKind::sliver_overlap;
    Shape shape = outline_of(arrangement_, faces);
    if (shape.polygons.empty()) return;
    const Point inside = point_inside(shape);
    found_.patches.push_back(
        {kind, std::move(members), std::move(border.borders), area, width, inside, std::move(shape)});
  }

  void overlaps() {
    std::ranges::sort(commons_, {}, [](const Common& c) { return std::tuple(c.a, c.b, c.face); });
    for (auto begin = commons_.begin(); begin != commons_.end();) {
      const auto end = std::find_if(begin, commons_.end(),
                                    [&](const Common& c) { return c.a != begin->a || c.b != begin->b; });
      pair(std::span<const Common>(begin, end));
      begin = end;
    }
  }

  void pair(std::span<const Common> commons) {
    const Member a = commons.front().a, b = commons.front().b;
    std::vector<std::uint32_t> faces;
    double common = 0;
    for (const Common& one : commons) {
      faces.push_back(one.face);
      common += arrangement_.faces()[one.face].area;
    }
    overlapped_.push_back(a);
    overlapped_.push_back(b);
    const double larger = std::max(areas_[a], areas_[b]);
    if (larger - common <= duplicate_difference * larger) return add(PatchKind::duplicate, {a, b}, faces);
    for (const auto& group : connected(std::move(faces))) add(PatchKind::overlap, {a, b}, group);
  }

  // Groups of faces that share edges.
  std::vector<std::vector<std::uint32_t>> connected(std::vector<std::uint32_t> faces) const {
    std::vector<std::vector<std::uint32_t>> groups;
    while (!faces.empty()) {
      std::vector<std::uint32_t> group{faces.back()};
      faces.pop_back();
      for (std::size_t i = 0; i < group.size(); ++i)
        for_each_half(arrangement_, arrangement_.faces()[group[i]], [&](Half h) {
          const auto at = std::ranges::find(faces, arrangement_.face_of(twin(h)));
          if (at == faces.end()) return;
          group.push_back(*at);
          faces.erase(at);
        });
      std::ranges::sort(group);
      groups.push_back(std::move(group));
    }
    return groups;
  }

  // Islands and detached parts. A part touches another member when their borders meet in a point or along a
  // line, or when only a sliver lies between them.
  void lonely_parts() {
    std::vector<std::size_t> first(layer_.size() + 1);
    for (std::size_t i = 0; i < layer_.size(); ++i) first[i + 1] = first[i] + layer_[i].polygons.size();
    const std::vector<bool> touched = touched_parts(first);
    for (Member member = 0; member < layer_.size(); ++member) {
      const auto& polygons = layer_[member].polygons;
      bool alone = layer_.size() > 1 && !polygons.empty();
      for (std::size_t part = first[member]; part < first[member + 1]; ++part)
        alone = alone && !touched[part];
      if (alone) add_whole(PatchKind::island, member, layer_[member]);
      const auto largest =
          std::ranges::max_element(polygons, {}, [](const Polygon& p) { return area(Shape{{p}}); });
      for (auto part = polygons.begin(); part != polygons.end(); ++part)
        if (part != largest) add_whole(PatchKind::detached_part, member, Shape{{*part}});
    }
  }

  std::vector<bool> touched_parts(const std::vector<std::size_t>& first) const {
    std::vector<bool> touched(first.back());
    constexpr EdgeOwner nobody{no_member, 0, true};
    std::vector<EdgeOwner> seen;  // by vertex, the first owner of an edge there
    const auto meet = [&](const EdgeOwner& a, const EdgeOwner& b) {
      if (a.member == b.member || a.member == outline_ || b.member == outline_) return;
      touched[first[a.member] + a.part] = true;
      touched[first[b.member] + b.part] = true;
    };
    for (Half h = 0; h < arrangement_.half_count(); ++h) {
      if (seen.size() <= arrangement_.vertex_of(h)) seen.resize(arrangement_.vertex_of(h) + 1, nobody);
      EdgeOwner& known = seen[arrangement_.vertex_of(h)];
      for (const EdgeOwner& owner : arrangement_.owners(h)) {
        if (owner.member == outline_) continue;
        if (known.member == no_member) known = owner;
        meet(known, owner);
      }
    }
    for (const Patch& patch : found_.patches)
      if (patch.kind == PatchKind::sliver_gap && patch.members.size() > 1)
        touch_all(patch.members, first, touched);
    touch_all(overlapped_, first, touched);
    return touched;
  }

  void touch_all(const std::vector<Member>& members, const std::vector<std::size_t>& first,
                 std::vector<bool>& touched) const {
    for (const Member member : members)
      for (std::size_t part = first[member]; part < first[member + 1]; ++part) touched[part] = true;
  }

  void add_whole(PatchKind kind, Member member, Shape shape) {
    const double size = area(shape), length = perimeter(shape);
    const Point inside = point_inside(shape);
    found_.patches.push_back(
        {kind, {member}, {{member, length}}, size, 2 * size / length, inside, std::move(shape)});
  }

  const Arrangement& arrangement_;
  std::span<const Shape> layer_;
  const CoverageOptions& options_;
  Member outline_;  // its number among the members, where there is one
  Coverage found_;
  std::vector<double> areas_;  // of the members
  std::vector<Common> commons_;
  std::vector<Member> overlapped_;
};

// The outline is the last member.
Result<Arrangement> arrange(std::span<const Shape> layer, const CoverageOptions& options) {
  if (!options.outline) return Arrangement::of(layer);
  std::vector<Shape> all(layer.begin(), layer.end());
  all.push_back(*options.outline);
  return Arrangement::of(all);
}

}  // namespace

Result<Coverage> check_coverage(std::span<const Shape> layer, const CoverageOptions& options) {
  auto arrangement = arrange(layer, options);
  if (arrangement) return Check(*arrangement, layer, options).run();
  // Nearly always an invalid member: say which.
  for (std::size_t member = 0; member < layer.size(); ++member)
    if (!check_shape(layer[member]).faults.empty())
      return problem(ProblemCode::invalid_shape).with("number", std::to_string(member + 1));
  return arrangement.problem();
}

}  // namespace weige::grids
