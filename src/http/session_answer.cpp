#include "http/session_answer.h"

#include <boost/json.hpp>

#include "access/account_actions.h"
#include "access/account_notice_actions.h"
#include "access/second_factor_actions.h"
#include "access/session_store.h"
#include "http/account_json.h"
#include "http/cookie.h"
#include "http/device.h"
#include "http/json_out.h"

namespace weige::http {

std::string device_of_request(const Request& request) {
  return device_of(request.headers.get("User-Agent"));
}

Result<Response> session_answer(store::Transaction& tx, Instant now, const access::Session& session) {
  WEIGE_TRY(const auto own, access::own_account(tx, now, session.actor));
  auto out = session_json(session, own);
  // Told until its owner dismisses it, so also at the next sign-in and beside a new factor.
  const auto factor = access::own_second_factor(tx, session, access::FactorRule::required);
  put(out, "second_factor_reset_at", factor.reset);
  if (const auto count = access::own_notice_count(tx, session)) put(out, "notices", count);
  return json_response(200, out);
}

Result<Response> session_now(store::Transaction& tx, const Call& call, const access::SignInContext& context) {
  const auto token = call.request.cookies.find(access::kSessionCookie).value();
  WEIGE_TRY(const auto session, access::find_session(tx, token, call.now, context.rules));
  return session_answer(tx, call.now, session);
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
