// An authenticator in software, as WebAuthn (level 2) has it: makes passkeys and answers challenges with
// them, rightly, or wrongly where a test wants it to.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "access/passkey.h"
#include "base/random.h"
#include "support/access_town.h"

namespace Botan {
class Private_Key;
}

namespace weige::testing_support {

// What the browser and the device say, beside the challenge; as it should be.
struct Ceremony {
  std::string type = {};  // empty: the right one
  std::string origin = kTestOrigin;
  std::string party = test_party().id;
  bool is_framed = false;
  bool is_present = true;
  bool is_verified = true;
  bool has_credential = true;  // in the data of a registration
};

class SoftAuthenticator {
 public:
  enum class Algorithm { es256, eddsa, rs256 };
  explicit SoftAuthenticator(Algorithm algorithm = Algorithm::es256, std::uint64_t seed = 1,
                             std::size_t rsa_bits = 2048);
  ~SoftAuthenticator();

  const std::string& id() const { return id_; }
  std::string cose_key() const;
  access::PasskeyOffer offer(const std::string& challenge, const Ceremony& ceremony = {}) const;
  // Counts one further, if it counts.
  access::PasskeyAnswer answer(const std::string& challenge, const Ceremony& ceremony = {});

  bool counts = true;
  std::uint32_t count = 0;

 private:
  std::string data(const Ceremony& ceremony, bool with_credential) const;
  std::string signature(const std::string& text) const;

  Algorithm algorithm_;
  Random random_;
  std::unique_ptr<Botan::Private_Key> key_;
  std::string id_;
};

// CBOR of one head: the major type and its value, in the shortest form.
std::string cbor_head(unsigned kind, std::uint64_t value);
std::string cbor_number(std::int64_t value);
std::string cbor_bytes(std::string_view bytes);
std::string cbor_text(std::string_view text);

}  // namespace weige::testing_support
