#include "seal/running_digest.h"

#include <gtest/gtest.h>

#include "base/sha256.h"
#include "seal/text_lines.h"

namespace weige::seal {
namespace running_digest_test {

std::string digest_of(Profile profile, std::initializer_list<std::string_view> pieces) {
  RunningDigest digest(profile);
  for (const auto piece : pieces) digest.add(piece);
  return to_hex(digest.take());
}

TEST(RunningDigest, IsThatOfThePiecesWithTheirLengths) {
  const std::string bytes = std::string(7, '\0') + '\3' + "abc" + std::string(8, '\0');
  EXPECT_EQ(digest_of(Profile::international, {"abc", ""}), sha256_hex(bytes));
  EXPECT_EQ(digest_of(Profile::international, {}), sha256_hex(""));
  // SM3 of nothing (GB/T 32905 has no such example; the value is what independent implementations agree on).
  EXPECT_EQ(digest_of(Profile::mlps3, {}),
            "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
}

TEST(RunningDigest, PartsPieces) {
  for (const auto profile : all_profiles()) {
    EXPECT_NE(digest_of(profile, {"ab", "c"}), digest_of(profile, {"a", "bc"}));
    EXPECT_NE(digest_of(profile, {"abc"}), digest_of(profile, {"abc", ""}));
  }
}

TEST(RunningDigest, BeginsAnewOnceTaken) {
  RunningDigest digest(Profile::mlps3);
  digest.add("before");
  (void)digest.take();
  digest.add("abc");
  EXPECT_EQ(to_hex(digest.take()), digest_of(Profile::mlps3, {"abc"}));
}

}  // namespace running_digest_test
}  // namespace weige::seal
