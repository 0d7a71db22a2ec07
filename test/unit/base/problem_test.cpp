#include "base/problem.h"

#include <gtest/gtest.h>

#include <set>

namespace weige {
namespace problem_test {

TEST(ProblemCatalogue, EveryEntryIsWholeAndItsCodeUnique) {
  std::set<std::string_view> codes;
  for (const auto& entry : whole_catalogue()) {
    EXPECT_TRUE(codes.insert(entry.code).second) << entry.code;
    EXPECT_EQ(catalogue_entry(entry.name).code, entry.code);
    EXPECT_TRUE(entry.http_status >= 400 && entry.http_status < 600) << entry.code;
    for (auto text : {entry.zh_title, entry.zh_mend, entry.en_title, entry.en_mend})
      EXPECT_FALSE(text.empty()) << entry.code;
  }
}

TEST(ProblemCatalogue, FillsArgumentsAndDropsUnknownOnes) {
  const auto filled = problem(ProblemCode::too_long, "name").with("max", "40");
  EXPECT_EQ(mend(filled, Language::zh), "请缩短到 40 个字符以内。");
  EXPECT_EQ(mend(problem(ProblemCode::too_long), Language::en), "Shorten it to at most  characters.");
}

}  // namespace problem_test
}  // namespace weige
