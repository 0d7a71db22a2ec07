#include "http/post_term_routes.h"

#include <boost/json.hpp>

#include "access/post_term_actions.h"
#include "http/account_streams.h"
#include "http/grant_call.h"
#include "http/json_fields.h"

namespace weige::http {
namespace {

using access::AccountId;
using access::PostId;
using access::Right;

constexpr as_text kWhyNamed{access::kLongestApprovalReason};

Result<Response> put_successor(Call& call, const access::ApprovalRules& rules) {
  WEIGE_TRY(const auto id, call.request.id<PostId>("id"));
  WEIGE_TRY(const auto wish, read_json(call.request, [&](JsonFields& fields) {
              return access::GrantWish{.grant = {.way = access::GrantWay::successor,
                                                 .post = id,
                                                 .account = fields.required("account_id", as_id<AccountId>),
                                                 .from = fields.optional("from", as_instant)},
                                       .reason = fields.optional("reason", kWhyNamed).value_or(""),
                                       .two_persons = rules.two_persons,
                                       .lone_grant_days = rules.lone_grant_days};
            }));
  WEIGE_TRY(const auto post, granted(call, wish));
  return post_answer(call, 200, post);
}

Result<Response> drop_successor(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<PostId>("id"));
  WEIGE_TRY(const auto post, access::drop_successor(call.tx(), call.now, call.actor(), id));
  return post_answer(call, 200, post);
}

// reason is that of the deputyship, from a closed list; why says more to the second person.
Result<Response> add_deputy(Call& call, const access::ApprovalRules& rules) {
  WEIGE_TRY(const auto id, call.request.id<PostId>("id"));
  WEIGE_TRY(const auto wish, read_json(call.request, [&](JsonFields& fields) {
              return access::GrantWish{
                  .grant = {.way = access::GrantWay::deputy,
                            .post = id,
                            .account = fields.required("account_id", as_id<AccountId>),
                            .from = fields.optional("from", as_instant),
                            .until = fields.required("until", as_instant),
                            .reason = fields.required("reason", as_choice(access::deputy_reason_of))},
                  .reason = fields.optional("why", kWhyNamed).value_or(""),
                  .two_persons = rules.two_persons,
                  .lone_grant_days = rules.lone_grant_days};
            }));
  auto post = granted(call, wish);
  if (!post && post.problem().code == ProblemCode::approval_needed)
    return std::move(post).problem().at("why");
  if (!post) return std::move(post).problem();
  return post_answer(call, 201, *post);
}

Result<Response> end_deputy(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<PostId>("id"));
  WEIGE_TRY(const auto account, call.request.id<AccountId>("account_id"));
  WEIGE_TRY(const auto post, access::dismiss_deputy(call.tx(), call.now, call.actor(), id, account));
  renew_streams(call, account);
  return post_answer(call, 200, post);
}

}  // namespace

std::vector<Route> post_term_routes(const access::ApprovalRules& rules) {
  return {
      {Method::put, "/api/posts/{id}/successor", Right::manage_posts,
       [rules](Call& call) { return put_successor(call, rules); }},
      {Method::del, "/api/posts/{id}/successor", Right::manage_posts, drop_successor},
      {Method::post,
       "/api/posts/{id}/deputies",
       Right::manage_posts,
       [rules](Call& call) { return add_deputy(call, rules); },
       {.idempotency = Idempotency::required}},
      {Method::del, "/api/posts/{id}/deputies/{account_id}", Right::manage_posts, end_deputy},
  };
}

}  // namespace weige::http
