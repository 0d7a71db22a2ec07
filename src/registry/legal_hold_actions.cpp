#include "registry/legal_hold_actions.h"

#include "registry/legal_hold_store.h"
#include "registry/record_rules.h"
#include "registry/record_store.h"

namespace weige::registry {
namespace {

constexpr access::AuditAction kHoldPlaced{"hold.placed"}, kHoldLifted{"hold.lifted"},
    kHoldsRead{"holds.read"};
constexpr int kHoldsShown = 200;

}  // namespace

Result<LegalHold> place_hold(const WriteContext& context, const NewHold& wanted) {
  WEIGE_CHECK(context.actor.may(access::Right::erase_records));
  WEIGE_CHECK(check_hold(wanted.reason, wanted.until, context.today()));
  if (!find_record(context.tx, context.actor.scope(), RecordKind::person, wanted.person))
    return problem(ProblemCode::not_found);
  const LegalHold hold{.id = HoldId{context.tx.next_id()},
                       .person = wanted.person,
                       .reason = mask_numbers(wanted.reason),
                       .account = context.actor.account(),
                       .post = context.actor.post(),
                       .held_at = context.now,
                       .until = wanted.until};
  access::audit_change(context.tx, context.now, context.actor, kHoldPlaced, insert_hold(context.tx, hold));
  return *find_hold(context.tx, context.actor.scope(), hold.id);
}

Result<LegalHold> end_hold(const WriteContext& context, HoldId id) {
  WEIGE_CHECK(context.actor.may(access::Right::erase_records));
  const auto hold = find_hold(context.tx, context.actor.scope(), id);
  if (!hold) return problem(ProblemCode::not_found);
  if (!holds_on(*hold, context.today())) return *hold;
  access::audit_change(context.tx, context.now, context.actor, kHoldLifted,
                       lift_hold(context.tx, *hold, context.actor.account(), context.now));
  return *find_hold(context.tx, context.actor.scope(), id);
}

Result<std::vector<LegalHold>> list_holds(const ReadContext& context) {
  WEIGE_CHECK(context.actor.holds(access::Right::erase_records));
  auto holds = find_holds(context.tx, context.actor.scope(), kHoldsShown);
  std::vector<std::int64_t> people;
  for (const auto& hold : holds) people.push_back(hold.person);
  if (!people.empty())
    context.readings.add(context.now, context.actor, kHoldsRead, access::SubjectKind{"person"},
                         std::move(people));
  return holds;
}

}  // namespace weige::registry
