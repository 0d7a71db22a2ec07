// What browsers and authenticators hand in for passkeys: readers are total, and what they give is within the
// limits that they say.
#include "access/authenticator_data.h"
#include "access/cbor.h"
#include "access/passkey_key.h"
#include "fuzz_target.h"
#include "http/passkey_json.h"

namespace {

void look_at(std::string_view bytes) {
  using namespace weige;
  const auto data = access::parse_authenticator_data(bytes);
  if (!data) return;
  WEIGE_FUZZ_EXPECT(data->rp_id_hash.size() == 32);
  if (!data->credential) return;
  WEIGE_FUZZ_EXPECT(!data->credential->id.empty());
  WEIGE_FUZZ_EXPECT(data->credential->id.size() <= access::kMostCredentialIdBytes);
  const auto key = access::public_key_of_cose(data->credential->cose_key);
  if (key) WEIGE_FUZZ_EXPECT(!access::passkey_verifies(*key, "text", "no signature"));
}

}  // namespace

WEIGE_FUZZ_TARGET(passkey) {
  using namespace weige;
  access::CborReader reader(input);
  const auto item = reader.item();
  if (item) WEIGE_FUZZ_EXPECT(std::string(*item) + std::string(reader.left()) == input);
  look_at(input);
  if (const auto data = access::data_of_attestation(input)) look_at(*data);
  (void)access::public_key_of_cose(input);
  if (const auto client = http::client_data_of(input)) WEIGE_FUZZ_EXPECT(client->bytes == input);
}
