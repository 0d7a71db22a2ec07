#include "work/daily_report_actions.h"

#include "access/audit.h"
#include "access/post_store.h"
#include "access/text_check.h"
#include "norms/rules_store.h"
#include "work/meeting_store.h"
#include "work/shift.h"

namespace weige::work {
namespace {

using access::Right;

constexpr access::AuditAction kReportHandedIn{"daily_report.handed_in"}, kReportMended{"daily_report.mended"};

std::int64_t agreed_doors(const MeetingContext& context, Day on) {
  return norms::rules_on(context.tx, on).team.doors_a_week;
}

ReportView report_view(const MeetingContext& context, SeenReport of) {
  ReportView out{.of = std::move(of)};
  out.text = report_text(out.of.report, out.of.area);
  out.agreed_doors_a_week = agreed_doors(context, out.of.report.on);
  out.doors_this_week = doors_of_week(context.tx, out.of.report.post, monday_of(out.of.report.on));
  return out;
}

SeenReport report_of_now(const MeetingContext& context, Day on) {
  const auto area = context.actor.area().value;
  const Day next{std::chrono::sys_days{on} + std::chrono::days{1}};
  DailyReport report{.area_id = area, .post = context.actor.post(), .on = on};
  report.figures = figures_of_day(context.tx, context.actor.scope(),
                                  {.post = context.actor.post(),
                                   .area = area,
                                   .on = on,
                                   .begins = context.town.start_of(on),
                                   .ends = context.town.start_of(next)});
  return {.report = std::move(report),
          .area = area_name(context.tx, area),
          .post_title = access::post_title(context.tx, context.actor.post())};
}

// Their own work is for coordinators to see, not one another's.
Done may_read_reports(const MeetingContext& context) {
  WEIGE_CHECK(context.actor.may(Right::read_tasks));
  if (context.actor.role() == access::Role::coordinator) return problem(ProblemCode::forbidden);
  return done();
}

}  // namespace

Result<ReportView> read_own_report(const MeetingContext& context, Day on) {
  WEIGE_CHECK(context.actor.may(Right::report_day));
  if (auto found = own_report(context.tx, context.actor.post(), on))
    return report_view(context, *std::move(found));
  WEIGE_CHECK(check_report_day(on, context.today()));
  return report_view(context, report_of_now(context, on));
}

Result<ReportView> hand_in_report(const MeetingContext& context, const ReportNote& note) {
  WEIGE_CHECK(context.actor.may(Right::report_day));
  WEIGE_CHECK(check_report_day(note.on, context.today()));
  WEIGE_CHECK(access::check_impersonal_if_any(note.note, kLongestDailyNote, "note"));
  auto found = own_report(context.tx, context.actor.post(), note.on);
  if ((found ? found->report.version : 0) != note.version) return problem(ProblemCode::version_conflict);
  auto seen = found ? *std::move(found) : report_of_now(context, note.on);
  auto& report = seen.report;
  const bool is_new = report.version == 0;
  report.note = note.note;
  if (is_new) {
    report.id = DailyReportId{context.tx.next_id()};
    report.handed_in_at = context.now;
    report.version = 1;
  }
  auto change = is_new ? insert_daily_report(context.tx, report) : update_daily_report(context.tx, report);
  if (!change) return problem(ProblemCode::version_conflict);
  access::audit_change(context.tx, context.now, context.actor, is_new ? kReportHandedIn : kReportMended,
                       *std::move(change));
  if (!is_new) ++report.version;
  return report_view(context, std::move(seen));
}

Result<std::vector<SeenReport>> list_reports(const MeetingContext& context, Day on) {
  WEIGE_CHECK(may_read_reports(context));
  return reports_of_day(context.tx, context.actor.scope(), on);
}

Result<ReportView> read_report(const MeetingContext& context, DailyReportId id) {
  WEIGE_CHECK(may_read_reports(context));
  auto found = find_report(context.tx, context.actor.scope(), id);
  if (!found) return problem(ProblemCode::not_found);
  return report_view(context, *std::move(found));
}

Result<ReportWeek> read_report_week(const MeetingContext& context, const WeekAsked& asked) {
  const bool own = asked.post == 0;
  WEIGE_CHECK(own ? context.actor.may(Right::report_day) : may_read_reports(context));
  if (!is_monday(asked.monday)) return problem(ProblemCode::bad_date, "week");
  const auto post = own ? context.actor.post() : access::PostId{asked.post};
  ReportWeek out{.reports = reports_of_week(context.tx, context.actor.scope(), post, asked.monday),
                 .agreed_doors_a_week = agreed_doors(context, asked.monday)};
  if (!own && out.reports.empty()) return out;  // out of scope is answered like a week without reports
  out.doors_this_week = doors_of_week(context.tx, post, asked.monday);
  return out;
}

}  // namespace weige::work
