#include "access/reading_quota_actions.h"

#include "access/reading_quota_store.h"

namespace weige::access {
namespace {

PostDay own_day(Instant now, const Actor& actor) {
  return {actor.post(), TownTime{}.day_of(now)};
}

}  // namespace

Result<QuotaState> own_quota(store::Transaction& tx, Instant now, const Actor& actor,
                             const ReadingQuotas& quotas) {
  WEIGE_CHECK(actor.may_with_purpose(Right::read_person));
  const auto of = own_day(now, actor);
  return quota_state(of.day, quotas.of(actor.role()), find_reading_count(tx, of));
}

Result<QuotaState> extend_own_quota(store::Transaction& tx, Instant now, const Actor& actor,
                                    const ReadingQuotas& quotas, QuotaReason reason) {
  WEIGE_CHECK(actor.may_with_purpose(Right::read_person));
  WEIGE_CHECK(check_fresh(actor.proof()));
  if (!extend_readings(tx, own_day(now, actor), reason)) {
    WEIGE_TRY(const auto state, own_quota(tx, now, actor, quotas));
    return problem(ProblemCode::reading_quota_spent).with("quota", std::to_string(state.quota));
  }
  WEIGE_TRY(const auto state, own_quota(tx, now, actor, quotas));
  audit_change(tx, now, actor, kQuotaExtended,
               Change::of(SubjectKind{"post"}, actor.post(),
                          "reason=" + std::string(code(reason)) + ",quota=" + std::to_string(state.quota)));
  return state;
}

}  // namespace weige::access
