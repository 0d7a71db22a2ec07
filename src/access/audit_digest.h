// Digests of the audit log and how its tree is hashed (RFC 9162, 2.1): leaves with the prefix 00, nodes with
// 01, so that no node can pass for an entry. SM3 (GB/T 32905) or SHA-256, chosen once for a log.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace Botan {
class HashFunction;
}

namespace weige::access {

using Digest = std::array<std::uint8_t, 32>;
enum class DigestKind { sm3, sha256 };

std::string_view code(DigestKind kind);  // "sm3", "sha-256"
std::optional<DigestKind> digest_kind_of(std::string_view code);

std::string to_hex(std::span<const std::uint8_t> bytes);  // lower case
// The bytes of lower-case hexadecimal text; nullopt for anything else.
std::optional<std::string> bytes_of_hex(std::string_view hex);
std::optional<Digest> digest_of_hex(std::string_view hex);

// Not for several threads.
class TreeHasher {
 public:
  explicit TreeHasher(DigestKind kind);
  TreeHasher(TreeHasher&&) noexcept;
  TreeHasher& operator=(TreeHasher&&) noexcept;
  ~TreeHasher();

  Digest empty();  // of a tree without leaves
  Digest leaf(std::string_view line);
  Digest node(const Digest& left, const Digest& right);

 private:
  std::unique_ptr<Botan::HashFunction> hash_;
};

}  // namespace weige::access
