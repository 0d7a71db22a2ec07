#include "http/session_answer.h"

#include <boost/json.hpp>

#include "access/account_actions.h"
#include "http/account_json.h"
#include "http/cookie.h"
#include "http/device.h"

namespace weige::http {

std::string device_of_request(const Request& request) {
  return device_of(request.headers.get("User-Agent"));
}

Result<Response> session_answer(store::Transaction& tx, Instant now, const access::Session& session) {
  WEIGE_TRY(const auto own, access::own_account(tx, now, session.actor));
  return json_response(200, session_json(session, own));
}

Result<Response> signed_in_answer(Call& call, const access::SignedIn& signed_in,
                                  const access::SessionRules& rules) {
  WEIGE_TRY(auto response, call.database.read([&](store::Transaction& tx) {
    return session_answer(tx, signed_in.session.last_seen, signed_in.session);
  }));
  set_cookie(response, call.request, access::kSessionCookie, signed_in.token, rules.absolute);
  return response;
}

void forget_session(Response& response, const Request& request) {
  forget_cookie(response, request, access::kSessionCookie);
}

}  // namespace weige::http
