#include "support/soft_authenticator.h"

#include <botan/ec_group.h>
#include <botan/ecdsa.h>
#include <botan/ed25519.h>
#include <botan/pubkey.h>
#include <botan/rsa.h>

#include <span>

#include "access/token.h"
#include "seal/passed_in_rng.h"

namespace weige::testing_support {
namespace {

using Algorithm = SoftAuthenticator::Algorithm;

std::unique_ptr<Botan::Private_Key> new_soft_key(Algorithm algorithm, const Random& random,
                                                 std::size_t rsa_bits) {
  seal::PassedInRng rng(random);
  switch (algorithm) {
    case Algorithm::es256:
      return std::make_unique<Botan::ECDSA_PrivateKey>(rng, Botan::EC_Group("secp256r1"));
    case Algorithm::eddsa:
      return std::make_unique<Botan::Ed25519_PrivateKey>(rng);
    case Algorithm::rs256:
      break;
  }
  return std::make_unique<Botan::RSA_PrivateKey>(rng, rsa_bits);
}

template <class Bytes>
std::string soft_text(const Bytes& bytes) {
  return {bytes.begin(), bytes.end()};
}

std::string big_endian_text(std::uint64_t value, std::size_t size) {
  std::string out;
  for (std::size_t i = size; i-- > 0;) out += static_cast<char>(value >> (8 * i) & 0xFF);
  return out;
}

access::ClientData client(const std::string& challenge, const Ceremony& ceremony, const std::string& type) {
  access::ClientData out{.type = ceremony.type.empty() ? type : ceremony.type,
                         .challenge = challenge,
                         .origin = ceremony.origin,
                         .is_framed = ceremony.is_framed,
                         .bytes = {}};
  out.bytes = "{\"type\":\"" + out.type + "\",\"challenge\":\"" + challenge + "\",\"origin\":\"" +
              out.origin + "\",\"crossOrigin\":" + (out.is_framed ? "true" : "false") + "}";
  return out;
}

}  // namespace

std::string cbor_head(unsigned kind, std::uint64_t value) {
  const auto first = [&](unsigned how) { return std::string(1, static_cast<char>(kind << 5 | how)); };
  if (value < 24) return first(static_cast<unsigned>(value));
  if (value < 0x100) return first(24) + big_endian_text(value, 1);
  if (value < 0x10000) return first(25) + big_endian_text(value, 2);
  if (value < 0x100000000) return first(26) + big_endian_text(value, 4);
  return first(27) + big_endian_text(value, 8);
}

std::string cbor_number(std::int64_t value) {
  return value < 0 ? cbor_head(1, static_cast<std::uint64_t>(-1 - value))
                   : cbor_head(0, static_cast<std::uint64_t>(value));
}

std::string cbor_bytes(std::string_view bytes) {
  return cbor_head(2, bytes.size()) + std::string(bytes);
}

std::string cbor_text(std::string_view text) {
  return cbor_head(3, text.size()) + std::string(text);
}

SoftAuthenticator::SoftAuthenticator(Algorithm algorithm, std::uint64_t seed, std::size_t rsa_bits)
    : algorithm_(algorithm),
      random_(seeded_random(seed)),
      key_(new_soft_key(algorithm, random_, rsa_bits)),
      id_(32, '\0') {
  random_(std::as_writable_bytes(std::span(id_)));
}

SoftAuthenticator::~SoftAuthenticator() = default;

std::string SoftAuthenticator::cose_key() const {
  const auto number = [](std::int64_t label, std::int64_t value) {
    return cbor_number(label) + cbor_number(value);
  };
  const auto bytes = [](std::int64_t label, const std::string& value) {
    return cbor_number(label) + cbor_bytes(value);
  };
  if (algorithm_ == Algorithm::eddsa) {
    const auto& key = dynamic_cast<const Botan::Ed25519_PrivateKey&>(*key_);
    return cbor_head(5, 4) + number(1, 1) + number(3, -8) + number(-1, 6) +
           bytes(-2, soft_text(key.get_public_key()));
  }
  if (algorithm_ == Algorithm::rs256) {
    const auto& key = dynamic_cast<const Botan::RSA_PrivateKey&>(*key_);
    return cbor_head(5, 4) + number(1, 3) + number(3, -257) +
           bytes(-1, soft_text(Botan::BigInt::encode(key.get_n()))) +
           bytes(-2, std::string("\x01\x00\x01", 3));
  }
  const auto& point = dynamic_cast<const Botan::ECDSA_PrivateKey&>(*key_).public_point();
  const auto coordinate = [](const Botan::BigInt& value) {
    return soft_text(Botan::BigInt::encode_1363(value, 32));
  };
  return cbor_head(5, 5) + number(1, 2) + number(3, -7) + number(-1, 1) +
         bytes(-2, coordinate(point.get_affine_x())) + bytes(-3, coordinate(point.get_affine_y()));
}

std::string SoftAuthenticator::data(const Ceremony& ceremony, bool with_credential) const {
  const int flags =
      (ceremony.is_present ? 1 : 0) | (ceremony.is_verified ? 4 : 0) | (with_credential ? 0x40 : 0);
  auto out = access::sha256_of(ceremony.party) + static_cast<char>(flags) + big_endian_text(count, 4);
  if (with_credential) out += std::string(16, '\0') + big_endian_text(id_.size(), 2) + id_ + cose_key();
  return out;
}

std::string SoftAuthenticator::signature(const std::string& text) const {
  seal::PassedInRng rng(random_);
  const bool is_elliptic = algorithm_ == Algorithm::es256;
  const auto* scheme = is_elliptic                      ? "EMSA1(SHA-256)"
                       : algorithm_ == Algorithm::rs256 ? "EMSA3(SHA-256)"
                                                        : "Pure";
  Botan::PK_Signer signer(*key_, rng, scheme, is_elliptic ? Botan::DER_SEQUENCE : Botan::IEEE_1363);
  return soft_text(signer.sign_message(reinterpret_cast<const std::uint8_t*>(text.data()), text.size(), rng));
}

access::PasskeyOffer SoftAuthenticator::offer(const std::string& challenge, const Ceremony& ceremony) const {
  return {.client = client(challenge, ceremony, "webauthn.create"),
          .attestation = cbor_head(5, 3) + cbor_text("fmt") + cbor_text("none") + cbor_text("attStmt") +
                         cbor_head(5, 0) + cbor_text("authData") +
                         cbor_bytes(data(ceremony, ceremony.has_credential))};
}

access::PasskeyAnswer SoftAuthenticator::answer(const std::string& challenge, const Ceremony& ceremony) {
  if (counts) ++count;
  access::PasskeyAnswer out{.credential_id = id_,
                            .client = client(challenge, ceremony, "webauthn.get"),
                            .authenticator_data = data(ceremony, false),
                            .signature = {}};
  out.signature = signature(out.authenticator_data + access::sha256_of(out.client.bytes));
  return out;
}

}  // namespace weige::testing_support
