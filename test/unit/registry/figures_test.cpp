// What counts as what in the figures (G2, A2).
#include <gtest/gtest.h>

#include "registry/figures.h"

namespace weige::registry {
namespace figures_test {

Place door() {
  return {.address_id = 1, .area_id = 7, .is_current = true, .level = "room", .use = "home"};
}

TEST(Figures, CoverPremisesOfWhichOneKnowsWhoIsInThem) {
  auto place = door();
  EXPECT_TRUE(is_leaf(place));
  EXPECT_FALSE(is_covered(place)) << "a home about whose people nothing is known is a hole";
  place.is_lived_in = true;
  EXPECT_TRUE(is_covered(place));
  place = door();
  place.organisations = 1;
  EXPECT_TRUE(is_covered(place));
  place = door();
  place.is_vacant = true;
  EXPECT_TRUE(is_covered(place));
  place.use.reset();
  EXPECT_FALSE(is_covered(place)) << "no premises are known";
  place = door();
  place.use = "public";
  EXPECT_TRUE(is_covered(place)) << "a pump house holds nobody";
}

TEST(Figures, CountLeavesOnly) {
  auto place = door();
  place.has_children = true;
  EXPECT_FALSE(is_leaf(place));
  place = door();
  place.level = "road";
  EXPECT_FALSE(is_leaf(place));
  place = door();
  place.is_current = false;
  EXPECT_FALSE(is_leaf(place));
}

TEST(Figures, TellResidentialFromOther) {
  auto place = door();
  place.main_residents = 3;
  Figures figures;
  add_place(figures, place, 1);
  place.use = "shop";
  add_place(figures, place, 1);
  place.use.reset();
  add_place(figures, place, 1);
  const Figures expected{{{7, Figure::addresses, ""}, 1},
                         {{7, Figure::addresses, "other"}, 1},
                         {{7, Figure::addresses, "residential"}, 1},
                         {{7, Figure::premises, "other"}, 1},
                         {{7, Figure::premises, "residential"}, 1},
                         {{7, Figure::residents, "other"}, 3},
                         {{7, Figure::residents, "residential"}, 3}};
  EXPECT_EQ(figures, expected);
  for (const char* use : {"home", "shop"}) {
    place.use = use;
    add_place(figures, place, -1);
  }
  place.use.reset();
  add_place(figures, place, -1);
  EXPECT_TRUE(figures.empty()) << "what is taken away again leaves nothing";
}

TEST(Figures, PutDaysIntoBuckets) {
  const auto today = *parse_iso_day("2026-11-23");
  EXPECT_EQ(to_iso(first_day(AgeBucket::d30, today)), "2026-10-24");
  EXPECT_EQ(to_iso(first_day(AgeBucket::d365, today)), "2025-11-23");
}

}  // namespace figures_test
}  // namespace weige::registry
