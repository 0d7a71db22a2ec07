// Names of invented people.
#include "town/sample_names.h"

#include <gtest/gtest.h>

#include "standards/text_fold.h"

namespace weige::town {
namespace sample_names_test {

// Characters beyond the basic plane have four bytes: PostgreSQL refuses a name that was cut within one.
TEST(SampleNames, WhatWasMisheardIsWholeCharacters) {
  EXPECT_EQ(sample_misheard("王小明", "铭辉"), "王小铭");
  EXPECT_EQ(sample_misheard("王𬍛", "𬭎辉"), "王𬭎");
  EXPECT_EQ(sample_misheard("王𬍛", "明"), "王明");
}

TEST(SampleNames, AllAreWholeCharacters) {
  SampleRandom random(1);
  for (int i = 0; i < 20'000; ++i) {
    const auto given =
        sample_given(random, 1950 + i % 70, i % 2 == 0 ? standards::Sex::male : standards::Sex::female);
    ASSERT_TRUE(standards::is_utf8(given));
    ASSERT_TRUE(standards::is_utf8(sample_misheard(std::string(sample_surname(random)) + given, given)));
  }
}

}  // namespace sample_names_test
}  // namespace weige::town
