// After any sequence of edits of a town: no gap, no overlap, neighbours joined, shapes valid, the land kept.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>

#include "grids/coverage.h"
#include "grids/layer_edit.h"
#include "grids/measure.h"
#include "grids/validity.h"
#include "reference/slow_geometry.h"
#include "support/degree_towns.h"

namespace weige::grids {
namespace layer_edit_random_test {

using Layer = std::vector<Shape>;

constexpr double metre = 9e-6;  // degrees, about

double whole_area(const Layer& layer) {
  double sum = 0;
  for (const Shape& shape : layer) sum += area(shape);
  return sum;
}

class Editor {
 public:
  explicit Editor(std::uint64_t seed)
      : layer(test::degree_town({.columns = 9, .rows = 9, .wave = 4, .seed = seed})), random_(seed) {
    for (const Shape& shape : layer) {
      box_.add({box_of(shape).left, box_of(shape).bottom});
      box_.add({box_of(shape).right, box_of(shape).top});
    }
  }

  // One step that moves no land across the town's outer border.
  EditStep step() {
    switch (random_() % 6) {
      case 0:
        return split();
      case 1:
        return merge();
      case 2:
        return draw();
      case 3:
        return replace();
      default:
        return move();
    }
  }
  Point anywhere() { return {between(box_.left, box_.right), between(box_.bottom, box_.top)}; }

  Layer layer;

 private:
  double between(double low, double high) {
    return low + (high - low) * static_cast<double>(random_() >> 11) * 0x1p-53;
  }
  Point near(Point point, double metres) {
    const double off = metres * metre;
    return {point.x + between(-off, off), point.y + between(-off, off)};
  }
  Member member() {
    for (;;)
      if (const Member one = static_cast<Member>(random_() % layer.size()); !layer[one].polygons.empty())
        return one;
  }
  bool inner(Point point) const {
    const double rim = 30 * metre;
    return point.x > box_.left + rim && point.x < box_.right - rim && point.y > box_.bottom + rim &&
           point.y < box_.top - rim;
  }
  // One whose border with the member is not only a point.
  std::optional<Member> neighbour(Member of) {
    std::vector<Member> found;
    for (Member other = 0; other < layer.size(); ++other)
      if (other != of && !layer[other].polygons.empty() && box_of(layer[of]).meets(box_of(layer[other])) &&
          !common_border(layer, of, other).value().empty())
        found.push_back(other);
    if (found.empty()) return std::nullopt;
    return found[random_() % found.size()];
  }

  EditStep split() {
    const Member one = member();
    const Box box = box_of(layer[one]);
    const Point middle{(box.left + box.right) / 2, (box.bottom + box.top) / 2};
    const double angle = between(0, M_PI), reach = box.right - box.left + box.top - box.bottom;
    const Point way{std::cos(angle) * reach, std::sin(angle) * reach};
    return SplitMember{
        one, {{middle.x - way.x, middle.y - way.y}, near(middle, 20), {middle.x + way.x, middle.y + way.y}}};
  }
  EditStep merge() {
    const Member one = member();
    return MergeMembers{one, {neighbour(one).value_or(one)}};
  }
  EditStep draw() {
    Point middle = anywhere();
    while (!inner(middle)) middle = anywhere();
    Ring ring;
    const double size = between(3, 25) * metre;
    for (int i = 0; i < 7; ++i) {
      const double angle = 2 * M_PI * i / 7, far = between(0.3, 1) * size;
      ring.push_back({middle.x + far * std::cos(angle), middle.y + far * std::sin(angle)});
    }
    ring.push_back(ring.front());
    return DrawMember{test::shape_of(ring), true};
  }
  EditStep replace() {
    const Member one = member();
    const Member other = neighbour(one).value_or(one);
    const auto stretches = common_border(layer, one, other).value();
    if (stretches.empty()) return RemoveMember{};
    const auto& border = stretches[random_() % stretches.size()];
    const auto on_it = [&] {
      const std::size_t i = random_() % (border.size() - 1);
      const double part = random_() % 3 == 0 ? between(0, 1) : 0;
      return Point{border[i].x + part * (border[i + 1].x - border[i].x),
                   border[i].y + part * (border[i + 1].y - border[i].y)};
    };
    const Point from = on_it(), to = random_() % 2 ? on_it() : border.back();
    return ReplaceBorder{one, other, {from, near(from, 15), near(to, 15), to}};
  }
  EditStep move() {
    MoveVertices step;
    const Ring& ring = layer[member()].polygons[0].outer;
    const std::size_t first = random_() % ring.size(), count = 1 + random_() % 3;
    for (std::size_t i = 0; i < count; ++i) {
      const Point from = ring[(first + i) % (ring.size() - 1)];
      if (inner(from)) step.moves.push_back({from, near(from, 8)});
    }
    return step;
  }

