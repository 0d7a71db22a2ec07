#include "http/account_notice_routes.h"

#include "access/account_notice_actions.h"
#include "http/account_json.h"
#include "http/account_streams.h"
#include "http/cookie.h"
#include "http/event_topics.h"
#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/session_answer.h"

namespace weige::http {
namespace {

using access::NoticeId;

Result<Response> list_notices(Call& call) {
  return json_response(200, json_items(access::own_notices(call.tx(), *call.session), account_notice_json));
}

// The other sessions take it from what they show, too.
Result<Response> answer_notice(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<NoticeId>("id"));
  WEIGE_CHECK(access::own_notice(call.tx(), call.now, *call.session, id));
  tell_owner(call, call.actor().account());
  return no_content();
}

Result<Response> disown(Call& call, const access::SignInContext& context) {
  WEIGE_TRY(const auto id, call.request.id<NoticeId>("id"));
  WEIGE_TRY(const auto change, read_json(call.request, [&](JsonFields& fields) {
              return access::PasswordChange{.old_password = fields.required("old_password", kPassword),
                                            .new_password = fields.required("new_password", kPassword),
                                            .address = call.request.peer};
            }));
  WEIGE_TRY(const auto told, access::disown(call.database, context, *call.session, {id, change}));
  for (const auto account : told) tell_owner(call, account);
  // The page that asked for it goes to sign in by itself.
  call.tellings.push_back(end_of_topic(account_topic(call.actor().account()), call.session->id.value));
  call.tellings.push_back(renewal_of_session(call.session->id.value));
  auto response = no_content();
  forget_session(response, call.request);
  return response;
}

}  // namespace

// None takes an Idempotency-Key: what was answered is gone, and the session with it.
std::vector<Route> account_notice_routes(const access::SignInContext& context) {
  return {
      {Method::get, "/api/account-notices", SignedIn{}, list_notices},
      {Method::del, "/api/account-notices/{id}", SignedIn{}, answer_notice},
      {Method::post,
       "/api/account-notices/{id}/disowning",
       SignedIn{},
       [context](Call& call) { return disown(call, context); },
       {.work = Work::own}},
  };
}

}  // namespace weige::http
