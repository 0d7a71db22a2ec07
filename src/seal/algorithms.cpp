#include "seal/algorithms.h"

#include <memory>

namespace weige::seal {
namespace {

// Made once a thread: looking an algorithm up by its name costs more than sealing a phone number.
struct Engines {
  explicit Engines(Profile profile)
      : hash(Botan::MessageAuthenticationCode::create_or_throw(profile == Profile::mlps3 ? "HMAC(SM3)"
                                                                                         : "HMAC(SHA-256)")) {
    const char* const mode = profile == Profile::mlps3 ? "SM4/GCM" : "AES-256/GCM";
    sealing = Botan::AEAD_Mode::create_or_throw(mode, Botan::ENCRYPTION);
    opening = Botan::AEAD_Mode::create_or_throw(mode, Botan::DECRYPTION);
  }
  std::unique_ptr<Botan::MessageAuthenticationCode> hash;
  std::unique_ptr<Botan::AEAD_Mode> sealing, opening;
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
  auto& mode = direction == Botan::ENCRYPTION ? *both.sealing : *both.opening;
  mode.set_key(octets(key), key.size());
  return mode;
}

}  // namespace weige::seal
