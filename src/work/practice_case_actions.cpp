#include "work/practice_case_actions.h"

#include "access/audit.h"
#include "registry/record_store.h"
#include "work/meeting_store.h"

namespace weige::work {
namespace {

using access::Right;

constexpr access::AuditAction kCaseNoted{"practice_case.noted"}, kCaseReleased{"practice_case.released"};

}  // namespace

Result<CasePage> list_cases(const MeetingContext& context, const CasesAsked& asked) {
  WEIGE_CHECK(context.actor.may(Right::attend_meetings));
  CasePage out{.items = find_cases(context.tx, context.actor.scope(),
                                   {.topic = asked.topic,
                                    .words = asked.words,
                                    .before = asked.before,
                                    .limit = static_cast<std::int64_t>(asked.limit) + 1})};
  if (out.items.size() > asked.limit) {
    out.items.resize(asked.limit);
    out.next_cursor = std::to_string(out.items.back().of.id.value);
  }
  return out;
}

Result<SeenCase> note_case(const MeetingContext& context, PracticeCase one) {
  WEIGE_CHECK(context.actor.may(Right::hold_meetings));
  one.area_id = context.actor.area().value;
  if (one.meeting) {
    const auto meeting = find_meeting(context.tx, context.actor.scope(), *one.meeting);
    if (!meeting || !meeting->covered) return problem(ProblemCode::not_found);
    one.area_id = meeting->meeting.area_id;
  }
  WEIGE_CHECK(check(one));
  one.id = PracticeCaseId{context.tx.next_id()};
  one.noted_by = context.actor.post();
  one.noted_at = context.now;
  access::audit_change(context.tx, context.now, context.actor, kCaseNoted, insert_case(context.tx, one));
  return find_case(context.tx, context.actor.scope(), one.id).value();
}

Result<SeenCase> release_case(const MeetingContext& context, PracticeCaseId id, std::int64_t version) {
  WEIGE_CHECK(context.actor.may(Right::hold_meetings));
  if (!registry::covers(context.tx, context.actor.scope(), access::kTown.value))
    return problem(ProblemCode::forbidden);
  auto found = find_case(context.tx, context.actor.scope(), id);
  if (!found) return problem(ProblemCode::not_found);
  if (found->of.version != version) return problem(ProblemCode::version_conflict);
  found->of.state = CaseState::released;
  found->of.released_at = context.now;
  auto change = release_case_row(context.tx, found->of);
  if (!change) return problem(ProblemCode::version_conflict);
  access::audit_change(context.tx, context.now, context.actor, kCaseReleased, *std::move(change));
  ++found->of.version;
  return *std::move(found);
}

}  // namespace weige::work
