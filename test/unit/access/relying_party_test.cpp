#include "access/relying_party.h"

#include <gtest/gtest.h>

namespace weige::access {
namespace relying_party_test {

std::string id_of(std::string_view domain, const std::vector<std::string>& origins) {
  const auto party = relying_party(domain, origins);
  return party ? party->id : "";
}

TEST(RelyingParty, IsTheHostOfTheFirstOriginThatFits) {
  const auto party = relying_party("", {"http://10.1.2.3:8080", "https://register.example.cn:8443"});
  ASSERT_TRUE(party);
  EXPECT_EQ(party->id, "register.example.cn");
  EXPECT_EQ(party->origins, std::vector<std::string>{"https://register.example.cn:8443"});
}

TEST(RelyingParty, IsNoneWithoutADomainThatHasTls) {
  for (const auto* origin :
       {"http://register.example.cn", "https://10.1.2.3", "https://[::1]", "https://", "https://a..b",
        "https://.example.cn", "https://Register.example.cn", "https://register.example.cn/",
        "https://register.example.cn:", "https://register.example.cn:0", "https://a@example.cn", "null"})
    EXPECT_EQ(id_of("", {origin}), "") << origin;
  EXPECT_EQ(id_of("", {}), "");
  EXPECT_EQ(id_of("example.cn", {}), "");
}

TEST(RelyingParty, OfThisMachineNeedsNoTls) {
  EXPECT_EQ(id_of("", {"http://localhost:8080"}), "localhost");
  EXPECT_EQ(id_of("", {"https://register.example.cn:443"}), "") << "browsers leave the usual port out";
}

TEST(RelyingParty, ADomainHoldsTheOriginsThatLieInIt) {
  const auto party = relying_party("example.cn", {"https://a.example.cn", "https://example.cn",
                                                  "https://badexample.cn", "https://example.cn.evil.test"});
  ASSERT_TRUE(party);
  EXPECT_EQ(party->origins, (std::vector<std::string>{"https://a.example.cn", "https://example.cn"}));
  EXPECT_EQ(id_of("other.cn", {"https://a.example.cn"}), "");
}

}  // namespace relying_party_test
}  // namespace weige::access
