// How counts of areas become rows of a published table, and which tables can be asked for.
#include "town/publication.h"

#include <gtest/gtest.h>

#include "town/publication_tree.h"

namespace weige::town {
namespace publication_test {

using access::AreaId;
using access::AreaKind;

access::Area area(std::int64_t id, std::int64_t parent, AreaKind kind, const char* name) {
  return {.id = AreaId{id},
          .parent = parent == 0 ? std::nullopt : std::optional(AreaId{parent}),
          .kind = kind,
          .code = std::to_string(id),
          .name = name};
}

const std::vector<access::Area>& areas() {
  static const std::vector<access::Area> all{
      area(1, 0, AreaKind::town, "徐泾镇"),   area(10, 1, AreaKind::committee, "北"),
      area(20, 1, AreaKind::committee, "南"), area(30, 1, AreaKind::committee, "空"),
      area(11, 10, AreaKind::grid, "北一"),   area(12, 10, AreaKind::grid, "北二")};
  return all;
}

PublicationTree tree_of(const CountsByArea& counts, const std::set<std::int64_t>& with_addresses) {
  return publication_tree(
      {.areas = areas(), .counts = counts, .with_addresses = with_addresses, .columns = 2});
}

TEST(Publication, OnlyWhatAMeasureHasIsBrokenDown) {
  EXPECT_TRUE(check({Measure::residents, Breakdown::category, Level::grid}).ok());
  EXPECT_TRUE(check({Measure::premises, Breakdown::use, Level::town}).ok());
  EXPECT_TRUE(check({Measure::organisations, Breakdown::none, Level::town}).ok());
  EXPECT_EQ(check({Measure::residents, Breakdown::use, Level::town}).problem().place, "breakdown");
  EXPECT_EQ(check({Measure::premises, Breakdown::confirmed, Level::town}).problem().code,
            ProblemCode::bad_choice);
}

TEST(Publication, CodesAreFoundAgain) {
  for (const auto measure : {Measure::residents, Measure::premises, Measure::organisations})
    EXPECT_EQ(measure_of(code(measure)), measure);
  for (const auto breakdown : {Breakdown::none, Breakdown::category, Breakdown::confirmed, Breakdown::use}) {
    EXPECT_EQ(breakdown_of(code(breakdown)), breakdown);
    const auto columns = columns_of(breakdown);
    for (std::size_t c = 0; c < columns.size(); ++c) EXPECT_EQ(column_of(breakdown, columns[c]), c);
  }
  for (const auto level : {Level::town, Level::committee, Level::grid})
    EXPECT_EQ(level_of(code(level)), level);
  EXPECT_FALSE(level_of("station"));
}

TEST(Publication, TheTreeAddsUpAndHasARowForWhatIsInNoGrid) {
  const auto tree = tree_of({{11, {30, 1}}, {12, {40, 2}}, {10, {5, 0}}, {20, {60, 20}}}, {});
  EXPECT_EQ(tree.counts.parts, (std::vector<std::int64_t>{135, 23}));
  ASSERT_EQ(tree.counts.within.size(), 2u);
  EXPECT_EQ(tree.counts.within[0].parts, (std::vector<std::int64_t>{75, 3}));
  EXPECT_EQ(tree.counts.within[0].within.size(), 3u);
  ASSERT_EQ(tree.grids.size(), 5u) << "the town, two grids, what is in none, the other committee";
  EXPECT_EQ(tree.grids[1].name, "");
  EXPECT_EQ(tree.grids[1].within, "北");
  EXPECT_EQ(tree.grids[2].name, "北一");
}

TEST(Publication, AreasWithoutAnAddressAreLeftOut) {
  EXPECT_EQ(tree_of({{20, {60, 20}}}, {}).committees.size(), 2u);
  EXPECT_EQ(tree_of({{20, {60, 20}}}, {30}).committees.size(), 3u);
  EXPECT_EQ(tree_of({{20, {60, 20}}}, {12}).grids.size(), 3u);
}

TEST(Publication, RowsHoldWhatIsToldRounded) {
  const auto tree = tree_of({{10, {126, 4}}, {20, {214, 45}}}, {});
  const TableKind kind{Measure::premises, Breakdown::use, Level::committee};
  const auto rows = told_rows(tree.counts, protect(tree.counts), kind, tree.names(kind.level));
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].area.name, "徐泾镇");
  EXPECT_EQ(rows[0].total, 390);
  EXPECT_EQ(rows[0].cells[0], 340);
  EXPECT_EQ(rows[1].area.name, "北");
  EXPECT_EQ(rows[1].total, 130);
  EXPECT_FALSE(rows[1].cells[1]);
  EXPECT_FALSE(rows[2].cells[1]) << "not alone, or it would be the difference";
  EXPECT_EQ(rows_not_told({.kind = kind, .as_of = {}, .rows = rows}), 2);
}

TEST(Publication, WithoutABreakdownThereAreTotalsOnly) {
  auto counts = CountsByArea{{10, {126}}, {20, {214}}};
  const auto tree =
      publication_tree({.areas = areas(), .counts = counts, .with_addresses = {}, .columns = 1});
  const TableKind kind{Measure::residents, Breakdown::none, Level::town};
  const auto rows = told_rows(tree.counts, protect(tree.counts), kind, tree.names(kind.level));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].total, 340);
  EXPECT_TRUE(rows[0].cells.empty());
}

}  // namespace publication_test
}  // namespace weige::town
