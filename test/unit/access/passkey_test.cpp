// The rules of passkeys against an authenticator in software: each way to be refused by its name.
#include "access/passkey.h"

#include <gtest/gtest.h>

#include "access/audit_digest.h"
#include "access/authenticator_data.h"
#include "access/passkey_key.h"
#include "support/soft_authenticator.h"

namespace weige::access {
namespace passkey_test {

using testing_support::cbor_bytes;
using testing_support::cbor_head;
using testing_support::cbor_number;
using testing_support::cbor_text;
using testing_support::Ceremony;
using testing_support::SoftAuthenticator;
using testing_support::test_party;
using Algorithm = SoftAuthenticator::Algorithm;

constexpr auto kChallenge = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
constexpr AccountId kHolder{7};

Passkey registered(const SoftAuthenticator& device) {
  const auto judged = judge_offer(device.offer(kChallenge), test_party());
  const auto& made = std::get<NewPasskey>(judged);
  return {.id = PasskeyId{1},
          .account = kHolder,
          .credential_id = made.credential_id,
          .public_key = made.public_key,
          .user_handle = made.user_handle,
          .sign_count = made.sign_count,
          .name = "phone",
          .created = {}};
}

std::string told(const JudgedOffer& judged) {
  const auto* fault = std::get_if<PasskeyFault>(&judged);
  return fault ? std::string(code(*fault)) : "fits";
}
std::string told(const JudgedAnswer& judged) {
  const auto* fault = std::get_if<PasskeyFault>(&judged);
  return fault ? std::string(code(*fault)) : "fits";
}

std::string told_of_offer(const Ceremony& ceremony) {
  return told(judge_offer(SoftAuthenticator().offer(kChallenge, ceremony), test_party()));
}
std::string told_of_answer(const Ceremony& ceremony) {
  SoftAuthenticator device;
  const auto passkey = registered(device);
  return told(judge_answer(device.answer(kChallenge, ceremony), passkey, test_party()));
}

TEST(Passkeys, OfEachAlgorithmAreRegisteredAndAnswer) {
  for (const auto algorithm : {Algorithm::es256, Algorithm::eddsa, Algorithm::rs256}) {
    SoftAuthenticator device(algorithm);
    const auto passkey = registered(device);
    EXPECT_EQ(passkey.credential_id, device.id());
    const auto judged = judge_answer(device.answer(kChallenge), passkey, test_party());
    ASSERT_EQ(told(judged), "fits") << static_cast<int>(algorithm);
    EXPECT_EQ(std::get<std::uint32_t>(judged), 1u);
  }
}

TEST(Passkeys, ARegistrationIsRefusedByName) {
  EXPECT_EQ(told_of_offer({}), "fits");
  EXPECT_EQ(told_of_offer({.type = "webauthn.get"}), "type");
  EXPECT_EQ(told_of_offer({.origin = "https://register.example.cn.evil.test"}), "origin");
  EXPECT_EQ(told_of_offer({.is_framed = true}), "origin");
  EXPECT_EQ(told_of_offer({.party = "evil.test"}), "party");
  EXPECT_EQ(told_of_offer({.is_present = false}), "presence");
  EXPECT_EQ(told_of_offer({.is_verified = false}), "verification");
  EXPECT_EQ(told_of_offer({.has_credential = false}), "form");
}

TEST(Passkeys, AnAnswerIsRefusedByName) {
  EXPECT_EQ(told_of_answer({}), "fits");
  EXPECT_EQ(told_of_answer({.type = "webauthn.create"}), "type");
  EXPECT_EQ(told_of_answer({.origin = "http://register.example.cn"}), "origin");
  EXPECT_EQ(told_of_answer({.is_framed = true}), "origin");
  EXPECT_EQ(told_of_answer({.party = "evil.test"}), "party");
  EXPECT_EQ(told_of_answer({.is_present = false}), "presence");
  EXPECT_EQ(told_of_answer({.is_verified = false}), "verification");
}

TEST(Passkeys, AnAnswerOfAnotherPasskeyOrAccountIsRefused) {
  SoftAuthenticator device, other(Algorithm::es256, 2);
  const auto passkey = registered(device);
  EXPECT_EQ(told(judge_answer(other.answer(kChallenge), passkey, test_party())), "credential");
  auto given = device.answer(kChallenge);
  given.user_handle = user_handle_for("of another registration");
  EXPECT_EQ(told(judge_answer(given, passkey, test_party())), "user");
  given.user_handle = former_user_handle(kHolder);
  EXPECT_EQ(told(judge_answer(given, passkey, test_party())), "user") << "as a register's copy would have it";
  given.user_handle = user_handle_for(kChallenge);
  EXPECT_EQ(told(judge_answer(given, passkey, test_party())), "fits");
}

TEST(Passkeys, ASignatureIsOfThatKeyAndThoseBytes) {
  for (const auto algorithm : {Algorithm::es256, Algorithm::eddsa, Algorithm::rs256}) {
    SoftAuthenticator device(algorithm), other(algorithm, 2);
    const auto passkey = registered(device);
    const auto right = device.answer(kChallenge);
    const auto judged = [&](auto change) {
      auto given = right;
      change(given);
      return told(judge_answer(given, passkey, test_party()));
    };
    EXPECT_EQ(judged([](auto&) {}), "fits");
    EXPECT_EQ(judged([](auto& given) { given.signature.back() ^= 1; }), "signature");
    EXPECT_EQ(judged([](auto& given) { given.signature.clear(); }), "signature");
    EXPECT_EQ(judged([](auto& given) { given.client.bytes += ' '; }), "signature");
    EXPECT_EQ(judged([](auto& given) { given.authenticator_data.back() ^= 1; }), "signature");
    EXPECT_EQ(judged([&](auto& given) { given.signature = other.answer(kChallenge).signature; }),
              "signature");
  }
}

TEST(Passkeys, ACounterHasToCountOn) {
  SoftAuthenticator device;
  auto passkey = registered(device);
  passkey.sign_count = 5;
  for (const auto& [count, told_then] : {std::pair{4u, "counter"}, {5u, "counter"}, {6u, "fits"}}) {
    device.count = count - 1;
    EXPECT_EQ(told(judge_answer(device.answer(kChallenge), passkey, test_party())), told_then) << count;
  }
  device.counts = false;
  device.count = 0;
  EXPECT_EQ(told(judge_answer(device.answer(kChallenge), passkey, test_party())), "counter");
  passkey.sign_count = 0;
  EXPECT_EQ(told(judge_answer(device.answer(kChallenge), passkey, test_party())), "fits")
      << "one that counts nothing";
}

TEST(Passkeys, DataThatAreCutShortOrGoOnAreNone) {
  const auto whole = data_of_attestation(SoftAuthenticator().offer(kChallenge).attestation).value();
  ASSERT_TRUE(parse_authenticator_data(whole));
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(parse_authenticator_data(std::string_view(whole).substr(0, size))) << size;
  EXPECT_FALSE(parse_authenticator_data(whole + '\0'));
}

TEST(Passkeys, ExtensionsAreLetPastAndHaveToBeAMap) {
  auto data = data_of_attestation(SoftAuthenticator().offer(kChallenge).attestation).value();
  data[32] = static_cast<char>(data[32] | '\x80');
  EXPECT_FALSE(parse_authenticator_data(data));
  EXPECT_FALSE(parse_authenticator_data(data + cbor_number(1)));
  EXPECT_TRUE(parse_authenticator_data(data + cbor_head(5, 1) + cbor_text("credProtect") + cbor_number(2)));
}

TEST(Passkeys, AnAttestationHasEachPartOnce) {
  const auto part = [](std::string_view name, const std::string& value) { return cbor_text(name) + value; };
  const auto format = part("fmt", cbor_text("packed"));
  const auto statement = part("attStmt", cbor_head(5, 1) + cbor_text("alg") + cbor_number(-7));
  const auto data = part("authData", cbor_bytes("d"));
  EXPECT_EQ(data_of_attestation(cbor_head(5, 3) + format + statement + data), "d");
  EXPECT_EQ(data_of_attestation(cbor_head(5, 3) + data + format + statement), "d");
  EXPECT_FALSE(data_of_attestation(cbor_head(5, 3) + format + format + data));
  EXPECT_FALSE(data_of_attestation(cbor_head(5, 2) + format + data));
  EXPECT_FALSE(data_of_attestation(cbor_head(5, 3) + format + part("attStmt", cbor_number(1)) + data));
  EXPECT_FALSE(data_of_attestation(cbor_head(5, 3) + format + statement + data + "x"));
}

// With such a key one signature would fit every text.
TEST(Passkeys, AKeyOfSmallOrderIsNone) {
  const auto edwards = [](const std::string& x) {
    return public_key_of_cose(cbor_head(5, 4) + cbor_number(1) + cbor_number(1) + cbor_number(3) +
                              cbor_number(-8) + cbor_number(-1) + cbor_number(6) + cbor_number(-2) +
                              cbor_bytes(x));
  };
  ASSERT_TRUE(edwards(std::string(32, '\x42'))) << "or this test shows nothing";
  const std::string zeros(30, '\0'), ones(30, '\xff');
  for (const auto* first : {"\x00", "\x01"})
    for (const auto* last : {"\x00", "\x80"})
      EXPECT_FALSE(edwards(std::string(first, 1) + zeros + std::string(last, 1)));
  for (const auto* first : {"\xec", "\xed", "\xee"})
    for (const auto* last : {"\x7f", "\xff"}) EXPECT_FALSE(edwards(first + ones + last));
  for (const auto* hex : {"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"})
    EXPECT_FALSE(edwards(bytes_of_hex(hex).value()));
}

TEST(Passkeys, KeysThatAreNotAcceptedAreNone) {
  const auto elliptic = [](std::int64_t algorithm, const std::string& x) {
    return cbor_head(5, 5) + cbor_number(1) + cbor_number(2) + cbor_number(3) + cbor_number(algorithm) +
           cbor_number(-1) + cbor_number(1) + cbor_number(-2) + cbor_bytes(x) + cbor_number(-3) +
           cbor_bytes(std::string(32, '\1'));
  };
  EXPECT_FALSE(public_key_of_cose(elliptic(-7, std::string(32, '\1')))) << "off the curve";
  EXPECT_FALSE(public_key_of_cose(elliptic(-7, std::string(31, '\1'))));
  const auto cose = SoftAuthenticator().cose_key();
  ASSERT_TRUE(public_key_of_cose(cose));
  auto other = cose;
  other.replace(4, 1, cbor_number(-9));
  EXPECT_FALSE(public_key_of_cose(other)) << "another algorithm";
  EXPECT_FALSE(public_key_of_cose(cose + '\0'));
  EXPECT_FALSE(public_key_of_cose(""));
  EXPECT_FALSE(public_key_of_cose(SoftAuthenticator(Algorithm::rs256, 1, 1024).cose_key())) << "a short one";
}

}  // namespace passkey_test
}  // namespace weige::access
