#include "http/post_routes.h"

#include <boost/json.hpp>

#include "access/post_actions.h"
#include "http/event_hub.h"
#include "http/event_topics.h"
#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/post_json.h"

namespace weige::http {
namespace {

using access::AccountId;
using access::Post;
using access::PostId;
using access::Right;

constexpr as_text kTitle{access::kLongestTitle};
constexpr as_text kCode{40};

Result<Response> list_posts(Call& call) {
  return json_response(200, json_items(access::list_posts(call.tx(), call.actor()), post_json));
}

// Streams listen for the post one acts in: whoever gained or lost one is to open his anew.
void renew_streams(Call& call, std::optional<AccountId> holder) {
  if (!holder) return;
  call.after_commit.emplace_back(
      [&events = call.events, topic = account_topic(*holder)] { events.renew_topic(topic); });
}

struct Wanted {
  access::NewPost post;
  std::optional<AccountId> holder;
};

Wanted read_wanted(JsonFields& fields) {
  return {.post = {.role = fields.required("role", as_choice(access::role_of)),
                   .helper_kind = fields.optional("helper_kind", kCode),
                   .area = fields.required("area_id", as_id<access::AreaId>),
                   .title = fields.required("title", kTitle)},
          .holder = fields.optional("holder_account_id", as_id<AccountId>)};
}

Result<Response> create(Call& call) {
  WEIGE_TRY(const auto wanted, read_json(call.request, read_wanted));
  WEIGE_TRY(Post post, access::create_post(call.tx(), call.now, call.actor(), wanted.post));
  if (wanted.holder) {
    WEIGE_TRY(post, access::give_post(call.tx(), call.now, call.actor(), post.id, *wanted.holder));
    renew_streams(call, wanted.holder);
  }
  return json_response(201, post_json(post));
}

struct PostEdit {
  std::optional<std::string> title;
  std::optional<std::optional<AccountId>> holder;
  std::optional<access::PostState> state;
};

PostEdit read_post_edit(JsonFields& fields) {
  return {.title = fields.optional("title", kTitle),
          .holder = fields.nullable("holder_account_id", as_id<AccountId>),
          .state = fields.optional("state", as_choice(access::post_state_of))};
}

Result<Post> give_or_take_back(Call& call, PostId id, std::optional<AccountId> holder) {
  if (holder) return access::give_post(call.tx(), call.now, call.actor(), id, *holder);
  return access::take_back_post(call.tx(), call.now, call.actor(), id);
}

Result<Post> apply(Call& call, Post post, const PostEdit& edit) {
  const PostId id = post.id;
  if (edit.title) {
    WEIGE_TRY(post, access::retitle_post(call.tx(), call.now, call.actor(), id, *edit.title));
  }
  if (edit.holder) {
    WEIGE_TRY(post, give_or_take_back(call, id, *edit.holder));
  }
  if (edit.state == access::PostState::ended) {
    WEIGE_TRY(post, access::end_post(call.tx(), call.now, call.actor(), id));
  }
  return post;
}

Result<Response> change(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<PostId>("id"));
  WEIGE_TRY(const auto edit, read_json(call.request, read_post_edit));
  WEIGE_TRY(const Post before, access::read_post(call.tx(), call.actor(), id));
  WEIGE_TRY(const Post after, apply(call, before, edit));
  if (after.holder != before.holder) {
    renew_streams(call, before.holder);
    renew_streams(call, after.holder);
  }
  return json_response(200, post_json(after));
}

}  // namespace

std::vector<Route> post_routes() {
  return {
      {Method::get, "/api/posts", SignedIn{}, list_posts},
      {Method::post, "/api/posts", Right::manage_posts, create, {.idempotency = Idempotency::required}},
      {Method::patch, "/api/posts/{id}", Right::manage_posts, change},
  };
}

}  // namespace weige::http
