#include "http/passkey_routes.h"

#include <boost/json.hpp>

#include "access/passkey_actions.h"
#include "http/account_streams.h"
#include "http/event_topics.h"
#include "http/json_out.h"
#include "http/passkey_json.h"

namespace weige::http {
namespace {

using access::SignInContext;

constexpr as_text kPasskeyName{access::kMostPasskeyNameSigns};

// Streams of the other sessions end: those have to show a second factor before they may listen again.
void end_other_streams(Call& call) {
  call.tellings.push_back(end_of_topic(account_topic(call.actor().account()), call.session->id.value));
}

Result<Response> list(Call& call, const SignInContext&) {
  return json_response(200, json_items(access::own_passkeys(call.tx(), *call.session), passkey_json));
}

Result<Response> begin(Call& call, const SignInContext& context) {
  WEIGE_TRY(const auto set_up, access::begin_passkey(call.tx(), *call.session, context));
  return json_response(201, passkey_set_up_json(set_up));
}

Result<Response> add(Call& call, const SignInContext& context) {
  WEIGE_TRY(const auto wanted, read_json(call.request, [&](JsonFields& fields) {
              return access::WantedPasskey{.name = fields.required("name", kPasskeyName),
                                           .offer = read_passkey_offer(fields),
                                           .address = call.request.peer};
            }));
  WEIGE_TRY(const auto added, access::add_passkey(call.database, context, *call.session, wanted));
  if (!added.recovery_codes.empty()) end_other_streams(call);
  tell_owner(call, call.actor().account());
  boost::json::object out;
  out["passkey"] = passkey_json(added.passkey);
  out["recovery_codes"] =
      json_array(added.recovery_codes, [](const std::string& code) { return json_of(code); });
  return json_response(201, out);
}

Result<Response> remove(Call& call, const SignInContext& context) {
  WEIGE_TRY(const auto id, call.request.id<access::PasskeyId>("id"));
  WEIGE_CHECK(access::remove_passkey(call.tx(), *call.session, context, id));
  end_other_streams(call);
  return no_content();
}

Result<Response> ask(Call& call, const SignInContext& context) {
  WEIGE_TRY(const auto request, access::ask_for_passkey(call.tx(), *call.session, context));
  return json_response(201, passkey_request_json(request));
}

}  // namespace

// None takes an Idempotency-Key: a challenge is new each time, and a kept answer would keep recovery codes.
std::vector<Route> passkey_routes(const SignInContext& context) {
  const auto with_context = [&context](auto handler) {
    return [context, handler](Call& call) { return handler(call, context); };
  };
  return {
      {Method::post, "/api/session/challenge", HalfSignedIn{}, with_context(ask)},
      {Method::get, "/api/second-factor/passkeys", SignedIn{}, with_context(list)},
      {Method::post, "/api/second-factor/passkeys", HalfSignedIn{}, with_context(add), {.work = Work::own}},
      {Method::post, "/api/second-factor/passkeys/challenge", HalfSignedIn{}, with_context(begin)},
      {Method::del, "/api/second-factor/passkeys/{id}", SignedIn{}, with_context(remove)},
  };
}

}  // namespace weige::http
