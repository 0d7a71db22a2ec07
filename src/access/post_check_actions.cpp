#include "access/post_check_actions.h"

#include <algorithm>

#include "access/account_store.h"
#include "access/grant_store.h"
#include "access/post_store.h"

namespace weige::access {

Result<Post> managed_post(store::Transaction& tx, Instant now, const Actor& actor, PostId id) {
  WEIGE_CHECK(actor.may(Right::manage_posts));
  auto post = find_post(tx, id, now);
  if (!post) return problem(ProblemCode::not_found);
  if (post->state == PostState::ended) return problem(ProblemCode::post_ended);
  return std::move(*post);
}

Done may_serve(store::Transaction& tx, Instant now, const Actor& actor, const Post& post,
               const Serving& serving) {
  if (serving.account == actor.account()) return problem(ProblemCode::own_account, serving.place);
  const auto account = find_account(tx, serving.account);
  if (!account) return problem(ProblemCode::not_found, serving.place);
  if (account->state == AccountState::disabled)
    return problem(ProblemCode::account_not_active, serving.place);
  auto duties = duties_within(tx, serving.account, serving.span, now);
  std::erase_if(duties, [&](const Duty& duty) { return duty.post == post.id; });
  auto next = duty_of(tx, post);
  next.as_deputy = serving.as == ServingAs::deputy;
  return may_serve_together(duties, next);
}

Done is_not_own(const Actor& actor, const Post& post, const char* place) {
  if (post.holder == actor.account()) return problem(ProblemCode::own_account, place);
  return done();
}

Done keeps_an_administrator(store::Transaction& tx, Instant now, const Post& before) {
  const bool had_one = before.role == Role::system_admin && before.holder;
  if (had_one && !has_administrator(tx, now)) return problem(ProblemCode::last_administrator);
  if (before.role == Role::security_admin) return keeps_a_security_admin(tx, now);
  return done();
}

Done keeps_a_security_admin(store::Transaction& tx, Instant now) {
  if (had_security_admin(tx, now) && !has_security_admin(tx)) return problem(ProblemCode::last_administrator);
  return done();
}

}  // namespace weige::access
