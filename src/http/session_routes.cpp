#include "http/session_routes.h"

#include <boost/json.hpp>
#include <charconv>

#include "access/account_actions.h"
#include "access/session_actions.h"
#include "http/account_json.h"
#include "http/account_streams.h"
#include "http/event_topics.h"
#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/session_answer.h"

namespace weige::http {
namespace {

using access::SessionId;
using access::SignInContext;

Result<Response> who_am_i(Call& call) {
  return session_answer(call.tx(), call.now, *call.session);
}

Result<Response> sign_in(Call& call, const SignInContext& context) {
  WEIGE_TRY(const auto given, read_json(call.request, [&](JsonFields& fields) {
              return access::Credentials{.login_name = fields.required("login_name", as_text{64}),
                                         .password = fields.required("password", kPassword),
                                         .address = call.request.peer,
                                         .device = device_of_request(call.request),
                                         .code = fields.optional("code", kCode)};
            }));
  WEIGE_TRY(const auto signed_in, access::sign_in(call.database, context, given));
  if (signed_in.is_told) tell_owner(call, signed_in.session.actor.account());
  return signed_in_answer(call, signed_in, context.rules);
}

Result<Response> sign_out(Call& call) {
  WEIGE_CHECK(access::sign_out(call.tx(), call.now, *call.session));
  call.tellings.push_back(end_of_session(call.session->id.value));
  auto response = no_content();
  forget_session(response, call.request);
  return response;
}

Result<Response> switch_post(Call& call, const SignInContext& context) {
  WEIGE_TRY(const auto post, read_json(call.request, [](JsonFields& fields) {
              return fields.required("post_id", as_id<access::PostId>);
            }));
  WEIGE_CHECK(access::switch_post(call.tx(), call.now, *call.session, post));
  call.tellings.push_back(renewal_of_session(call.session->id.value));
  return session_now(call.tx(), call, context);
}

Result<Response> state_purpose(Call& call, const SignInContext& context) {
  WEIGE_TRY(const auto purpose, read_json(call.request, [](JsonFields& fields) {
              const auto given = fields.nullable("purpose", as_choice(access::purpose_of));
              if (!given) fields.place().at("purpose").refuse(problem(ProblemCode::missing_field));
              return given.value_or(std::nullopt);
            }));
  std::optional<access::StandingPurpose> standing;
  if (purpose) standing = {*purpose, call.now + context.rules.purpose};
  WEIGE_CHECK(access::state_purpose(call.tx(), call.now, *call.session, standing));
  return session_now(call.tx(), call, context);
}

Result<Response> change_password(Call& call, const SignInContext& context) {
  WEIGE_TRY(const auto change, read_json(call.request, [&](JsonFields& fields) {
              return access::PasswordChange{.old_password = fields.required("old_password", kPassword),
                                            .new_password = fields.required("new_password", kPassword),
                                            .address = call.request.peer};
            }));
  WEIGE_CHECK(access::change_password(call.database, context, *call.session, change));
  call.tellings.push_back(end_of_topic(account_topic(call.actor().account()), call.session->id.value));
  return no_content();
}

Result<Response> own_sessions(Call& call) {
  const auto sessions = access::own_sessions(call.tx(), *call.session, call.now);
  return json_response(200, json_items(sessions, own_session_json));
}

Result<Response> end_other_sessions(Call& call) {
  WEIGE_CHECK(access::end_other_sessions(call.tx(), call.now, *call.session));
  call.tellings.push_back(end_of_topic(account_topic(call.actor().account()), call.session->id.value));
  return no_content();
}

Result<Response> end_session(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<SessionId>("id"));
  WEIGE_CHECK(access::end_own_session(call.tx(), call.now, *call.session, id));
  call.tellings.push_back(end_of_session(id.value));
  auto response = no_content();
  if (id == call.session->id) forget_session(response, call.request);
  return response;
}

}  // namespace

std::vector<Route> session_routes(const SignInContext& context) {
  const auto with_context = [&context](auto handler) {
    return [context, handler](Call& call) { return handler(call, context); };
  };
  return {
      {Method::get, "/api/session", HalfSignedIn{}, who_am_i},
      {Method::post, "/api/session", Open{}, with_context(sign_in), {.work = Work::own}},
      {Method::del, "/api/session", HalfSignedIn{}, sign_out},
      {Method::put, "/api/session/post", HalfSignedIn{}, with_context(switch_post)},
      {Method::put, "/api/session/purpose", SignedIn{}, with_context(state_purpose)},
      {Method::post, "/api/session/password", SignedIn{}, with_context(change_password), {.work = Work::own}},
      {Method::get, "/api/sessions", SignedIn{}, own_sessions},
      {Method::del, "/api/sessions", SignedIn{}, end_other_sessions},
      {Method::del, "/api/sessions/{id}", SignedIn{}, end_session},
  };
}

}  // namespace weige::http
