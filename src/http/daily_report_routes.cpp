#include "http/daily_report_routes.h"

#include <boost/json.hpp>

#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/meeting_routes.h"
#include "work/daily_report_actions.h"

namespace weige::http {
namespace {

namespace json = boost::json;
using access::Right;

constexpr std::int64_t kGreatestVersion = 1'000'000;

// Who reported for which day; without figures.
json::object report_line_json(const work::SeenReport& seen) {
  json::object out;
  put(out, "id", seen.report.id);
  put(out, "area_id", seen.report.area_id);
  put(out, "area", seen.area);
  put(out, "post_id", seen.report.post);
  put(out, "post", seen.post_title);
  put(out, "on", seen.report.on);
  put(out, "handed_in_at", seen.report.handed_in_at);
  return out;
}

json::object report_figures_json(const work::DayFigures& figures) {
  json::object out;
  json::array visits;
  for (const auto& [outcome, amount] : figures.visits)
    visits.push_back({{"outcome", outcome}, {"amount", amount}});
  out["visits"] = std::move(visits);
  put(out, "doors_visited", figures.doors_visited());
  put(out, "confirmed", figures.confirmed);
  put(out, "changes", figures.changes);
  put(out, "findings_settled", figures.findings_settled);
  put(out, "doors_left", figures.doors_left);
  return out;
}

json::object report_body_json(const work::SeenReport& seen) {
  auto out = report_line_json(seen);
  if (seen.report.id.value == 0) out.erase("id");
  put(out, "version", seen.report.version);
  put(out, "note", seen.report.note);
  out["figures"] = report_figures_json(seen.report.figures);
  return out;
}

Result<Response> report_answer(Result<work::ReportView> view) {
  if (!view) return std::move(view).problem();
  auto out = report_body_json(view->of);
  put(out, "text", view->text);
  put(out, "agreed_doors_a_week", view->agreed_doors_a_week);
  put(out, "doors_this_week", view->doors_this_week);
  return json_response(200, out);
}

Result<Day> day_of_query(const Request& request, std::string_view name) {
  WEIGE_TRY(const auto day, request.query_day(name));
  if (!day) return problem(ProblemCode::missing_field, std::string(name));
  return *day;
}

Result<Response> own_daily_report(Call& call) {
  WEIGE_TRY(const auto on, day_of_query(call.request, "on"));
  return report_answer(work::read_own_report(meeting_context(call), on));
}

Result<Response> hand_in_daily_report(Call& call) {
  WEIGE_TRY(const auto note, read_json(call.request, [](JsonFields& fields) {
              return work::ReportNote{.on = fields.required("on", as_day),
                                      .version = fields.required("version", as_integer{0, kGreatestVersion}),
                                      .note = fields.required("note", as_text{work::kLongestDailyNote})};
            }));
  return report_answer(work::hand_in_report(meeting_context(call), note));
}

Result<Response> daily_reports(Call& call) {
  WEIGE_TRY(const auto on, day_of_query(call.request, "on"));
  WEIGE_TRY(const auto list, work::list_reports(meeting_context(call), on));
  return json_response(200, json_items(list, report_line_json));
}

Result<Response> one_daily_report(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<work::DailyReportId>("id"));
  return report_answer(work::read_report(meeting_context(call), id));
}

Result<Response> daily_report_week(Call& call) {
  WEIGE_TRY(const auto post, call.request.query_number("post_id", 1, kGreatestId));
  WEIGE_TRY(const auto monday, day_of_query(call.request, "week"));
  WEIGE_TRY(const auto week, work::read_report_week(meeting_context(call), {post.value_or(0), monday}));
  auto out = json_items(week.reports, report_body_json);
  put(out, "agreed_doors_a_week", week.agreed_doors_a_week);
  put(out, "doors_this_week", week.doors_this_week);
  return json_response(200, out);
}

}  // namespace

std::vector<Route> daily_report_routes() {
  return {
      {Method::get, "/api/daily-report", Right::report_day, own_daily_report},
      {Method::put,
       "/api/daily-report",
       Right::report_day,
       hand_in_daily_report,
       {.idempotency = Idempotency::required}},
      {Method::get, "/api/daily-reports", Right::read_tasks, daily_reports},
      {Method::get, "/api/daily-reports/{id}", Right::read_tasks, one_daily_report},
      {Method::get, "/api/daily-report-week", Right::read_tasks, daily_report_week},
  };
}

}  // namespace weige::http
