#include "seal/sealer.h"

#include <cassert>

#include "seal/algorithms.h"

namespace weige::seal {
namespace {

constexpr std::size_t kHeadBytes = 4, kNonceBytes = 12, kTagBytes = 16, kFreshBytes = 16;
static_assert(kHeadBytes + kNonceBytes + kTagBytes == kSealedOverhead);

Secret derived(Profile profile, const Secret& from, std::string_view purpose) {
  const auto digest = keyed_hash(profile, from.bytes(), {"weige seal", purpose});
  return *Secret::of({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

std::string head_of(Profile profile, std::uint32_t number) {
  return {static_cast<char>(profile), static_cast<char>(number >> 16), static_cast<char>(number >> 8),
          static_cast<char>(number)};
}

void append_number(std::string& out, std::uint64_t number, int bytes) {
  for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) out += static_cast<char>(number >> shift);
}

// Head and place as one text of bytes: names with their lengths before them, so that none can be read as
// another.
std::string bound_to(std::string_view head, const Place& place) {
  std::string out(head);
  for (const auto name : {place.table, place.column}) {
    append_number(out, name.size(), 2);
    out += name;
  }
  append_number(out, static_cast<std::uint64_t>(place.row), 8);
  return out;
}

}  // namespace

Sealer::Sealer(Profile profile, const Secret& secret, std::uint32_t number)
    : profile_(profile), number_(number), root_(secret), keys_(derived(profile, secret, "keys")) {
  assert(number >= 1 && number <= kHighestKeyNumber);
}

std::string_view Sealer::key() const {
  return keys_.bytes().substr(0, key_bytes(profile_));
}

// What the cipher's key leaves of the derived bytes is the key of nonces. Where it leaves nothing, one is
// derived when it is needed: most sealers only open.
std::string Sealer::nonce(std::string_view fresh, std::string_view bound, std::string_view value) const {
  const auto left = keys_.bytes().substr(key_bytes(profile_));
  const auto digest =
      left.empty() ? keyed_hash(profile_, derived(profile_, root_, "nonce").bytes(), {fresh, bound, value})
                   : keyed_hash(profile_, left, {fresh, bound, value});
  return {reinterpret_cast<const char*>(digest.data()), kNonceBytes};
}

std::string Sealer::seal(const Place& place, std::string_view value, const Random& random) const {
  const auto head = head_of(profile_, number_);
  const auto bound = bound_to(head, place);
  std::array<char, kFreshBytes> fresh{};
  random(std::as_writable_bytes(std::span(fresh)));
  const auto once = nonce({fresh.data(), fresh.size()}, bound, value);
  auto& mode = cipher(profile_, Botan::ENCRYPTION, key());
  mode.set_associated_data(octets(bound), bound.size());
  mode.start(octets(once), once.size());
  Botan::secure_vector<std::uint8_t> content(octets(value), octets(value) + value.size());
  mode.finish(content);
  std::string out = head;
  out.reserve(kSealedOverhead + value.size());
  out += once;
  out.append(reinterpret_cast<const char*>(content.data()), content.size());
  return out;
}

std::optional<std::string> Sealer::open(const Place& place, std::string_view sealed) const {
  const auto head = head_of(profile_, number_);
  if (sealed.size() < kSealedOverhead || sealed.substr(0, kHeadBytes) != head) return std::nullopt;
  const auto bound = bound_to(head, place);
  const auto once = sealed.substr(kHeadBytes, kNonceBytes), rest = sealed.substr(kHeadBytes + kNonceBytes);
  auto& mode = cipher(profile_, Botan::DECRYPTION, key());
  mode.set_associated_data(octets(bound), bound.size());
  mode.start(octets(once), once.size());
  Botan::secure_vector<std::uint8_t> content(octets(rest), octets(rest) + rest.size());
  try {
    mode.finish(content);
  } catch (const Botan::Invalid_Authentication_Tag&) {
    mode.reset();
    return std::nullopt;
  }
  return std::string(reinterpret_cast<const char*>(content.data()), content.size());
}

std::optional<std::uint32_t> key_number(std::string_view sealed) {
  if (sealed.size() < kSealedOverhead) return std::nullopt;
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(octets(sealed)[i]); };
  const auto number = byte(1) << 16 | byte(2) << 8 | byte(3);
  const bool known = byte(0) == static_cast<std::uint32_t>(Profile::mlps3) ||
                     byte(0) == static_cast<std::uint32_t>(Profile::international);
  return known && number >= 1 ? std::optional(number) : std::nullopt;
}

}  // namespace weige::seal
