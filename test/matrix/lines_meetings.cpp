// Lines of the routes of meetings, rectification items, practice cases, staggered hours and daily reports.
#include "matrix/lines.h"

namespace weige::matrix {

namespace {

// clang-format off
constexpr auto kAttends =     ". + ++ +++ +++ +. ...";
constexpr auto kHolds =       ". + +. +.+ ++. .. ...";
constexpr auto kReleases =    ". + +. ... ... .. ...";  // who covers the whole town
constexpr auto kPlansMeetings =       ". . .+ +.. ++. .. ...";
constexpr auto kReportsOfDays =     ". . .. ... ..+ .. ...";
constexpr auto kReadsReports = ". + .. +.+ ++. .. ...";

std::vector<Line> shift_and_report_lines() {
  return {
      {"GET /api/shifts", kAttends, "/api/shifts?area_id={shift_area}&week=2026-11-23"},
      {"GET /api/shift-weeks", kAttends, "/api/shift-weeks?week=2026-11-23"},
      {"POST /api/shift-plans", kPlansMeetings, "/api/shift-plans", R"({"area_id":{shift_area},"week":"2026-11-30","slots":[]})", 201},
      {"POST /api/shift-plans", kPlansMeetings, "/api/shift-plans", R"({"area_id":{shift_area},"week":"2026-11-30","slots":[{"post_id":{post},"on":"2026-11-30","from":540,"to":600}]})", 422},
      {"POST /api/shift-plans", kPlansMeetings, "/api/shift-plans", R"({"week":null,"slots":null})", 422},
      {"PUT /api/shift-plans/{id}", kPlansMeetings, "/api/shift-plans/{shift_plan}", R"({"slots":[]})", At{"shift_plan"}},
      {"PUT /api/shift-plans/{id}", kPlansMeetings, "/api/shift-plans/{shift_plan}", R"({"slots":[{"post_id":{post},"on":"2026-11-23","from":540,"to":600}]})", 422, At{"shift_plan"}},
      {"POST /api/shift-swaps", kAttends, "/api/shift-swaps", R"({"plan_id":{shift_plan},"slot_id":{shift_slot},"post_id":{post}})", 422},
      {"POST /api/shift-swaps", kAttends, "/api/shift-swaps", R"({"plan_id":{shift_plan},"slot_id":{shift_slot},"other_slot_id":{shift_slot},"post_id":{post}})", 422},
      {"POST /api/shift-swaps", kAttends, "/api/shift-swaps", R"({"plan_id":null,"slot_id":null,"post_id":null})", 422},
      {"POST /api/shift-swaps/{id}/answer", kAttends, "/api/shift-swaps/{shift_swap}/answer", R"({"answer":"agreed"})", 403, At{"shift_swap"}},  // of somebody else

      {"GET /api/daily-report", kReportsOfDays, "/api/daily-report?on=2026-11-23"},
      {"PUT /api/daily-report", kReportsOfDays, "/api/daily-report", R"({"on":"2026-11-23","version":0,"note":""})"},
      {"PUT /api/daily-report", kReportsOfDays, "/api/daily-report", R"({"on":null,"version":null,"note":null})", 422},
      {"GET /api/daily-reports", kReadsReports, "/api/daily-reports?on=2026-11-23"},
      {"GET /api/daily-reports/{id}", kReadsReports, "/api/daily-reports/{daily_report}"},
      {"GET /api/daily-report-week", kReportsOfDays, "/api/daily-report-week?week=2026-11-23"},
      {"GET /api/daily-report-week", kReadsReports, "/api/daily-report-week?week=2026-11-23&post_id={post}", Elsewhere{200}},
  };
}
// clang-format on

}  // namespace

std::vector<Line> meeting_lines() {
  // clang-format off
  std::vector<Line> out{
      {"GET /api/meetings", kAttends, "/api/meetings"},
      {"GET /api/meetings", kAttends, "/api/meetings?state=called&limit=2"},
      {"GET /api/meetings", kAttends, "/api/meetings?area_id={area}", Elsewhere{200}},
      {"GET /api/meetings", kAttends, "/api/meetings?state=", 422},
      {"POST /api/meetings", kHolds, "/api/meetings", R"({"area_id":{area},"kind":"weekly","on":"2026-11-23","at":"14:30","place":"二楼","posts":[]})", 201},
      {"POST /api/meetings", kHolds, "/api/meetings", R"({"area_id":{area},"kind":"weekly","on":"2026-11-23","at":"14:30","place":"二楼","posts":[{post}]})", 422},
      {"POST /api/meetings", kHolds, "/api/meetings", R"({"kind":null,"on":null,"at":null,"place":null})", 422},
      {"GET /api/meeting-attendants", kHolds, "/api/meeting-attendants"},
      {"GET /api/meeting-attendants", kHolds, "/api/meeting-attendants?area_id={area}"},
      {"GET /api/meetings/{id}", kAttends, "/api/meetings/{meeting}"},
      {"PUT /api/meetings/{id}/time", kHolds, "/api/meetings/{meeting}/time", R"({"on":"2026-11-24","at":"09:00","place":"一楼"})", At{"meeting"}},
      {"POST /api/meetings/{id}/agenda", kHolds, "/api/meetings/{meeting}/agenda", At{"meeting"}},
      {"PUT /api/meetings/{id}/attendance", kHolds, "/api/meetings/{meeting}/attendance", R"({"items":[]})", At{"meeting"}},
      {"PUT /api/meetings/{id}/attendance", kHolds, "/api/meetings/{meeting}/attendance", R"({"items":[{"post_id":{post},"presence":"present"}]})", 422, At{"meeting"}},
      {"PUT /api/meetings/{id}/attendance", kHolds, "/api/meetings/{meeting}/attendance", R"({"items":null})", 422, Elsewhere{422}, At{"meeting"}},
      {"PUT /api/meetings/{id}/minutes", kHolds, "/api/meetings/{meeting}/minutes", R"({"minutes":["先走空户"]})", At{"meeting"}},
      {"POST /api/meetings/{id}/close", kHolds, "/api/meetings/{meeting}/close", 409, At{"meeting"}},
      {"POST /api/meetings/{id}/call-off", kHolds, "/api/meetings/{meeting}/call-off", At{"meeting"}},
      {"POST /api/meetings/{id}/words", kAttends, "/api/meetings/{meeting}/words", R"({"kind":"suggestion","text":"晚上敲门"})"},

      {"GET /api/rectifications", kAttends, "/api/rectifications?closed=true"},
      {"GET /api/rectifications", kAttends, "/api/rectifications?area_id={area}", Elsewhere{200}},
      {"POST /api/rectifications", kHolds, "/api/rectifications", R"({"meeting_id":{meeting},"topic":"other","text":"改","owner_post_id":{post},"due":"2026-12-01"})", 422},
      {"POST /api/rectifications", kHolds, "/api/rectifications", R"({"meeting_id":{own.meeting},"topic":"other","text":"改","owner_post_id":{post},"due":"2026-12-01"})", 422, Elsewhere{422}},
      {"POST /api/rectifications", kHolds, "/api/rectifications", R"({"meeting_id":null,"topic":"other","text":"改","owner_post_id":null,"due":"2026-12-01"})", 422},
      {"POST /api/rectifications/{id}/answer", kAttends, "/api/rectifications/{rectification}/answer", R"({"evidence":"已走完"})", At{"rectification"}},
      {"POST /api/rectifications/{id}/decision", kHolds, "/api/rectifications/{answered}/decision", R"({"decision":"close"})", At{"answered"}},

      {"GET /api/practice-cases", kAttends, "/api/practice-cases"},
      {"GET /api/practice-cases", kAttends, "/api/practice-cases?topic=other&words={sign}", Elsewhere{200}},
      {"POST /api/practice-cases", kHolds, "/api/practice-cases", R"({"meeting_id":{meeting},"topic":"other","title":"题","situation":"情","action":"做","outcome":"果"})", 201},
      {"POST /api/practice-cases", kHolds, "/api/practice-cases", R"({"topic":"other","title":"题","situation":"情","action":"做","outcome":"果"})", 201},
      {"POST /api/practice-cases/{id}/release", kReleases, "/api/practice-cases/{case}/release", At{"case"}},
  };
  // clang-format on
  const auto more = shift_and_report_lines();
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

}  // namespace weige::matrix
