#include "access/passkey.h"

#include <algorithm>
#include <stdexcept>

#include "access/authenticator_data.h"
#include "access/passkey_key.h"
#include "access/text_check.h"
#include "access/token.h"

namespace weige::access {
namespace {

constexpr std::string_view kCreates = "webauthn.create";
constexpr std::string_view kGets = "webauthn.get";

std::optional<PasskeyFault> fault_of_client(const ClientData& client, std::string_view type,
                                            const RelyingParty& party) {
  if (client.type != type) return PasskeyFault::type;
  if (client.is_framed || std::ranges::find(party.origins, client.origin) == party.origins.end())
    return PasskeyFault::origin;
  return std::nullopt;
}

std::optional<PasskeyFault> fault_of_data(const AuthenticatorData& data, const RelyingParty& party) {
  if (data.rp_id_hash != sha256_of(party.id)) return PasskeyFault::party;
  if (!data.is_present) return PasskeyFault::presence;
  if (!data.is_verified) return PasskeyFault::verification;
  return std::nullopt;
}

// One that counts has to count on; one that never did says 0 each time.
bool counts_on(std::uint32_t before, std::uint32_t now) {
  return now > before || (now == 0 && before == 0);
}

}  // namespace

Done check_passkey_name(std::string_view name) {
  return check_text(name, kMostPasskeyNameSigns, "name");
}

std::string_view code(PasskeyFault fault) {
  switch (fault) {
    case PasskeyFault::form:
      return "form";
    case PasskeyFault::challenge:
      return "challenge";
    case PasskeyFault::type:
      return "type";
    case PasskeyFault::origin:
      return "origin";
    case PasskeyFault::party:
      return "party";
    case PasskeyFault::presence:
      return "presence";
    case PasskeyFault::verification:
      return "verification";
    case PasskeyFault::key:
      return "key";
    case PasskeyFault::credential:
      return "credential";
    case PasskeyFault::user:
      return "user";
    case PasskeyFault::signature:
      return "signature";
    case PasskeyFault::counter:
      return "counter";
  }
  throw std::logic_error("a fault without a code");
}

std::string user_handle_for(std::string_view challenge) {
  return lookup_hash("passkey for", challenge);
}

std::string former_user_handle(AccountId account) {
  return lookup_hash("passkeys of", std::to_string(account.value));
}

JudgedOffer judge_offer(const PasskeyOffer& offer, const RelyingParty& party) {
  if (const auto fault = fault_of_client(offer.client, kCreates, party)) return *fault;
  const auto bytes = data_of_attestation(offer.attestation);
  const auto data = bytes ? parse_authenticator_data(*bytes) : std::nullopt;
  if (!data) return PasskeyFault::form;
  if (const auto fault = fault_of_data(*data, party)) return *fault;
  if (!data->credential) return PasskeyFault::form;
  auto key = public_key_of_cose(data->credential->cose_key);
  if (!key) return PasskeyFault::key;
  return NewPasskey{.credential_id = data->credential->id,
                    .public_key = std::move(*key),
                    .user_handle = user_handle_for(offer.client.challenge),
                    .sign_count = data->sign_count};
}

JudgedAnswer judge_answer(const PasskeyAnswer& answer, const Passkey& passkey, const RelyingParty& party) {
  if (answer.credential_id != passkey.credential_id) return PasskeyFault::credential;
  if (answer.user_handle && *answer.user_handle != passkey.user_handle) return PasskeyFault::user;
  if (const auto fault = fault_of_client(answer.client, kGets, party)) return *fault;
  const auto data = parse_authenticator_data(answer.authenticator_data);
  if (!data) return PasskeyFault::form;
  if (const auto fault = fault_of_data(*data, party)) return *fault;
  const auto text = answer.authenticator_data + sha256_of(answer.client.bytes);
  if (!passkey_verifies(passkey.public_key, text, answer.signature)) return PasskeyFault::signature;
  if (!counts_on(passkey.sign_count, data->sign_count)) return PasskeyFault::counter;
  return data->sign_count;
}

}  // namespace weige::access
