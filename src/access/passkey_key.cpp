#include "access/passkey_key.h"

#include <botan/bigint.h>
#include <botan/ec_group.h>
#include <botan/ecdsa.h>
#include <botan/ed25519.h>
#include <botan/exceptn.h>
#include <botan/pubkey.h>
#include <botan/rsa.h>
#include <botan/x509_key.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "access/audit_digest.h"
#include "access/bytes.h"
#include "access/cbor.h"

namespace weige::access {
namespace {

// Labels and values of RFC 9052, section 7, and RFC 9053.
constexpr std::int64_t kKeyType = 1, kKeyAlgorithm = 3;
constexpr std::int64_t kCurve = -1, kPointX = -2, kPointY = -3;
constexpr std::int64_t kModulus = -1, kExponent = -2;
constexpr std::int64_t kOctetPair = 1, kEllipticKey = 2, kRsaKey = 3;
constexpr std::int64_t kEs256 = -7, kEdDsa = -8, kRs256 = -257;
constexpr std::int64_t kP256 = 1, kEd25519 = 6;

constexpr std::size_t kCoordinateBytes = 32;
constexpr std::size_t kLeastRsaBits = 2048, kMostRsaBits = 4096;
constexpr unsigned kRsaExponent = 65537;
constexpr std::size_t kMostLabels = 8;

Botan::BigInt big_number(std::string_view bytes) {
  return {bytes_of(bytes), bytes.size()};
}

// The numbers and the strings of bytes of a COSE key, by label.
struct CoseKey {
  std::map<std::int64_t, std::int64_t> numbers;
  std::map<std::int64_t, std::string_view> bytes;

  bool is(std::int64_t label, std::int64_t value) const {
    const auto found = numbers.find(label);
    return found != numbers.end() && found->second == value;
  }
  std::string_view at(std::int64_t label) const {
    const auto found = bytes.find(label);
    return found == bytes.end() ? std::string_view() : found->second;
  }
};

bool add_label(CborReader& reader, CoseKey& key) {
  const auto label = reader.number();
  if (!label) return false;
  auto as_number = reader;
  if (const auto number = as_number.number()) {
    reader = as_number;
    return key.numbers.emplace(*label, *number).second;
  }
  const auto bytes = reader.bytes();
  return bytes && key.bytes.emplace(*label, *bytes).second;
}

std::optional<CoseKey> cose_key(std::string_view cose) {
  CborReader reader(cose);
  const auto labels = reader.map();
  if (!labels || *labels > kMostLabels) return std::nullopt;
  CoseKey out;
  for (std::uint64_t i = 0; i < *labels; ++i)
    if (!add_label(reader, out)) return std::nullopt;
  if (!reader.at_end()) return std::nullopt;
  return out;
}

const Botan::EC_Group& p256() {
  static const Botan::EC_Group curve("secp256r1");
  return curve;
}

std::unique_ptr<Botan::Public_Key> elliptic_key(const CoseKey& key) {
  const auto x = key.at(kPointX), y = key.at(kPointY);
  if (!key.is(kCurve, kP256) || x.size() != kCoordinateBytes || y.size() != kCoordinateBytes) return nullptr;
  const auto point = p256().point(big_number(x), big_number(y));  // throws beyond the field
  if (!p256().verify_public_element(point)) return nullptr;
  return std::make_unique<Botan::ECDSA_PublicKey>(p256(), point);
}

// The y of the points of Ed25519 whose order divides eight, and how else they may be written; the last bit,
// which is the sign of x, is 0. Of such a key one signature fits every text (RFC 8032 5.1.7 leaves them to
// the caller).
bool is_of_small_order(std::string_view point) {
  using namespace std::string_literals;
  static const std::string kZeros(30, '\0'), kOnes(30, '\xff');
  static const std::array kPoints{
      "\x00"s + kZeros + "\x00"s,
      "\x01"s + kZeros + "\x00"s,
      "\xec"s + kOnes + "\x7f"s,
      "\xed"s + kOnes + "\x7f"s,
      "\xee"s + kOnes + "\x7f"s,
      bytes_of_hex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05").value(),
      bytes_of_hex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a").value()};
  std::string y(point);
  y.back() = static_cast<char>(y.back() & 0x7f);
  return std::ranges::find(kPoints, y) != kPoints.end();
}

std::unique_ptr<Botan::Public_Key> edwards_key(const CoseKey& key) {
  const auto x = key.at(kPointX);
  if (!key.is(kCurve, kEd25519) || x.size() != kCoordinateBytes || is_of_small_order(x)) return nullptr;
  return std::make_unique<Botan::Ed25519_PublicKey>(bytes_of(x), x.size());
}

std::unique_ptr<Botan::Public_Key> rsa_key(const CoseKey& key) {
  const auto modulus = big_number(key.at(kModulus));
  if (modulus.bits() < kLeastRsaBits || modulus.bits() > kMostRsaBits || modulus.is_even()) return nullptr;
  if (key.at(kExponent).size() > kCoordinateBytes || big_number(key.at(kExponent)) != kRsaExponent)
    return nullptr;
  return std::make_unique<Botan::RSA_PublicKey>(modulus, kRsaExponent);
}

std::unique_ptr<Botan::Public_Key> key_of_cose(const CoseKey& key) {
  if (key.is(kKeyType, kEllipticKey) && key.is(kKeyAlgorithm, kEs256)) return elliptic_key(key);
  if (key.is(kKeyType, kOctetPair) && key.is(kKeyAlgorithm, kEdDsa)) return edwards_key(key);
  if (key.is(kKeyType, kRsaKey) && key.is(kKeyAlgorithm, kRs256)) return rsa_key(key);
  return nullptr;
}

bool is_verified(const Botan::Public_Key& key, std::string_view text, std::string_view signature) {
  const auto name = key.algo_name();
  const bool is_elliptic = name == "ECDSA";
  const auto* scheme = is_elliptic ? "EMSA1(SHA-256)" : name == "RSA" ? "EMSA3(SHA-256)" : "Pure";
  Botan::PK_Verifier verifier(key, scheme, is_elliptic ? Botan::DER_SEQUENCE : Botan::IEEE_1363);
  return verifier.verify_message(bytes_of(text), text.size(), bytes_of(signature), signature.size());
}

}  // namespace

std::optional<std::string> public_key_of_cose(std::string_view cose) {
  const auto parts = cose_key(cose);
  if (!parts) return std::nullopt;
  try {
    const auto key = key_of_cose(*parts);
    if (!key) return std::nullopt;
    const auto der = key->subject_public_key();
    return std::string(der.begin(), der.end());
  } catch (const Botan::Exception&) {
    return std::nullopt;  // no numbers of the field
  }
}

bool passkey_verifies(std::string_view public_key, std::string_view text, std::string_view signature) {
  const std::vector<std::uint8_t> der(public_key.begin(), public_key.end());
  const std::unique_ptr<Botan::Public_Key> key(Botan::X509::load_key(der));
  try {
    return is_verified(*key, text, signature);
  } catch (const Botan::Exception&) {
    return false;  // no signature at all
  }
}

}  // namespace weige::access
