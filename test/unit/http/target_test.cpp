#include "http/target.h"

#include <gtest/gtest.h>

namespace weige::http {
namespace target_test {

TEST(Target, SplitsAndDecodes) {
  const auto target = parse_target("/api/search%E4%B8%80?q=%E6%98%8E%E7%8F%A0+%E8%B7%AF&q=a%2Bb&empty=&bare");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->segments, (std::vector<std::string>{"api", "search一"}));
  EXPECT_EQ(target->query.find("q"), "明珠 路");
  EXPECT_EQ(target->query.all("q").size(), 2u);
  EXPECT_EQ(target->query.all("q")[1], "a+b");
  EXPECT_EQ(target->query.find("empty"), "");
  EXPECT_EQ(target->query.find("bare"), "");
  EXPECT_FALSE(target->query.find("other"));
}

TEST(Target, KnowsTheRootAndTheAbsoluteForm) {
  EXPECT_TRUE(parse_target("/")->segments.empty());
  EXPECT_EQ(parse_target("http://host:8080/a/b")->segments, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(parse_target("https://host")->path, "/");
  EXPECT_EQ(parse_target("/a/")->segments, (std::vector<std::string>{"a", ""}));
}

TEST(Target, RefusesWhatNobodyMeans) {
  for (const auto* bad : {"",        "*",         "a",          "/a#b",   "/%",       "/%4",   "/%zz", "/..",
                          "/a/../b", "/%2e%2E/b", "/./a",       "/a%2Fb", "/a%5Cb",   "/a\\b", "/%00", "/%0a",
                          "/%ff",    "/%c0%80",   "/%ed%a0%80", "/a?b=%", "/a?b=%00", "/a?%ff"})
    EXPECT_FALSE(parse_target(bad)) << bad;
}

TEST(Cookies, ArePairsAndNothingElse) {
  const auto cookies = parse_cookies("weige_session=abc=; other;=x; weige_language=en ;a=1");
  EXPECT_EQ(cookies.find("weige_session"), "abc=");
  EXPECT_EQ(cookies.find("weige_language"), "en");
  EXPECT_EQ(cookies.find("a"), "1");
  EXPECT_FALSE(cookies.find("other"));
}

TEST(AcceptLanguage, PicksTheBetterLiked) {
  EXPECT_EQ(accepted_language("en-GB,en;q=0.9,zh;q=0.8"), Language::en);
  EXPECT_EQ(accepted_language("en;q=0.5, ZH-hans;q=0.9"), Language::zh);
  EXPECT_EQ(accepted_language("zh;q=0, en;q=0.1"), Language::en);
  EXPECT_FALSE(accepted_language("fr, english, zha"));
  EXPECT_FALSE(accepted_language(""));
}

}  // namespace target_test
}  // namespace weige::http
