#include "work/rectification_actions.h"

#include <algorithm>
#include <charconv>

#include "access/audit.h"
#include "access/text_check.h"
#include "work/meeting_store.h"

namespace weige::work {
namespace {

using access::Right;

constexpr access::AuditAction kRectificationAgreed{"rectification.agreed"},
    kRectificationMoved{"rectification.moved"};

Done take_rectification_cursor(const std::string& text, RectificationQuery& query) {
  if (text.empty()) return done();
  const auto colon = text.find(':');
  const auto day = parse_iso_day(std::string_view(text).substr(0, colon));
  const auto wrong = [] { return problem(ProblemCode::bad_request, "cursor"); };
  if (colon == text.npos || !day) return wrong();
  const auto* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data() + colon + 1, end, query.after_id);
  if (error != std::errc{} || stopped != end || query.after_id < 0) return wrong();
  query.after_day = *day;
  return done();
}

Result<SeenRectification> rectification_in_hand(const MeetingContext& context, const RectificationAt& at) {
  auto found = find_rectification(context.tx, context.actor.scope(), at.id);
  if (!found) return problem(ProblemCode::not_found);
  if (found->item.version != at.version) return problem(ProblemCode::version_conflict);
  return *std::move(found);
}

Result<SeenRectification> keep_rectification(const MeetingContext& context, SeenRectification changed) {
  auto change = update_rectification(context.tx, changed.item);
  if (!change) return problem(ProblemCode::version_conflict);
  access::audit_change(context.tx, context.now, context.actor, kRectificationMoved, *std::move(change));
  ++changed.item.version;
  return changed;
}

}  // namespace

Result<RectificationPage> list_rectifications(const MeetingContext& context,
                                              const RectificationsAsked& asked) {
  WEIGE_CHECK(context.actor.may(Right::attend_meetings));
  RectificationQuery query{.with_closed = asked.with_closed,
                           .area = asked.area,
                           .limit = static_cast<std::int64_t>(asked.limit) + 1};
  WEIGE_CHECK(take_rectification_cursor(asked.cursor, query));
  RectificationPage out{.items = find_rectifications(context.tx, context.actor.scope(), query)};
  if (out.items.size() > asked.limit) {
    out.items.resize(asked.limit);
    const auto& last = out.items.back().item;
    out.next_cursor = to_iso(last.due) + ":" + std::to_string(last.id.value);
  }
  return out;
}

Result<SeenRectification> agree_rectification(const MeetingContext& context, const NewRectification& wanted) {
  WEIGE_CHECK(context.actor.may(Right::hold_meetings));
  const auto meeting = find_meeting(context.tx, context.actor.scope(), wanted.meeting);
  if (!meeting) return problem(ProblemCode::not_found);
  if (!meeting->covered) return problem(ProblemCode::forbidden);
  WEIGE_CHECK(check_called(meeting->meeting));
  const Rectification item{.id = RectificationId{context.tx.next_id()},
                           .area_id = meeting->meeting.area_id,
                           .meeting = wanted.meeting,
                           .topic = wanted.topic,
                           .text = wanted.text,
                           .owner = wanted.owner,
                           .due = wanted.due,
                           .opened_at = context.now};
  WEIGE_CHECK(check(item, context.today()));
  const auto invited = attendance_of(context.tx, wanted.meeting);
  if (std::ranges::find(invited, wanted.owner, &Attendance::post) == invited.end())
    return problem(ProblemCode::bad_choice, "owner_post_id");
  access::audit_change(context.tx, context.now, context.actor, kRectificationAgreed,
                       insert_rectification(context.tx, item));
  return find_rectification(context.tx, context.actor.scope(), item.id).value();
}

Result<SeenRectification> answer_rectification(const MeetingContext& context, const RectificationAt& at,
                                               const std::string& evidence) {
  WEIGE_CHECK(context.actor.may(Right::attend_meetings));
  WEIGE_TRY(auto found, rectification_in_hand(context, at));
  WEIGE_CHECK(take_step(found.item, RectificationStep::answer));
  WEIGE_CHECK(access::check_impersonal(evidence, kLongestRectification, "evidence"));
  found.item.evidence = evidence;
  found.item.answered_at = context.now;
  return keep_rectification(context, std::move(found));
}

Result<SeenRectification> decide_rectification(const MeetingContext& context, const RectificationAt& at,
                                               RectificationStep decision) {
  WEIGE_CHECK(context.actor.may(Right::hold_meetings));
  WEIGE_TRY(auto found, rectification_in_hand(context, at));
  if (!found.covered) return problem(ProblemCode::forbidden);
  if (decision == RectificationStep::close && found.item.owner == context.actor.post())
    return problem(ProblemCode::own_work);
  WEIGE_CHECK(take_step(found.item, decision));
  if (decision == RectificationStep::close) {
    found.item.closed_by = context.actor.post();
    found.item.closed_at = context.now;
  }
  return keep_rectification(context, std::move(found));
}

}  // namespace weige::work
