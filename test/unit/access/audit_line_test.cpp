// The one line that an entry of the audit log is, and the heads over many.
#include "access/audit_line.h"

#include <gtest/gtest.h>

#include <utility>

#include "access/audit_head.h"

namespace weige::access {
namespace audit_line_test {

const Instant kAt = parse_rfc3339("2026-11-23T06:05:07.123456Z").value();

AuditLine sample() {
  return {.entry = 1234,
          .at = kAt,
          .actor = "~00112233445566778899aabbccddeeff",
          .post = 17,
          .action = "person.read",
          .purpose = "door_check",
          .outcome = Outcome::done,
          .detail = "field=phone",
          .subjects = {{"person", "~a1"}, {"person", "~b2"}, {"address", "33"}}};
}

TEST(AuditLine, StandsAsTheFormatSays) {
  EXPECT_EQ(to_text(sample()),
            "1\t1234\t2026-11-23T06:05:07.123456Z\t~00112233445566778899aabbccddeeff\t17\tperson.read\t"
            "door_check\tdone\tfield=phone\tperson=~a1,~b2;address=33");
  EXPECT_EQ(to_text({.entry = 1, .at = kAt, .action = "sign_in.failed", .outcome = Outcome::refused}),
            "1\t1\t2026-11-23T06:05:07.123456Z\t-\t-\tsign_in.failed\t-\trefused\t\t");
}

TEST(AuditLine, IsReadBackWhateverStandsInIt) {
  EXPECT_EQ(parse_audit_line(to_text(sample())), sample());
  auto odd = sample();
  odd.detail = "a\tb\nc\\x09\r\x7f 村居";
  odd.subjects = {{"k=;,", "n=;,\\"}, {"k=;,", ""}};
  const auto text = to_text(odd);
  EXPECT_EQ(text.find('\n'), text.npos);
  EXPECT_EQ(parse_audit_line(text), odd);
}

TEST(AuditLine, HasOneTextOnly) {
  const auto good = to_text(sample());
  constexpr std::pair<std::string_view, std::string_view> kOtherWays[] = {
      {"1\t1234", "1\t01234"},   {"1\t1234", "2\t1234"},
      {"done", "Done"},          {"123456Z", "1234560Z"},
      {"\t17\t", "\t+17\t"},     {"field", "\\x66ield"},
      {"address=33", "address"}, {";address", ";person=~c;address"}};
  for (const auto& [what, by] : kOtherWays) {
    auto other = good;
    other.replace(other.find(what), what.size(), by);
    EXPECT_FALSE(parse_audit_line(other)) << by;
  }
  EXPECT_FALSE(parse_audit_line(good + "\t"));
  EXPECT_FALSE(parse_audit_line(""));
}

TEST(AuditHead, IsSignedWithBothKindsOfKey) {
  for (const auto kind : {SignatureKind::sm2, SignatureKind::ed25519}) {
    const auto random = seeded_random(7);
    const auto signer = AuditSigner::make(kind, random);
    const auto other = AuditSigner::make(kind, random);
    const TreeHead head{
        .log = std::string(32, 'a'), .number = 3, .size = 5000, .at = kAt, .digest = DigestKind::sm3};
    const auto made = signed_by(signer, head, random);
    EXPECT_TRUE(is_signed_by(made, signer.public_key()));
    EXPECT_FALSE(is_signed_by(made, other.public_key()));
    auto changed = made;
    changed.head.size = 5001;
    EXPECT_FALSE(is_signed_by(changed, signer.public_key()));
    changed = made;
    changed.signature[5] = static_cast<char>(changed.signature[5] ^ 1);
    EXPECT_FALSE(is_signed_by(changed, signer.public_key()));
    EXPECT_EQ(parse_signed_head(to_text(made)), made);
    EXPECT_FALSE(parse_signed_head(to_text(made) + " "));
    EXPECT_FALSE(parse_signed_head(to_text(made).substr(1)));
  }
}

TEST(AuditSigner, IsTheSameFromItsText) {
  for (const auto kind : {SignatureKind::sm2, SignatureKind::ed25519}) {
    const auto signer = AuditSigner::make(kind, seeded_random(9));
    const auto again = AuditSigner::parse(signer.secret_text());
    ASSERT_TRUE(again);
    EXPECT_EQ(again->public_key(), signer.public_key());
    EXPECT_EQ(parse_public_key(to_text(signer.public_key())), signer.public_key());
    EXPECT_TRUE(verifies(signer.public_key(), "x", again->sign("x", seeded_random(1))));
  }
  EXPECT_FALSE(AuditSigner::parse("sm2 " + std::string(64, '0')));
  EXPECT_FALSE(AuditSigner::parse("sm2 " + std::string(64, 'f')));
  EXPECT_FALSE(AuditSigner::parse("rsa " + std::string(64, '1')));
  EXPECT_FALSE(verifies({SignatureKind::sm2, "\x04" + std::string(64, '\x05')}, "x", std::string(64, '\x01')))
      << "a point off the curve";
}

// GB/T 32918.5-2017, annex A.2; RFC 8032, 7.1, test 2.
TEST(AuditSigner, SignsAsTheStandardsSay) {
  const auto sm2 = parse_public_key(
      "sm2 "
      "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed"
      "05fb"
      "f35e084a6632f6072da9ad13");
  ASSERT_TRUE(sm2);
  EXPECT_TRUE(
      verifies(*sm2, "message digest",
               bytes_of_hex("f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8"
                            "763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa")
                   .value()));

  const auto signer =
      AuditSigner::parse("ed25519 4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
  ASSERT_TRUE(signer);
  EXPECT_EQ(to_text(signer->public_key()),
            "ed25519 3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  const auto signature = signer->sign("\x72", seeded_random(1));
  EXPECT_EQ(
      to_hex({reinterpret_cast<const std::uint8_t*>(signature.data()), signature.size()}),
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2"
      "eaeb4302aeeb00d291612bb0c00");
}

}  // namespace audit_line_test
}  // namespace weige::access
