#include "access/audit_signer.h"

#include <botan/bigint.h>
#include <botan/ec_group.h>
#include <botan/ed25519.h>
#include <botan/exceptn.h>
#include <botan/pubkey.h>
#include <botan/sm2.h>

#include <span>

#include "access/audit_digest.h"
#include "access/bytes.h"
#include "access/code_list.h"
#include "base/sha256.h"
#include "seal/passed_in_rng.h"

namespace weige::access {
namespace {

constexpr CodeEntry<SignatureKind> kSignerEntries[] = {
    {SignatureKind::sm2, "sm2", "SM2", "SM2"},
    {SignatureKind::ed25519, "ed25519", "Ed25519", "Ed25519"},
};
constexpr CodeList<SignatureKind> kSignatures{kSignerEntries};

constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kSignatureBytes = 64;

// GM/T 0009: the identity of who has told none.
const char* scheme(SignatureKind kind) {
  return kind == SignatureKind::sm2 ? "1234567812345678,SM3" : "Pure";
}

const Botan::EC_Group& sm2_curve() {
  static const Botan::EC_Group curve("sm2p256v1");
  return curve;
}

std::string text_of(const std::vector<std::uint8_t>& bytes) {
  return {bytes.begin(), bytes.end()};
}

// Finding the public point is blinded, so that its time tells nothing of the secret.
const Random& blinding() {
  static const Random random = system_random();
  return random;
}

std::unique_ptr<Botan::Private_Key> key_of(SignatureKind kind, const std::string& secret) {
  if (kind == SignatureKind::ed25519)
    return std::make_unique<Botan::Ed25519_PrivateKey>(
        Botan::secure_vector<std::uint8_t>(secret.begin(), secret.end()));
  seal::PassedInRng rng(blinding());
  return std::make_unique<Botan::SM2_PrivateKey>(rng, sm2_curve(),
                                                 Botan::BigInt(bytes_of(secret), secret.size()));
}

AuditPublicKey public_part(SignatureKind kind, const Botan::Private_Key& key) {
  if (kind == SignatureKind::ed25519)
    return {kind, text_of(dynamic_cast<const Botan::Ed25519_PrivateKey&>(key).get_public_key())};
  const auto& point = dynamic_cast<const Botan::SM2_PrivateKey&>(key).public_point();
  return {kind, text_of(point.encode(Botan::PointGFp::UNCOMPRESSED))};
}

// A number that SM2 can sign with: 1 to n - 2.
bool is_secret(SignatureKind kind, const std::string& secret) {
  if (secret.size() != kSecretBytes) return false;
  if (kind == SignatureKind::ed25519) return true;
  const Botan::BigInt number(bytes_of(secret), secret.size());
  return number >= Botan::BigInt(1) && number <= sm2_curve().get_order() - 2;
}

std::unique_ptr<Botan::Public_Key> key_of(const AuditPublicKey& key) {
  if (key.kind == SignatureKind::ed25519)
    return std::make_unique<Botan::Ed25519_PublicKey>(bytes_of(key.bytes), key.bytes.size());
  return std::make_unique<Botan::SM2_PublicKey>(sm2_curve(),
                                                sm2_curve().OS2ECP(bytes_of(key.bytes), key.bytes.size()));
}

// Kind and bytes of "KIND HEX".
struct Parts {
  SignatureKind kind;
  std::string bytes;
};

std::optional<Parts> parts_of(std::string_view text) {
  const auto space = text.find(' ');
  if (space == text.npos) return std::nullopt;
  const auto kind = signature_kind_of(text.substr(0, space));
  const auto bytes = bytes_of_hex(text.substr(space + 1));
  if (!kind || !bytes) return std::nullopt;
  return Parts{*kind, *bytes};
}

std::string text_of(SignatureKind kind, std::string_view bytes) {
  return std::string(code(kind)) + " " + to_hex({bytes_of(bytes), bytes.size()});
}

}  // namespace

std::string_view code(SignatureKind kind) {
  return kSignatures.of(kind).code;
}
std::optional<SignatureKind> signature_kind_of(std::string_view code) {
  return kSignatures.find(code);
}

std::string to_text(const AuditPublicKey& key) {
  return text_of(key.kind, key.bytes);
}

std::optional<AuditPublicKey> parse_public_key(std::string_view text) {
  const auto parts = parts_of(text);
  if (!parts) return std::nullopt;
  const bool is_point = parts->bytes.size() == 65 && parts->bytes.front() == 4;
  if (parts->kind == SignatureKind::sm2 ? !is_point : parts->bytes.size() != 32) return std::nullopt;
  return AuditPublicKey{parts->kind, parts->bytes};
}

std::string fingerprint(const AuditPublicKey& key) {
  const auto digits = sha256_hex(to_text(key));
  std::string out;
  for (std::size_t i = 0; i < 32; i += 4) out.append(i ? " " : "").append(digits, i, 4);
  return out;
}

bool verifies(const AuditPublicKey& key, std::string_view text, std::string_view signature) {
  if (signature.size() != kSignatureBytes) return false;
  try {
    const auto verifier_key = key_of(key);
    Botan::PK_Verifier verifier(*verifier_key, scheme(key.kind));
    return verifier.verify_message(bytes_of(text), text.size(), bytes_of(signature), signature.size());
  } catch (const Botan::Exception&) {
    return false;  // no point of the curve, or no signature at all
  }
}

AuditSigner::AuditSigner(SignatureKind kind, std::string secret)
    : secret_(std::move(secret)), key_(key_of(kind, secret_)), public_key_(public_part(kind, *key_)) {}
AuditSigner::AuditSigner(AuditSigner&&) noexcept = default;
AuditSigner& AuditSigner::operator=(AuditSigner&&) noexcept = default;
AuditSigner::~AuditSigner() = default;

AuditSigner AuditSigner::make(SignatureKind kind, const Random& random) {
  std::string secret(kSecretBytes, '\0');
  do {
    random(std::as_writable_bytes(std::span(secret)));
  } while (!is_secret(kind, secret));
  return AuditSigner(kind, std::move(secret));
}

std::optional<AuditSigner> AuditSigner::parse(std::string_view text) {
  auto parts = parts_of(text);
  if (!parts || !is_secret(parts->kind, parts->bytes)) return std::nullopt;
  return AuditSigner(parts->kind, std::move(parts->bytes));
}

std::string AuditSigner::secret_text() const {
  return text_of(public_key_.kind, secret_);
}

std::string AuditSigner::sign(std::string_view text, const Random& random) const {
  seal::PassedInRng rng(random);
  Botan::PK_Signer signer(*key_, rng, scheme(public_key_.kind));
  return text_of(signer.sign_message(bytes_of(text), text.size(), rng));
}

}  // namespace weige::access
