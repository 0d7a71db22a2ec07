#include "access/audit_head.h"

#include "access/audit_fields.h"

namespace weige::access {
namespace {

constexpr std::string_view kSignedHeadStart = "weige-audit-head 1 ";
constexpr std::size_t kHeadFields = 10;
constexpr std::size_t kLogDigits = 32;

std::span<const std::uint8_t> signature_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// All of the line but the signature itself.
std::string signed_text(const TreeHead& head, SignatureKind kind) {
  std::string out(kSignedHeadStart);
  out.append(head.log).append(" ").append(std::to_string(head.number)).append(" ");
  out.append(std::to_string(head.size)).append(" ").append(to_rfc3339(head.at)).append(" ");
  out.append(code(head.digest)).append(" ").append(to_hex(head.root)).append(" ").append(code(kind));
  return out;
}

}  // namespace

SignedHead signed_by(const AuditSigner& signer, const TreeHead& head, const Random& random) {
  const auto kind = signer.public_key().kind;
  return {head, kind, signer.sign(signed_text(head, kind), random)};
}

bool is_signed_by(const SignedHead& head, const AuditPublicKey& key) {
  return head.signature_kind == key.kind &&
         verifies(key, signed_text(head.head, head.signature_kind), head.signature);
}

std::string to_text(const SignedHead& head) {
  return signed_text(head.head, head.signature_kind) + " " + to_hex(signature_bytes(head.signature));
}

std::optional<SignedHead> parse_signed_head(std::string_view text) {
  if (text.size() > kLongestHeadLine) return std::nullopt;
  const auto fields = fields_of(text, ' ');
  if (fields.size() != kHeadFields) return std::nullopt;
  const auto log = bytes_of_hex(fields[2]);
  const auto number = whole_number(fields[3]), size = whole_number(fields[4]);
  const auto at = parse_rfc3339(fields[5]);
  const auto digest = digest_kind_of(fields[6]);
  const auto root = digest_of_hex(fields[7]);
  const auto kind = signature_kind_of(fields[8]);
  const auto signature = bytes_of_hex(fields[9]);
  if (!log || fields[2].size() != kLogDigits || !number || !size || !at || !digest || !root || !kind ||
      !signature)
    return std::nullopt;
  SignedHead out{{.log = std::string(fields[2]),
                  .number = *number,
                  .size = *size,
                  .at = *at,
                  .digest = *digest,
                  .root = *root},
                 *kind,
                 *signature};
  if (to_text(out) != text) return std::nullopt;
  return out;
}

}  // namespace weige::access
