// Keys that sign the heads of the audit log: SM2 (GB/T 32918, with SM3 and the usual identity) or Ed25519 (RFC
// 8032).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"

namespace Botan {
class Private_Key;
}

namespace weige::access {

enum class SignatureKind { sm2, ed25519 };

std::string_view code(SignatureKind kind);  // "sm2", "ed25519"
std::optional<SignatureKind> signature_kind_of(std::string_view code);

struct AuditPublicKey {
  SignatureKind kind = SignatureKind::sm2;
  std::string bytes = {};  // SM2: 04, x and y (65 bytes); Ed25519: 32 bytes
  bool operator==(const AuditPublicKey&) const = default;
};

std::string to_text(const AuditPublicKey& key);  // "sm2 04ab..."
std::optional<AuditPublicKey> parse_public_key(std::string_view text);
// What people compare by eye: eight groups of four digits, of SHA-256 over to_text.
std::string fingerprint(const AuditPublicKey& key);

// Total on any key and signature.
bool verifies(const AuditPublicKey& key, std::string_view text, std::string_view signature);

class AuditSigner {
 public:
  static AuditSigner make(SignatureKind kind, const Random& random);
  // From secret_text().
  static std::optional<AuditSigner> parse(std::string_view text);
  AuditSigner(AuditSigner&&) noexcept;
  AuditSigner& operator=(AuditSigner&&) noexcept;
  ~AuditSigner();

  const AuditPublicKey& public_key() const { return public_key_; }
  std::string secret_text() const;  // "sm2 ab...": 32 secret bytes
  std::string sign(std::string_view text, const Random& random) const;

 private:
  AuditSigner(SignatureKind kind, std::string secret);

  std::string secret_;
  std::unique_ptr<Botan::Private_Key> key_;
  AuditPublicKey public_key_;
};

}  // namespace weige::access
