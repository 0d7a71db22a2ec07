// Origins as operators write them: what becomes of them, and what each refusal says to write instead.
#include "http/public_origin.h"

#include <gtest/gtest.h>

#include "http/serve_settings.h"

namespace weige::http {
namespace public_origin_test {

std::string made_of(std::string_view text) {
  const auto origin = public_origin(text);
  const auto* made = std::get_if<std::string>(&origin);
  return made ? *made : "refused";
}
std::string mend_of(std::string_view text) {
  const auto origin = public_origin(text);
  const auto* fault = std::get_if<WrongOrigin>(&origin);
  return fault ? fault->mend : "accepted";
}

TEST(PublicOrigin, IsWhatBrowsersWrite) {
  for (const auto* good : {"https://register.example.cn", "https://register.example.cn:8443",
                           "https://10.0.0.5", "https://[2001:db8::1]:444", "https://xn--fiqs8s.example.cn",
                           "http://localhost:8080", "http://127.0.0.1", "http://[::1]:8080"})
    EXPECT_EQ(made_of(good), good);
}

TEST(PublicOrigin, IsMadeSoWhereThatIsCertain) {
  EXPECT_EQ(made_of("HTTPS://Register.Example.CN"), "https://register.example.cn");
  EXPECT_EQ(made_of("https://register.example.cn:443"), "https://register.example.cn");
  EXPECT_EQ(made_of("https://register.example.cn:0443/"), "https://register.example.cn");
  EXPECT_EQ(made_of("http://localhost:80/"), "http://localhost");
  EXPECT_EQ(made_of("https://[2001:DB8::1]:443"), "https://[2001:db8::1]");
}

TEST(PublicOrigin, ElseARefusalNamesThePlaceAndTheMend) {
  EXPECT_EQ(mend_of("register.example.cn"),
            "register.example.cn: https://register.example.cn (it begins with https://)");
  EXPECT_EQ(mend_of("https://A.cn/weige"),
            "https://A.cn/weige: https://a.cn (without a path or anything after it)");
  EXPECT_EQ(mend_of("http://a.cn:8080"),
            "http://a.cn:8080: https://a.cn:8080 (http:// only at this machine, to try it out)");
  EXPECT_NE(mend_of("https://*.example.cn").find("no *"), std::string::npos);
  EXPECT_EQ(mend_of("https://me:secret@a.cn"),
            "...@a.cn: https://register.example.cn (without a user before the @)")
      << "what may be a password is not shown";
  EXPECT_NE(mend_of("https://人口.example.cn").find("xn--"), std::string::npos);
}

TEST(PublicOrigin, WhatNoBrowserSendsIsRefused) {
  for (const auto* bad : {"",
                          "null",
                          "ftp://a.cn",
                          "https://",
                          "https:///a",
                          "https://a.cn//",
                          "https://a.cn?x",
                          "https://a.cn#x",
                          "https://a.cn\\x",
                          "https://a.cn:",
                          "https://a.cn:0",
                          "https://a.cn:65536",
                          "https://a.cn:x",
                          "https://a..cn",
                          "https://.a.cn",
                          "https://a.cn.",
                          "https://-a.cn",
                          "https://a_b.cn",
                          "https://1.2.3",
                          "https://1.2.3.256",
                          "https://01.2.3.4",
                          "https://[::1",
                          "https://[::1]x",
                          "https://[x]",
                          "https://a b.cn",
                          "http://10.0.0.5",
                          "http://localhost.evil.cn",
                          "http://127.evil.cn"})
    EXPECT_EQ(made_of(bad), "refused") << bad;
}

TEST(PublicOrigin, OfAListEachIsThereOnceAndOneThatIsWrongStopsTheStart) {
  const auto settings = settled({{{"public-origins", "https://a.cn, https://A.cn:443/,,https://b.cn"}}});
  EXPECT_EQ(settings->server.public_origins, (std::vector<std::string>{"https://a.cn", "https://b.cn"}));
  const auto refused = settled({{{"public-origins", "https://a.cn,http://b.cn"}}}).problem();
  EXPECT_EQ(refused.code, ProblemCode::setting);
  EXPECT_EQ(refused,
            problem(ProblemCode::setting)
                .with("name", "public-origins")
                .with("expected", "http://b.cn: https://b.cn (http:// only at this machine, to try it out)"));
}

}  // namespace public_origin_test
}  // namespace weige::http
