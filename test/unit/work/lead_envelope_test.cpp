// Sealed parts of leads by their form; fingerprints as the browser reckons them too.
#include "work/lead_envelope.h"

#include <gtest/gtest.h>

#include "support/leads.h"

namespace weige::work {
namespace lead_envelope_test {

using testing_support::lead_point;
using testing_support::sealed_letter;
using testing_support::sealed_share;
using testing_support::wrapped_own_key;

TEST(LeadEnvelope, LettersHaveThreeSizes) {
  for (const auto size : kLetterSizes) {
    EXPECT_TRUE(check_letter(sealed_letter('x', size)));
    EXPECT_FALSE(check_letter(sealed_letter('x', size - 1))) << "a length that would tell that of the text";
    EXPECT_FALSE(check_letter(sealed_letter('x', size + 1)));
  }
  EXPECT_FALSE(check_letter(""));
  EXPECT_EQ(check_letter("L").problem().code, ProblemCode::lead_envelope);
}

TEST(LeadEnvelope, KindVersionAndPointAreLookedAt) {
  const auto with = [](std::size_t at, char byte) {
    auto letter = sealed_letter('x');
    letter[at] = byte;
    return check_letter(letter).ok();
  };
  EXPECT_TRUE(with(0, 'L'));
  EXPECT_FALSE(with(0, 'S'));
  EXPECT_FALSE(with(1, '\x02'));
  EXPECT_FALSE(with(2, '\x02')) << "a compressed point";
  EXPECT_TRUE(with(3, '\x02'));
}

TEST(LeadEnvelope, SharesAndOwnKeysHaveOneSize) {
  EXPECT_TRUE(check_share(sealed_share('x')));
  EXPECT_FALSE(check_share(sealed_share('x') + "x"));
  EXPECT_FALSE(check_share(sealed_letter('x')));
  EXPECT_TRUE(check_own_key(wrapped_own_key('x')));
  EXPECT_FALSE(check_own_key(wrapped_own_key('x') + "x"));
  EXPECT_FALSE(check_own_key(sealed_share('x')));
}

TEST(LeadEnvelope, APassphraseIsStretchedEnoughAndNotForEver) {
  EXPECT_FALSE(check_own_key(wrapped_own_key('x', kFewestRounds - 1)));
  EXPECT_TRUE(check_own_key(wrapped_own_key('x', kMostRounds)));
  EXPECT_FALSE(check_own_key(wrapped_own_key('x', kMostRounds + 1)));
}

TEST(LeadEnvelope, APublicKeyIsAWholePoint) {
  EXPECT_TRUE(check_public_key(lead_point('x')));
  EXPECT_FALSE(check_public_key(lead_point('x').substr(1)));
  EXPECT_FALSE(check_public_key(std::string(kPublicKeySize, 'x')));
}

// web/test/unit/leadSeal.test.ts has the same digits.
TEST(LeadEnvelope, AFingerprintCanBeReadOut) {
  EXPECT_EQ(fingerprint_of(lead_point('\x05')), "75296 75255 04571 22601 98553");
  EXPECT_NE(fingerprint_of(lead_point('\x05')), fingerprint_of(lead_point('\x06')));
}

}  // namespace lead_envelope_test
}  // namespace weige::work
