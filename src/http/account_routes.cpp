#include "http/account_routes.h"

#include <boost/json.hpp>

#include "access/account_actions.h"
#include "access/second_factor_actions.h"
#include "http/account_json.h"
#include "http/event_topics.h"
#include "http/json_fields.h"
#include "http/json_out.h"

namespace weige::http {
namespace {

using access::AccountId;
using access::AccountState;
using access::Right;

constexpr as_text kAccountName{64};

Result<Response> list_accounts(Call& call) {
  WEIGE_TRY(const auto accounts, access::list_accounts(call.tx(), call.now, call.actor()));
  return json_response(200, json_items(accounts, account_json));
}

Result<Response> invite(Call& call, const Random& random) {
  WEIGE_TRY(const auto wanted, read_json(call.request, [](JsonFields& fields) {
              return access::NewAccount{.login_name = fields.required("login_name", kAccountName),
                                        .display_name = fields.required("display_name", kAccountName)};
            }));
  WEIGE_TRY(const auto invitation, access::invite_account(call.tx(), call.now, call.actor(), wanted, random));
  return json_response(201, invitation_json(invitation));
}

std::optional<AccountState> settable(std::string_view code) {
  const auto state = access::account_state_of(code);
  return state == AccountState::active || state == AccountState::disabled ? state : std::nullopt;
}

Result<Response> change_account(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<AccountId>("id"));
  WEIGE_TRY(const auto edit, read_json(call.request, [](JsonFields& fields) {
              return access::AccountEdit{.display_name = fields.optional("display_name", kAccountName),
                                         .state = fields.optional("state", as_choice(settable))};
            }));
  WEIGE_TRY(const auto edited, access::edit_account(call.tx(), call.now, call.actor(), id, edit));
  if (edited.account.state == AccountState::disabled)
    call.tellings.push_back(end_of_topic(account_topic(id)));
  return json_response(200, account_json(edited));
}

Result<Response> renew_link(Call& call, const Random& random) {
  WEIGE_TRY(const auto id, call.request.id<AccountId>("id"));
  WEIGE_TRY(const auto invitation, access::renew_link(call.tx(), call.now, call.actor(), id, random));
  return json_response(201, invitation_json(invitation));
}

// Its sessions are ended, and so are their streams.
Result<Response> reset_factor(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<AccountId>("id"));
  WEIGE_CHECK(access::reset_second_factor(call.tx(), call.now, call.actor(), id));
  call.tellings.push_back(end_of_topic(account_topic(id)));
  return no_content();
}

}  // namespace

// Inviting takes no Idempotency-Key: a kept answer would keep the link, and the login name is a key already.
std::vector<Route> account_routes(const Random& random) {
  return {
      {Method::get, "/api/accounts", SignedIn{}, list_accounts},
      {Method::post, "/api/accounts", Right::manage_accounts,
       [random](Call& call) { return invite(call, random); }},
      {Method::patch, "/api/accounts/{id}", Right::manage_accounts, change_account},
      {Method::post, "/api/accounts/{id}/link", Right::manage_accounts,
       [random](Call& call) { return renew_link(call, random); }},
      {Method::del, "/api/accounts/{id}/second-factor", Right::manage_accounts, reset_factor},
  };
}

}  // namespace weige::http