  std::mt19937_64 random_;
  Box box_;
};

// What the step says of areas, by the slow twin; rounding moves borders by up to 0.1 mm.
void expect_meant(const Layer& before, const Layer& after, const EditStep& step) {
  const double noise = 1e-6 * std::pow(200 * metre, 2);
  if (const auto* split = std::get_if<SplitMember>(&step)) {
    EXPECT_NEAR(reference::slow_overlap(after.back(), before[split->member]), area(after.back()), noise);
    EXPECT_NEAR(area(after.back()) + area(after[split->member]), area(before[split->member]), noise);
    EXPECT_GE(area(after[split->member]), area(after.back()));
  } else if (const auto* merge = std::get_if<MergeMembers>(&step)) {
    EXPECT_NEAR(area(after[merge->into]), area(before[merge->into]) + area(before[merge->from[0]]), noise);
  } else if (const auto* draw = std::get_if<DrawMember>(&step)) {
    for (std::size_t i = 0; i < before.size(); ++i) {
      const double taken = after[i] == before[i] ? 0 : reference::slow_overlap(before[i], after.back());
      EXPECT_NEAR(area(after[i]), area(before[i]) - taken, noise);
    }
    EXPECT_NEAR(reference::slow_overlap(after.back(), draw->shape), area(draw->shape), noise);
  } else if (const auto* replace = std::get_if<ReplaceBorder>(&step)) {
    for (std::size_t i = 0; i < before.size(); ++i)
      EXPECT_TRUE(i == replace->a || i == replace->b || std::abs(area(after[i]) - area(before[i])) < noise);
  }
}

void expect_covered_once(const Layer& before, const Layer& after, Editor& editor) {
  const auto was = Locator::build(before).value(), is = Locator::build(after).value();
  for (int i = 0; i < 10'000; ++i) {
    const Point point = editor.anywhere();
    const Member holder = is.find(point);
    ASSERT_EQ(was.find(point) == no_member, holder == no_member);
    std::size_t inside = 0;
    for (Member member = 0; member < after.size(); ++member)
      if (is.covers(member, point)) ++inside;
    ASSERT_EQ(inside, holder == no_member ? 0u : 1u);
  }
}

void expect_whole(const Layer& layer) {
  const Coverage coverage = check_coverage(test::in_metres(layer)).value();
  for (const Patch& patch : coverage.patches)
    EXPECT_TRUE(patch.kind == PatchKind::detached_part || patch.kind == PatchKind::island)
        << static_cast<int>(patch.kind) << " of member " << patch.members.at(0) << ", " << patch.area
        << " m2";
}

TEST(LayerEditRandom, KeepsATownWhole) {
  std::size_t accepted = 0, kinds[7] = {};
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    Editor editor(seed);
    const Layer start = editor.layer;
    const double land = whole_area(start);
    ASSERT_TRUE(joined(start));
    for (int i = 0; i < 60; ++i) {
      SCOPED_TRACE(testing::Message() << "seed " << seed << ", step " << i);
      const EditStep step = editor.step();
      const auto delta = edit(editor.layer, step);
      if (!delta) continue;
      ++accepted;
      ++kinds[step.index()];
      const Layer before = std::move(editor.layer);
      editor.layer = applied(before, *delta);
      for (const auto& [member, shape] : delta->changed) ASSERT_TRUE(check_shape(shape).faults.empty());
      for (const Shape& shape : delta->added) ASSERT_TRUE(check_shape(shape).faults.empty());
      ASSERT_EQ(on_lattice(editor.layer.back()), editor.layer.back());
      ASSERT_TRUE(joined(editor.layer));
      ASSERT_NEAR(whole_area(editor.layer), land, 1e-9 * land);
      expect_meant(before, editor.layer, step);
      if (testing::Test::HasFailure()) return;
    }
    ASSERT_TRUE(reference::slow_joined(editor.layer));
    expect_whole(editor.layer);
    expect_covered_once(start, editor.layer, editor);
  }
  EXPECT_GT(accepted, 400u);
  for (const std::size_t kind : {0, 1, 2, 3, 4}) EXPECT_GT(kinds[kind], 20u) << kind;
}

TEST(LayerEditRandom, AnswersTheSameTwice) {
  Editor editor(99);
  for (int i = 0; i < 30; ++i) {
    const EditStep step = editor.step();
    const auto one = edit(editor.layer, step), other = edit(editor.layer, step);
    ASSERT_EQ(one.ok(), other.ok());
    if (!one) continue;
    ASSERT_EQ(*one, *other);
    editor.layer = applied(editor.layer, *one);
  }
}

}  // namespace layer_edit_random_test
}  // namespace weige::grids
