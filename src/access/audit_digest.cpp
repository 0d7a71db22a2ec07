#include "access/audit_digest.h"

#include <botan/hash.h>

#include "access/bytes.h"
#include "access/code_list.h"

namespace weige::access {
namespace {

constexpr CodeEntry<DigestKind> kDigestEntries[] = {
    {DigestKind::sm3, "sm3", "SM3", "SM3"},
    {DigestKind::sha256, "sha-256", "SHA-256", "SHA-256"},
};
constexpr CodeList<DigestKind> kDigests{kDigestEntries};
constexpr std::string_view kHex = "0123456789abcdef";

}  // namespace

std::string_view code(DigestKind kind) {
  return kDigests.of(kind).code;
}
std::optional<DigestKind> digest_kind_of(std::string_view code) {
  return kDigests.find(code);
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const auto byte : bytes) {
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
  return out;
}

std::optional<std::string> bytes_of_hex(std::string_view hex) {
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string out;
  out.reserve(hex.size() / 2);
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const auto high = kHex.find(hex[i]), low = kHex.find(hex[i + 1]);
    if (high == kHex.npos || low == kHex.npos) return std::nullopt;
    out += static_cast<char>(high << 4 | low);
  }
  return out;
}

std::optional<Digest> digest_of_hex(std::string_view hex) {
  Digest out{};
  if (hex.size() != 2 * out.size()) return std::nullopt;
  const auto bytes = bytes_of_hex(hex);
  if (!bytes) return std::nullopt;
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<std::uint8_t>((*bytes)[i]);
  return out;
}

TreeHasher::TreeHasher(DigestKind kind)
    : hash_(Botan::HashFunction::create_or_throw(kind == DigestKind::sm3 ? "SM3" : "SHA-256")) {}
TreeHasher::TreeHasher(TreeHasher&&) noexcept = default;
TreeHasher& TreeHasher::operator=(TreeHasher&&) noexcept = default;
TreeHasher::~TreeHasher() = default;

Digest TreeHasher::empty() {
  Digest out;
  hash_->final(out.data());
  return out;
}

Digest TreeHasher::leaf(std::string_view line) {
  Digest out;
  hash_->update(std::uint8_t{0});
  hash_->update(bytes_of(line), line.size());
  hash_->final(out.data());
  return out;
}

Digest TreeHasher::node(const Digest& left, const Digest& right) {
  Digest out;
  hash_->update(std::uint8_t{1});
  hash_->update(left.data(), left.size());
  hash_->update(right.data(), right.size());
  hash_->final(out.data());
  return out;
}

}  // namespace weige::access
