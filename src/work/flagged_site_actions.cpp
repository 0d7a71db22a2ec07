#include "work/flagged_site_actions.h"

#include <algorithm>
#include <functional>

#include "access/audit.h"
#include "access/text_check.h"
#include "norms/rules_store.h"
#include "work/place_work_actions.h"
#include "work/task_store.h"
#include "work/task_writer.h"

namespace weige::work {
namespace {

using access::Right;

constexpr access::AuditAction kSiteFlagged{"site.flagged"}, kSiteStepAdded{"site.step_added"},
    kSiteStepDone{"site.step_done"}, kSiteChecked{"site.checked"}, kSiteClosed{"site.closed"};

bool is_day_before(Day day, Day other) {
  return std::chrono::sys_days{day} < std::chrono::sys_days{other};
}

int site_check_days(const PlaceContext& context) {
  return norms::rules_on(context.tx, context.today()).key_premises.site_check_every_days;
}

SiteView site_view(FlaggedSite site, int every_days, Day today) {
  SiteView out{.site = std::move(site)};
  if (out.site.closed_on) return out;
  out.check_due = site_check_due(out.site, every_days);
  out.is_overdue =
      is_day_before(*out.check_due, today) || std::ranges::any_of(out.site.steps, [&](const SiteStep& step) {
        return !step.done_on && is_day_before(step.due, today);
      });
  return out;
}

Result<FlaggedSite> open_site(const PlaceContext& context, const SeenVersion& seen) {
  auto site = find_site(context.tx, context.actor.scope(), SiteId{seen.id});
  if (!site) return problem(ProblemCode::not_found);
  if (site->version != seen.version) return problem(ProblemCode::version_conflict);
  if (site->closed_on) return problem(ProblemCode::work_over);
  return *std::move(site);
}

Result<SiteView> kept_site(const PlaceContext& context, const FlaggedSite& site, access::AuditAction action) {
  auto change = touch_site(context.tx, site);
  if (!change) return problem(ProblemCode::version_conflict);
  access::audit_change(context.tx, context.now, context.actor, action, *std::move(change));
  return read_site(context, site.id);
}

// C5, O5: nobody settles for the officer what was handed over.
Done check_not_handed_over(const PlaceContext& context, SiteStepId step) {
  if (context.actor.may(Right::lead_refusals).ok()) return done();
  if (!waits_for_officer(context.tx, TaskSource::flagged_site, step.value)) return done();
  return problem(ProblemCode::door_with_officer);
}

PostName flagging_post(const PlaceContext& context) {
  return {.id = context.actor.post()};
}

// The owner finds it among the tasks at that door.
Done ask_for_visit(const PlaceContext& context, const FlaggedSite& site, const SiteStep& step) {
  if (!site.premises) return done();
  WEIGE_CHECK(open_task(context.tx, context.now,
                        {.source = TaskSource::flagged_site,
                         .source_id = step.id.value,
                         .premises = site.premises,
                         .area_id = site.area_id,
                         .post = step.owner.id,
                         .due = step.due,
                         .text = std::string(code(step.measure))}));
  return done();
}

}  // namespace

Result<PlaceList<SiteView>> list_sites(const PlaceContext& context, SiteState state, const PlacePage& page) {
  WEIGE_CHECK(context.actor.may(Right::read_tasks));
  auto found = place_list(find_sites(context.tx, context.actor.scope(), state, page), page.limit);
  const int every_days = site_check_days(context);
  PlaceList<SiteView> out{.next = found.next};
  for (auto& site : found.items) out.items.push_back(site_view(std::move(site), every_days, context.today()));
  std::ranges::stable_sort(out.items, std::greater{}, &SiteView::is_overdue);
  return out;
}

Result<SiteView> read_site(const PlaceContext& context, SiteId id) {
  WEIGE_CHECK(context.actor.may(Right::read_tasks));
  auto site = find_site(context.tx, context.actor.scope(), id);
  if (!site) return problem(ProblemCode::not_found);
  return site_view(*std::move(site), site_check_days(context), context.today());
}

Result<SiteView> flag_site(const PlaceContext& context, const NewSite& input) {
  WEIGE_CHECK(context.actor.may(Right::manage_key_premises));
  WEIGE_CHECK(access::check_impersonal(input.name, kLongestSiteName, "name"));
  WEIGE_CHECK(access::check_impersonal(input.place, kLongestSitePlace, "place"));
  WEIGE_CHECK(check_work_area(context, input.area, "area_id"));
  if (input.premises) WEIGE_CHECK(check_premises(context, *input.premises, "premises_id"));
  WEIGE_CHECK(check_past_day(input.flagged_on, context.today(), "flagged_on"));
  const FlaggedSite site{.id = {context.tx.next_id()},
                         .area_id = input.area,
                         .name = input.name,
                         .place = input.place,
                         .premises = input.premises,
                         .level = input.level,
                         .flagged_on = input.flagged_on,
                         .flagged_by = flagging_post(context)};
  access::audit_change(context.tx, context.now, context.actor, kSiteFlagged, insert_site(context.tx, site));
  return read_site(context, site.id);
}

Result<SiteView> add_site_step(const PlaceContext& context, const SeenVersion& seen,
                               const NewSiteStep& input) {
  WEIGE_CHECK(context.actor.may(Right::manage_key_premises));
  WEIGE_TRY(const auto site, open_site(context, seen));
  if (site.steps.size() >= kMostSiteSteps)
    return problem(ProblemCode::bad_number).with("min", "1").with("max", std::to_string(kMostSiteSteps));
  WEIGE_TRY(const auto owner, post_in_reach(context, input.owner, "owner_post_id"));
  WEIGE_CHECK(check_coming_day(input.due, context.today(), "due"));
  const SiteStep step{.id = {context.tx.next_id()},
                      .measure = input.measure,
                      .owner = {owner.id, owner.title},
                      .due = input.due};
  insert_site_step(context.tx, site.id, step);
  WEIGE_CHECK(ask_for_visit(context, site, step));
  return kept_site(context, site, kSiteStepAdded);
}

Result<SiteView> finish_step(const PlaceContext& context, const SeenVersion& seen, SiteStepId step) {
  WEIGE_CHECK(context.actor.may(Right::read_tasks));
  WEIGE_TRY(const auto site, open_site(context, seen));
  const auto found = std::ranges::find(site.steps, step, &SiteStep::id);
  if (found == site.steps.end()) return problem(ProblemCode::not_found);
  if (found->done_on) return problem(ProblemCode::work_over);
  WEIGE_CHECK(check_not_handed_over(context, step));
  finish_site_step(context.tx, step, context.today(), context.actor.post());
  WEIGE_CHECK(cancel_tasks_of(context.tx, context.now, TaskSource::flagged_site, step.value));
  return kept_site(context, site, kSiteStepDone);
}

Result<SiteView> check_site(const PlaceContext& context, const SeenVersion& seen, SiteResult result) {
  WEIGE_CHECK(context.actor.may(Right::manage_key_premises));
  WEIGE_TRY(const auto site, open_site(context, seen));
  insert_site_check(context.tx, site.id,
                    {.on = context.today(), .by = flagging_post(context), .result = result});
  return kept_site(context, site, kSiteChecked);
}

Result<SiteView> close_site(const PlaceContext& context, const SeenVersion& seen) {
  WEIGE_CHECK(context.actor.may(Right::manage_key_premises));
  WEIGE_TRY(const auto site, open_site(context, seen));
  WEIGE_CHECK(check_closing(site, context.actor.post()));
  insert_site_check(context.tx, site.id,
                    {.on = context.today(), .by = flagging_post(context), .result = SiteResult::cleared});
  close_site_row(context.tx, site.id, context.today(), context.actor.post());
  return kept_site(context, site, kSiteClosed);
}

}  // namespace weige::work
