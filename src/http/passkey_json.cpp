#include "http/passkey_json.h"

#include <boost/json.hpp>

#include "access/authenticator_data.h"
#include "access/passkey_key.h"
#include "http/base64.h"
#include "http/json_out.h"

namespace weige::http {
namespace {

constexpr as_bytes kCredentialId{access::kMostCredentialIdBytes};
constexpr as_bytes kAuthenticatorBytes{access::kMostAuthenticatorBytes};
constexpr as_bytes kPasskeySignature{1024};
constexpr as_bytes kUserHandle{64};  // WebAuthn, 5.4.3

std::optional<std::string> text_at(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  const auto* text = value ? value->if_string() : nullptr;
  return text ? std::optional(std::string(*text)) : std::nullopt;
}

std::optional<access::ClientData> as_client_data(const boost::json::value& value, const JsonPlace& place) {
  const auto bytes = as_bytes{kMostClientDataBytes}(value, place);
  if (!bytes) return std::nullopt;
  auto data = client_data_of(*bytes);
  if (!data) return place.refuse(problem(ProblemCode::bad_request));
  return data;
}

boost::json::value credential_json(const std::string& id) {
  return json_of(to_base64(id));
}

}  // namespace

std::optional<access::ClientData> client_data_of(std::string_view bytes) {
  boost::system::error_code error;
  const auto read = boost::json::parse(bytes, error);
  const auto* object = error ? nullptr : read.if_object();
  if (!object) return std::nullopt;
  auto type = text_at(*object, "type");
  auto challenge = text_at(*object, "challenge");
  auto origin = text_at(*object, "origin");
  if (!type || !challenge || !origin) return std::nullopt;
  const auto* framed = object->if_contains("crossOrigin");
  return access::ClientData{.type = *std::move(type),
                            .challenge = *std::move(challenge),
                            .origin = *std::move(origin),
                            .is_framed = framed && *framed != boost::json::value(false),
                            .bytes = std::string(bytes)};
}

access::PasskeyOffer read_passkey_offer(JsonFields& fields) {
  return {.client = fields.required("client_data", as_client_data),
          .attestation = fields.required("attestation", kAuthenticatorBytes)};
}

access::PasskeyAnswer read_passkey_answer(JsonFields& fields) {
  return {.credential_id = fields.required("credential_id", kCredentialId),
          .client = fields.required("client_data", as_client_data),
          .authenticator_data = fields.required("authenticator_data", kAuthenticatorBytes),
          .signature = fields.required("signature", kPasskeySignature),
          .user_handle = fields.optional("user_handle", kUserHandle)};
}

boost::json::object passkey_json(const access::Passkey& passkey) {
  boost::json::object out;
  put(out, "id", passkey.id);
  put(out, "name", passkey.name);
  put(out, "created", passkey.created);
  put(out, "last_used", passkey.last_used);
  return out;
}

boost::json::object passkey_request_json(const access::PasskeyRequest& request) {
  boost::json::object out;
  put(out, "challenge", request.challenge);
  put(out, "domain", request.party);
  put(out, "expires", request.expires);
  out["credential_ids"] = json_array(request.credentials, credential_json);
  return out;
}

boost::json::object passkey_set_up_json(const access::PasskeySetUp& set_up) {
  auto out = passkey_request_json(set_up.request);
  put(out, "user_handle", to_base64(set_up.user_handle));
  put(out, "login_name", set_up.login_name);
  put(out, "display_name", set_up.display_name);
  out["algorithms"] =
      json_array(access::kPasskeyAlgorithms, [](int algorithm) { return json_of(algorithm); });
  return out;
}

}  // namespace weige::http
