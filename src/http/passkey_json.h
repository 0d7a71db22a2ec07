// Passkeys as JSON: the schemas Passkey, PasskeyRequest, PasskeyOffer and PasskeyAnswer of openapi.yaml, and
// clientDataJSON, which the browser signs for (WebAuthn level 2, 5.8.1).
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "access/passkey_actions.h"
#include "http/json_fields.h"

namespace weige::http {

inline constexpr std::size_t kMostClientDataBytes = 4096;

// nullopt: no JSON object with type, challenge and origin as texts. Fields beside these are left alone: the
// standard lets browsers add some.
std::optional<access::ClientData> client_data_of(std::string_view bytes);

access::PasskeyOffer read_passkey_offer(JsonFields& fields);
access::PasskeyAnswer read_passkey_answer(JsonFields& fields);

boost::json::object passkey_json(const access::Passkey& passkey);
boost::json::object passkey_request_json(const access::PasskeyRequest& request);
boost::json::object passkey_set_up_json(const access::PasskeySetUp& set_up);

}  // namespace weige::http
