// What sign-in, one-time links and the own session answer alike: the session as JSON, its cookie, and how
// passwords are read and refused.
#pragma once

#include "access/sign_in_actions.h"
#include "http/call.h"
#include "http/json_fields.h"

namespace weige::http {

inline constexpr as_text kPassword{256};
inline constexpr as_text kCode{40};  // of a second factor, or a recovery code with its blanks

std::string device_of_request(const Request& request);
Result<Response> session_answer(store::Transaction& tx, Instant now, const access::Session& session);
// The request's session as it is after a change of it.
Result<Response> session_now(store::Transaction& tx, const Call& call, const access::SignInContext& context);
// With the session's cookie.
Result<Response> signed_in_answer(Call& call, const access::SignedIn& signed_in,
                                  const access::SessionRules& rules);
void forget_session(Response& response, const Request& request);

}  // namespace weige::http
