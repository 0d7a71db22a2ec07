#include "access/token.h"

#include <botan/hash.h>

#include <array>

namespace weige::access {
namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// RFC 4648 section 5, without padding.
std::string base64url(std::span<const std::byte> bytes) {
  std::string out;
  unsigned bits = 0;
  int held = 0;
  for (const std::byte byte : bytes) {
    bits = (bits << 8 | std::to_integer<unsigned>(byte)) & 0xFFFF;
    for (held += 8; held >= 6; held -= 6) out += kAlphabet[bits >> (held - 6) & 63];
  }
  if (held > 0) out += kAlphabet[bits << (6 - held) & 63];
  return out;
}

}  // namespace

std::string new_token(const Random& random) {
  std::array<std::byte, kTokenBytes> bytes{};
  random(bytes);
  return base64url(bytes);
}

std::string sha256_of(std::string_view text) {
  const auto hash = Botan::HashFunction::create_or_throw("SHA-256");
  hash->update(std::string(text));
  const auto digest = hash->final();
  return {digest.begin(), digest.end()};
}

std::string token_hash(std::string_view token) {
  return sha256_of(token);
}

std::string lookup_hash(std::string_view kind, std::string_view text) {
  return sha256_of(std::string(kind) + ':' + std::string(text));
}

}  // namespace weige::access
