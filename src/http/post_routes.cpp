#include "http/post_routes.h"

#include <boost/json.hpp>

#include "access/post_actions.h"
#include "access/post_term_actions.h"
#include "http/account_streams.h"
#include "http/grant_call.h"
#include "http/json_fields.h"
#include "http/json_out.h"

namespace weige::http {
namespace {

using access::AccountId;
using access::Post;
using access::PostId;
using access::Right;

constexpr as_text kTitle{access::kLongestTitle};
constexpr as_text kCode{40};
constexpr as_text kGrantReason{access::kLongestApprovalReason};

Result<Response> list_posts(Call& call) {
  const auto posts = access::list_posts(call.tx(), call.now, call.actor());
  const auto waiting = access::list_waiting_grants(call.tx(), call.now, call.actor());
  return json_response(200,
                       json_items(posts, [&](const Post& post) { return post_json_with(post, waiting); }));
}

struct Wanted {
  access::NewPost post;
  std::optional<AccountId> holder;
  std::string reason;
};

Wanted read_wanted(JsonFields& fields) {
  return {.post = {.role = fields.required("role", as_choice(access::role_of)),
                   .helper_kind = fields.optional("helper_kind", kCode),
                   .area = fields.required("area_id", as_id<access::AreaId>),
                   .title = fields.required("title", kTitle)},
          .holder = fields.optional("holder_account_id", as_id<AccountId>),
          .reason = fields.optional("reason", kGrantReason).value_or("")};
}

// A holder who has to be approved first waits beside the new post, which is vacant until then.
Result<Response> create(Call& call, const access::ApprovalRules& rules) {
  WEIGE_TRY(const auto wanted, read_json(call.request, read_wanted));
  WEIGE_TRY(Post post, access::create_post(call.tx(), call.now, call.actor(), wanted.post));
  if (wanted.holder) {
    WEIGE_TRY(post, granted(call, {.grant = {.post = post.id, .account = *wanted.holder},
                                   .reason = wanted.reason,
                                   .two_persons = rules.two_persons,
                                   .lone_grant_days = rules.lone_grant_days}));
  }
  return post_answer(call, 201, post);
}

struct PostEdit {
  std::optional<std::string> title;
  std::optional<std::optional<AccountId>> holder;
  std::optional<std::optional<Instant>> until;
  std::optional<access::VacancyReason> reason;  // why the holder leaves: now, or at the planned end
  std::optional<access::PostState> state;
  std::string why;  // for the second person
};

PostEdit read_post_edit(JsonFields& fields) {
  return {.title = fields.optional("title", kTitle),
          .holder = fields.nullable("holder_account_id", as_id<AccountId>),
          .until = fields.nullable("until", as_instant),
          .reason = fields.optional("vacancy_reason", as_choice(access::vacancy_reason_of)),
          .state = fields.optional("state", as_choice(access::post_state_of)),
          .why = fields.optional("reason", kGrantReason).value_or("")};
}

Result<Post> give_or_take_back(Call& call, PostId id, const PostEdit& edit,
                               const access::ApprovalRules& rules) {
  const auto& holder = *edit.holder;
  if (!holder) return access::take_back_post(call.tx(), call.now, call.actor(), id, edit.reason);
  return granted(call, {.grant = {.post = id, .account = *holder},
                        .reason = edit.why,
                        .two_persons = rules.two_persons,
                        .lone_grant_days = rules.lone_grant_days});
}

Result<Post> apply(Call& call, Post post, const PostEdit& edit, const access::ApprovalRules& rules) {
  const PostId id = post.id;
  if (edit.title) {
    WEIGE_TRY(post, access::retitle_post(call.tx(), call.now, call.actor(), id, *edit.title));
  }
  if (edit.holder) {
    WEIGE_TRY(post, give_or_take_back(call, id, edit, rules));
  }
  if (edit.until) {
    WEIGE_TRY(post,
              access::plan_end_of_term(call.tx(), call.now, call.actor(), id, {*edit.until, edit.reason}));
  }
  if (edit.state == access::PostState::ended) {
    WEIGE_TRY(post, access::end_post(call.tx(), call.now, call.actor(), id));
  }
  return post;
}

Result<Response> change(Call& call, const access::ApprovalRules& rules) {
  WEIGE_TRY(const auto id, call.request.id<PostId>("id"));
  WEIGE_TRY(const auto edit, read_json(call.request, read_post_edit));
  WEIGE_TRY(const Post before, access::read_post(call.tx(), call.now, call.actor(), id));
  WEIGE_TRY(const Post after, apply(call, before, edit, rules));
  if (after.holder != before.holder || after.holder_until != before.holder_until) {
    renew_streams(call, before.holder);
    renew_streams(call, after.holder);
  }
  for (const auto& deputy : before.deputies)
    if (after.state == access::PostState::ended) renew_streams(call, deputy.account);
  return post_answer(call, 200, after);
}

}  // namespace

std::vector<Route> post_routes(const access::ApprovalRules& rules) {
  return {
      {Method::get, "/api/posts", SignedIn{}, list_posts},
      {Method::post,
       "/api/posts",
       Right::manage_posts,
       [rules](Call& call) { return create(call, rules); },
       {.idempotency = Idempotency::required}},
      {Method::patch, "/api/posts/{id}", Right::manage_posts,
       [rules](Call& call) { return change(call, rules); }},
  };
}

}  // namespace weige::http
