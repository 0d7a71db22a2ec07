#include "work/lead_envelope.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>

#include "base/sha256.h"

namespace weige::work {
namespace {

constexpr char kVersion = 1;

bool begins_as(std::string_view bytes, char kind) {
  return bytes.size() > 2 && bytes[0] == kind && bytes[1] == kVersion;
}

bool is_point(std::string_view bytes) {
  return bytes.size() == kPublicKeySize && bytes.front() == '\x04';
}

Done refused_unless(bool is_right) {
  if (is_right) return done();
  return problem(ProblemCode::lead_envelope);
}

std::uint32_t rounds_of(std::string_view own_key) {
  std::uint32_t out = 0;
  for (const char byte : own_key.substr(18, 4)) out = (out << 8U) | static_cast<unsigned char>(byte);
  return out;
}

}  // namespace

Done check_letter(std::string_view bytes) {
  const bool fits = std::ranges::any_of(
      kLetterSizes, [&](std::size_t size) { return bytes.size() == kSealedAround + size; });
  return refused_unless(fits && begins_as(bytes, 'L') && is_point(bytes.substr(2, kPublicKeySize)));
}

Done check_share(std::string_view bytes) {
  return refused_unless(bytes.size() == kShareSize && begins_as(bytes, 'S') &&
                        is_point(bytes.substr(2, kPublicKeySize)));
}

Done check_own_key(std::string_view bytes) {
  const bool fits = bytes.size() == kOwnKeySize && begins_as(bytes, 'O');
  return refused_unless(fits && rounds_of(bytes) >= kFewestRounds && rounds_of(bytes) <= kMostRounds);
}

Done check_public_key(std::string_view bytes) {
  return refused_unless(is_point(bytes));
}

std::string fingerprint_of(std::string_view public_key) {
  constexpr std::size_t kGroups = 5, kHexDigits = 10;  // 40 bits a group
  const auto hex = sha256_hex("weige lead key 1\n" + std::string(public_key));
  std::string out;
  for (std::size_t group = 0; group < kGroups; ++group) {
    std::uint64_t value = 0;
    const auto* const begin = hex.data() + group * kHexDigits;
    std::from_chars(begin, begin + kHexDigits, value, 16);
    out += fmt::format("{}{:05}", group == 0 ? "" : " ", value % 100'000);
  }
  return out;
}

}  // namespace weige::work
