#include "work/inspection_actions.h"

#include <algorithm>

#include "access/audit.h"
#include "access/post_store.h"
#include "access/text_check.h"
#include "norms/rules_store.h"
#include "registry/record_store.h"
#include "teams/team.h"
#include "work/place_work_actions.h"

namespace weige::work {
namespace {

using access::Right;

constexpr access::AuditAction kInspected{"inspection.made"}, kInspectionAnswered{"inspection.answered"},
    kInspectionUsed{"inspection.used"}, kUrged{"urging.sent"}, kUrgingSeen{"urging.seen"};

Day inspection_answer_due(const PlaceContext& context) {
  const auto days = norms::rules_on(context.tx, context.today()).inspection.answer_within_days;
  return Day{std::chrono::sys_days{context.today()} + std::chrono::days{days}};
}

Result<Inspection> inspection_in_hand(const PlaceContext& context, const SeenVersion& seen) {
  auto found = find_inspection(context.tx, context.actor.scope(), InspectionId{seen.id});
  if (!found) return problem(ProblemCode::not_found);
  if (found->version != seen.version) return problem(ProblemCode::version_conflict);
  if (found->state == InspectionState::closed) return problem(ProblemCode::work_over);
  return *std::move(found);
}

Result<Inspection> kept_inspection(const PlaceContext& context, const Inspection& after,
                                   access::AuditAction action) {
  auto change = update_inspection(context.tx, after);
  if (!change) return problem(ProblemCode::version_conflict);
  access::audit_change(context.tx, context.now, context.actor, action, *std::move(change));
  auto found = find_inspection(context.tx, context.actor.scope(), after.id);
  if (!found) return problem(ProblemCode::not_found);
  return *std::move(found);
}

// Those of the grids' teams are who is inspected, whether their post was named or not: they close what they
// inspected themselves, and what others inspected at theirs is closed from above.
Done check_closes(const PlaceContext& context, InspectionId id) {
  const auto role = context.actor.role();
  const bool in_team = std::ranges::find(teams::kTeamRoles, role) != teams::kTeamRoles.end();
  if (!in_team) return done();
  const auto found = find_inspection(context.tx, context.actor.scope(), id);
  const bool is_own = found && found->by.id == context.actor.post();
  return is_own ? done() : Done(problem(ProblemCode::forbidden));
}

}  // namespace

Result<PlaceList<Inspection>> list_inspections(const PlaceContext& context,
                                               std::optional<InspectionState> state, const PlacePage& page) {
  WEIGE_CHECK(context.actor.may(Right::read_duties));
  return place_list(find_inspections(context.tx, context.actor.scope(), state, page), page.limit);
}

Result<Inspection> read_inspection(const PlaceContext& context, InspectionId id) {
  WEIGE_CHECK(context.actor.may(Right::read_duties));
  auto found = find_inspection(context.tx, context.actor.scope(), id);
  if (!found) return problem(ProblemCode::not_found);
  return *std::move(found);
}

Result<Inspection> inspect(const PlaceContext& context, const NewInspection& input) {
  WEIGE_CHECK(context.actor.may(Right::inspect));
  if (!registry::covers(context.tx, context.actor.scope(), input.area))
    return problem(ProblemCode::not_found, "area_id");
  Inspection made{.id = {context.tx.next_id()},
                  .area_id = input.area,
                  .subject = input.subject,
                  .result = input.result,
                  .finding = input.finding,
                  .by = {.id = context.actor.post()},
                  .on = input.on,
                  .answer_due = inspection_answer_due(context)};
  if (input.post) {
    if (*input.post == context.actor.post()) return problem(ProblemCode::own_work, "post_id");
    WEIGE_TRY(const auto post, post_in_reach(context, *input.post, "post_id"));
    made.post = PostName{post.id, post.title};
  }
  WEIGE_CHECK(access::check_impersonal(input.finding, kLongestFinding, "finding"));
  WEIGE_CHECK(check_past_day(input.on, context.today(), "on"));
  if (input.result == InspectionResult::in_order) {
    made.state = InspectionState::closed;
    made.closed_on = context.today();
  }
  access::audit_change(context.tx, context.now, context.actor, kInspected,
                       insert_inspection(context.tx, made));
  auto found = find_inspection(context.tx, context.actor.scope(), made.id);
  if (!found) return problem(ProblemCode::not_found);
  return *std::move(found);
}

Result<Inspection> answer_inspection(const PlaceContext& context, const SeenVersion& seen,
                                     const std::string& text) {
  WEIGE_CHECK(context.actor.may(Right::answer_instructions));
  WEIGE_TRY(auto inspection, inspection_in_hand(context, seen));
  if (inspection.state != InspectionState::open) return problem(ProblemCode::work_over);
  if (inspection.by.id == context.actor.post()) return problem(ProblemCode::own_work);
  WEIGE_CHECK(access::check_impersonal(text, kLongestFinding, "answer"));
  inspection.answer = InspectionAnswer{text, {.id = context.actor.post()}, context.today()};
  inspection.state = InspectionState::answered;
  return kept_inspection(context, inspection, kInspectionAnswered);
}

Result<Inspection> use_inspection(const PlaceContext& context, const SeenVersion& seen, InspectionUse use) {
  WEIGE_CHECK(context.actor.may(Right::inspect));
  WEIGE_CHECK(check_closes(context, InspectionId{seen.id}));
  WEIGE_TRY(auto inspection, inspection_in_hand(context, seen));
  const auto self = context.actor.post();
  if (inspection.state == InspectionState::open) return problem(ProblemCode::inspection_unanswered);
  if ((inspection.post && inspection.post->id == self) ||
      (inspection.answer && inspection.answer->by.id == self))
    return problem(ProblemCode::own_work);
  inspection.used_for = use;
  inspection.state = InspectionState::closed;
  inspection.closed_on = context.today();
  return kept_inspection(context, inspection, kInspectionUsed);
}

Result<PlaceList<Urging>> list_urgings(const PlaceContext& context, UrgingBox box, const PlacePage& page) {
  WEIGE_CHECK(context.actor.may(Right::read_duties));
  return place_list(find_urgings(context.tx, context.actor.post(), box, page), page.limit);
}

Result<Urging> urge(const PlaceContext& context, const NewUrging& input) {
  WEIGE_CHECK(context.actor.may(Right::inspect));
  if (input.to == context.actor.post()) return problem(ProblemCode::own_work, "to_post_id");
  WEIGE_TRY(const auto to, post_in_reach(context, input.to, "to_post_id"));
  WEIGE_CHECK(access::check_impersonal(input.reason, kLongestNote, "reason"));
  const Urging made{.id = {context.tx.next_id()},
                    .area_id = to.area.value,
                    .to = {to.id, to.title},
                    .by = {context.actor.post(), access::post_title(context.tx, context.actor.post())},
                    .about = input.about,
                    .about_id = input.about_id,
                    .reason = input.reason,
                    .sent_on = context.today()};
  access::audit_change(context.tx, context.now, context.actor, kUrged, insert_urging(context.tx, made));
  return made;
}

Result<Urging> see_urging(const PlaceContext& context, UrgingId id) {
  WEIGE_CHECK(context.actor.may(Right::read_duties));
  auto found = find_urging(context.tx, context.actor.post(), id);
  if (!found) return problem(ProblemCode::not_found);
  if (found->seen_on) return *std::move(found);
  found->seen_on = context.today();
  access::audit_change(context.tx, context.now, context.actor, kUrgingSeen,
                       set_urging_seen(context.tx, id, *found->seen_on));
  return *std::move(found);
}

}  // namespace weige::work
