#include "access/actor_store.h"

#include "access/undertaking.h"

namespace weige::access {

Actor ActorAccess::from_row(const store::Row& row, int column) {
  const auto account = row.get<AccountId>(column);
  std::optional<Purpose> purpose;
  if (!row.is_null(column + 4)) purpose = purpose_of(row.text(column + 4));
  if (row.is_null(column + 1)) return Actor(account, kNoPost, Role::nobody, AreaId{}, purpose);
  return Actor(account, row.get<PostId>(column + 1), role_of(row.text(column + 2)).value(),
               row.get<AreaId>(column + 3), purpose);
}

Actor ActorAccess::undertaken(Actor actor, std::optional<Instant> signed_at, Instant now) {
  actor.is_unsigned_ = !is_undertaken(signed_at, now);
  return actor;
}

Result<Actor> Actor::resume(store::Transaction& tx, Instant now, AccountId account, PostId post,
                            std::optional<Purpose> purpose) {
  auto actor = tx.first(
      "SELECT a.id, p.id, p.role, p.area_id, NULL FROM account a"
      " JOIN post p ON p.id = $3 AND " WEIGE_ACTS_IN_POST("a.id") " WHERE a.id = $1 AND a.state = 'active'",
      [](const store::Row& row) { return ActorAccess::from_row(row, 0); }, account, now, post);
  if (!actor) return problem(ProblemCode::forbidden);
  if (purpose) return actor->with_purpose(*purpose);
  return std::move(*actor);
}

Actor Actor::system(store::Transaction& tx, Instant now, SystemReason reason) {
  const auto scope = Scope::system(tx, now, reason);
  return Actor(kSystemAccount, scope.post(), Role::system, kTown, std::nullopt);
}

}  // namespace weige::access
