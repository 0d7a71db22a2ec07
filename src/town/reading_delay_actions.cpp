#include "town/reading_delay_actions.h"

#include <algorithm>

#include "registry/record_store.h"
#include "town/reading_delay_store.h"

namespace weige::town {
namespace {

constexpr access::AuditAction kDelayPlaced{"reading_delay.placed"}, kDelayEnded{"reading_delay.ended"},
    kDelaysRead{"reading_delay.read"};

Done may_delay(store::Transaction& tx, const access::Actor& actor, std::int64_t person) {
  WEIGE_CHECK(actor.may(access::Right::delay_readings));
  const auto record = registry::find_record(tx, actor.scope(), registry::RecordKind::person, person);
  if (!record || record->text("state") == "undone") return problem(ProblemCode::not_found);
  return done();
}

std::vector<ReadingDelay> own_delays(store::Transaction& tx, const access::Actor& actor,
                                     std::int64_t person) {
  auto out = delays_of(tx, person);
  std::erase_if(out, [&](const ReadingDelay& each) { return each.post != actor.post(); });
  return out;
}

std::optional<ReadingDelay> standing_delay(const registry::WriteContext& context, std::int64_t person) {
  for (const auto& each : own_delays(context.tx, context.actor, person))
    if (stands(each, context.now, context.town)) return each;
  return std::nullopt;
}

}  // namespace

Result<std::vector<ReadingDelay>> list_delays(const registry::ReadContext& context, std::int64_t person) {
  WEIGE_CHECK(may_delay(context.tx, context.actor, person));
  context.readings.add(context.now, context.actor, kDelaysRead, access::SubjectKind{"person"}, {person});
  return own_delays(context.tx, context.actor, person);
}

Result<ReadingDelay> delay_readings(const registry::WriteContext& context, const NewDelay& wanted) {
  WEIGE_CHECK(access::check_fresh(context.actor.proof()));
  WEIGE_CHECK(may_delay(context.tx, context.actor, wanted.person));
  WEIGE_CHECK(check_delay_end(wanted.until, context.town.day_of(context.now)));
  if (standing_delay(context, wanted.person)) return problem(ProblemCode::reading_delay_standing);
  const ReadingDelay delay{.id = ReadingDelayId{context.tx.next_id()},
                           .person = wanted.person,
                           .post = context.actor.post(),
                           .reason = wanted.reason,
                           .from = context.now,
                           .until = wanted.until};
  access::audit_change(context.tx, context.now, context.actor, kDelayPlaced,
                       insert_delay(context.tx, delay, context.now));
  return delay;
}

Done end_standing_delay(const registry::WriteContext& context, std::int64_t person) {
  WEIGE_CHECK(may_delay(context.tx, context.actor, person));
  const auto delay = standing_delay(context, person);
  if (!delay) return problem(ProblemCode::not_found);
  access::audit_change(context.tx, context.now, context.actor, kDelayEnded,
                       end_delay(context.tx, *delay, context.now));
  return done();
}

}  // namespace weige::town
