#include "seal/algorithms.h"

#include <botan/mem_ops.h>

#include <memory>
#include <utility>

namespace weige::seal {
namespace {

struct KeyedMode {
  std::unique_ptr<Botan::AEAD_Mode> mode;
  Botan::secure_vector<std::uint8_t> key;  // that the mode holds
};
// The newest first. Two of them, since a master key and the key of a record take turns.
using KeyedModes = std::array<KeyedMode, 2>;

// A key that a mode holds already is not set again: that takes longer than opening a phone number.
Botan::AEAD_Mode& with_key(KeyedModes& modes, std::string_view key) {
  const auto holds = [&](const KeyedMode& each) {
    return each.key.size() == key.size() &&
           Botan::constant_time_compare(each.key.data(), octets(key), key.size());
  };
  if (holds(modes[0])) return *modes[0].mode;
  std::swap(modes[0], modes[1]);
  if (holds(modes[0])) return *modes[0].mode;
  modes[0].mode->set_key(octets(key), key.size());
  modes[0].key.assign(octets(key), octets(key) + key.size());
  return *modes[0].mode;
}

// Made once a thread: looking an algorithm up by its name costs more than sealing a phone number.
struct Engines {
  explicit Engines(Profile profile)
      : hash(Botan::MessageAuthenticationCode::create_or_throw(profile == Profile::mlps3 ? "HMAC(SM3)"
                                                                                         : "HMAC(SHA-256)")) {
    const char* const mode = profile == Profile::mlps3 ? "SM4/GCM" : "AES-256/GCM";
    for (auto& each : sealing) each.mode = Botan::AEAD_Mode::create_or_throw(mode, Botan::ENCRYPTION);
    for (auto& each : opening) each.mode = Botan::AEAD_Mode::create_or_throw(mode, Botan::DECRYPTION);
  }
  std::unique_ptr<Botan::MessageAuthenticationCode> hash;
  KeyedModes sealing, opening;
};

Engines& engines(Profile profile) {
  static thread_local Engines mlps3(Profile::mlps3), international(Profile::international);
  return profile == Profile::mlps3 ? mlps3 : international;
}

}  // namespace

Digest keyed_hash(Profile profile, std::string_view key, std::initializer_list<std::string_view> parts) {
  auto& hash = *engines(profile).hash;
  hash.set_key(octets(key), key.size());
  for (const auto part : parts) {
    hash.update_be(static_cast<std::uint64_t>(part.size()));
    hash.update(octets(part), part.size());
  }
  Digest out{};
  hash.final(out.data());
  return out;
}

std::size_t key_bytes(Profile profile) {
  return profile == Profile::mlps3 ? 16 : 32;
}

Botan::AEAD_Mode& cipher(Profile profile, Botan::Cipher_Dir direction, std::string_view key) {
  auto& both = engines(profile);
  return with_key(direction == Botan::ENCRYPTION ? both.sealing : both.opening, key);
}

}  // namespace weige::seal
