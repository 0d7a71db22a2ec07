// SignedHead: what the audit log promises at one moment: so many entries, with this root. One line of text,
// for witnesses to keep: print it, mail it, publish it. docs/audit.md has the format.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "access/audit_digest.h"
#include "access/audit_signer.h"
#include "base/clock.h"

namespace weige::access {

struct TreeHead {
  std::string log;  // 32 hexadecimal digits, drawn when the log began
  std::int64_t number = 0;
  std::int64_t size = 0;
  Instant at = {};
  DigestKind digest = DigestKind::sm3;
  Digest root = {};
  bool operator==(const TreeHead&) const = default;
};

struct SignedHead {
  TreeHead head;
  SignatureKind signature_kind = SignatureKind::sm2;
  std::string signature;  // bytes
  bool operator==(const SignedHead&) const = default;
};

SignedHead signed_by(const AuditSigner& signer, const TreeHead& head, const Random& random);
bool is_signed_by(const SignedHead& head, const AuditPublicKey& key);

// Without a line end.
std::string to_text(const SignedHead& head);
// Takes exactly what to_text gives; nullopt for anything else. Does not look at the signature.
std::optional<SignedHead> parse_signed_head(std::string_view text);

inline constexpr std::size_t kLongestHeadLine = 500;

}  // namespace weige::access
