#include "http/post_term_routes.h"

#include <boost/json.hpp>

#include "access/post_term_actions.h"
#include "http/account_streams.h"
#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/post_json.h"

namespace weige::http {
namespace {

using access::AccountId;
using access::PostId;
using access::Right;

Result<Response> put_successor(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<PostId>("id"));
  WEIGE_TRY(const auto wanted, read_json(call.request, [](JsonFields& fields) {
              return access::Succession{.account = fields.required("account_id", as_id<AccountId>),
                                        .from = fields.optional("from", as_instant)};
            }));
  WEIGE_TRY(const auto post, access::name_successor(call.tx(), call.now, call.actor(), id, wanted));
  renew_streams(call, post.holder);  // his time may have got an end
  return json_response(200, post_json(post));
}

Result<Response> drop_successor(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<PostId>("id"));
  WEIGE_TRY(const auto post, access::drop_successor(call.tx(), call.now, call.actor(), id));
  return json_response(200, post_json(post));
}

Result<Response> add_deputy(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<PostId>("id"));
  WEIGE_TRY(const auto wanted, read_json(call.request, [](JsonFields& fields) {
              return access::Deputising{
                  .account = fields.required("account_id", as_id<AccountId>),
                  .from = fields.optional("from", as_instant),
                  .until = fields.required("until", as_instant),
                  .reason = fields.required("reason", as_choice(access::deputy_reason_of))};
            }));
  WEIGE_TRY(const auto post, access::name_deputy(call.tx(), call.now, call.actor(), id, wanted));
  renew_streams(call, wanted.account);
  return json_response(201, post_json(post));
}

Result<Response> end_deputy(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<PostId>("id"));
  WEIGE_TRY(const auto account, call.request.id<AccountId>("account_id"));
  WEIGE_TRY(const auto post, access::dismiss_deputy(call.tx(), call.now, call.actor(), id, account));
  renew_streams(call, account);
  return json_response(200, post_json(post));
}

}  // namespace

std::vector<Route> post_term_routes() {
  return {
      {Method::put, "/api/posts/{id}/successor", Right::manage_posts, put_successor},
      {Method::del, "/api/posts/{id}/successor", Right::manage_posts, drop_successor},
      {Method::post,
       "/api/posts/{id}/deputies",
       Right::manage_posts,
       add_deputy,
       {.idempotency = Idempotency::required}},
      {Method::del, "/api/posts/{id}/deputies/{account_id}", Right::manage_posts, end_deputy},
  };
}

}  // namespace weige::http
