#include "http/second_factor_routes.h"

#include <boost/json.hpp>

#include "access/second_factor_actions.h"
#include "http/account_json.h"
#include "http/account_streams.h"
#include "http/event_topics.h"
#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/passkey_json.h"
#include "http/session_answer.h"

namespace weige::http {
namespace {

using access::SignInContext;

Result<Response> show(Call& call, const SignInContext& context) {
  auto out =
      second_factor_json(access::own_second_factor(call.tx(), *call.session, context.rules.second_factor));
  put(out, "passkeys_offered", context.passkeys.has_value());
  return json_response(200, out);
}

Result<Response> begin(Call& call, const SignInContext& context) {
  WEIGE_TRY(const auto offer, access::begin_second_factor(call.tx(), *call.session, context));
  boost::json::object out;
  put(out, "secret", offer.secret);
  put(out, "uri", offer.uri);
  return json_response(201, out);
}

Result<Response> recovery_codes(const std::vector<std::string>& codes) {
  boost::json::object out;
  out["recovery_codes"] = json_array(codes, [](const std::string& code) { return json_of(code); });
  return json_response(200, out);
}

Result<access::GivenCode> read_code(Call& call) {
  return read_json(call.request, [&](JsonFields& fields) {
    return access::GivenCode{.code = fields.required("code", kCode), .address = call.request.peer};
  });
}

// Streams of the other sessions end: those sessions have to show a code before they may listen again.
Result<Response> confirm(Call& call, const SignInContext& context) {
  WEIGE_TRY(const auto given, read_code(call));
  WEIGE_TRY(const auto codes, access::confirm_second_factor(call.database, context, *call.session, given));
  call.tellings.push_back(end_of_topic(account_topic(call.actor().account()), call.session->id.value));
  return recovery_codes(codes);
}

Result<Response> renew(Call& call, const SignInContext& context) {
  WEIGE_TRY(const auto codes, access::renew_recovery_codes(call.tx(), *call.session, context));
  tell_owner(call, call.actor().account());
  return recovery_codes(codes);
}

Result<Response> own_session(Call& call, const SignInContext& context) {
  return call.database.read([&](store::Transaction& tx) { return session_now(tx, call, context); });
}

// A code or a passkey.
access::GivenFactor read_factor(JsonFields& fields, const Call& call) {
  return {.code = fields.nullable("code", kCode).value_or(std::nullopt),
          .passkey = fields.optional("passkey", as_object(read_passkey_answer)),
          .address = call.request.peer};
}

Result<Response> show_factor(Call& call, const SignInContext& context) {
  WEIGE_TRY(const auto given, read_json(call.request, [&](JsonFields& fields) {
              auto factor = read_factor(fields, call);
              if (!factor.code && !factor.passkey)
                fields.place().at("code").refuse(problem(ProblemCode::missing_field));
              return factor;
            }));
  WEIGE_CHECK(access::show_factor(call.database, context, *call.session, given));
  return own_session(call, context);
}

Result<Response> prove(Call& call, const SignInContext& context) {
  WEIGE_TRY(const auto given, read_json(call.request, [&](JsonFields& fields) {
              return access::GivenProof{.password = fields.required("password", kPassword),
                                        .factor = read_factor(fields, call)};
            }));
  WEIGE_CHECK(access::prove_again(call.database, context, *call.session, given));
  return own_session(call, context);
}

Result<Response> dismiss_notice(Call& call) {
  WEIGE_CHECK(access::dismiss_factor_notice(call.tx(), call.now, *call.session));
  return no_content();
}

}  // namespace

// None takes an Idempotency-Key: a kept answer would keep the secret or the codes.
std::vector<Route> second_factor_routes(const SignInContext& context) {
  const auto with_context = [&context](auto handler) {
    return [context, handler](Call& call) { return handler(call, context); };
  };
  return {
      {Method::post, "/api/session/code", HalfSignedIn{}, with_context(show_factor), {.work = Work::own}},
      {Method::post, "/api/session/proof", HalfSignedIn{}, with_context(prove), {.work = Work::own}},
      {Method::get, "/api/second-factor", HalfSignedIn{}, with_context(show)},
      {Method::post, "/api/second-factor", HalfSignedIn{}, with_context(begin)},
      {Method::post,
       "/api/second-factor/confirmation",
       HalfSignedIn{},
       with_context(confirm),
       {.work = Work::own}},
      {Method::post, "/api/second-factor/recovery-codes", SignedIn{}, with_context(renew)},
      {Method::del, "/api/second-factor/notice", SignedIn{}, dismiss_notice},
  };
}

}  // namespace weige::http
