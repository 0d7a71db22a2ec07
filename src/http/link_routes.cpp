#include "http/link_routes.h"

#include <boost/json.hpp>

#include "access/link_actions.h"
#include "http/event_topics.h"
#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/session_answer.h"

namespace weige::http {
namespace {

boost::json::object link_json(const access::Link& link) {
  boost::json::object out;
  put(out, "purpose", code(link.purpose));
  put(out, "expires", link.expires);
  if (link.account) {
    put(out, "login_name", link.account->login_name);
    put(out, "display_name", link.account->display_name);
  }
  return out;
}

Result<Response> read(Call& call) {
  WEIGE_TRY(const auto link, access::read_link(call.tx(), call.request.param("token"), call.now));
  return json_response(200, link_json(link));
}

// The account's earlier sessions end with its earlier password.
Result<Response> accept(Call& call, const access::SignInContext& context) {
  WEIGE_TRY(const auto given, read_json(call.request, [&](JsonFields& fields) {
              return access::LinkAnswer{.login_name = fields.optional("login_name", as_text{64}),
                                        .display_name = fields.optional("display_name", as_text{64}),
                                        .password = fields.required("password", kPassword),
                                        .device = device_of_request(call.request)};
            }));
  WEIGE_TRY(const auto signed_in,
            access::accept_link(call.database, context, call.request.param("token"), given));
  call.tellings.push_back(end_of_topic(account_topic(signed_in.session.actor.account())));
  return signed_in_answer(call, signed_in, context.rules);
}

}  // namespace

std::vector<Route> link_routes(const access::SignInContext& context) {
  return {
      {Method::get, "/api/links/{token}", Open{}, read},
      {Method::post,
       "/api/links/{token}",
       Open{},
       [context](Call& call) { return accept(call, context); },
       {.work = Work::own}},
  };
}

}  // namespace weige::http
