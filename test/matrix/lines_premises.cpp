// Lines of the routes of key premises, flagged sites, patrols, inspections and obligations. None shows a
// resident: they are for who does the work there, and inspections for who supervises it (G1, S5) as well.
#include "matrix/lines.h"

namespace weige::matrix {

namespace {

// clang-format off
constexpr auto kTasks =    ". + .. +.+ +++ .. ...";
constexpr auto kManages =  ". + .. +.+ ++. .. ...";
constexpr auto kReports =  ". . .. ... +++ +. ...";
constexpr auto kPatrols =  ". . .. +.+ +++ +. ...";
constexpr auto kPlans =    ". . .. +.+ +++ w. ...";
constexpr auto kInspects = ". + ++ .+. ++. .. ...";
constexpr auto kAnswers =  ". + .. +++ +++ +. ...";
constexpr auto kDuties =   ". + ++ +++ +++ .. ...";
constexpr auto kObliges =  ". + .. +++ +++ .. ...";

std::vector<Line> key_lines() {
  return {
      {"GET /api/work-posts", ". + ++ +++ +++ +. ...", "/api/work-posts"},

      {"GET /api/key-premises", kTasks, "/api/key-premises"},
      {"GET /api/key-premises", kTasks, "/api/key-premises?area_id={area}&overdue=0", Elsewhere{200}},
      {"POST /api/key-premises", kManages, "/api/key-premises", R"({"premises_id":{premises2},"kind":"group_rental","reason":"seen_at_door"})", 201},
      {"POST /api/key-premises", kManages, "/api/key-premises", R"({"premises_id":null,"kind":"group_rental","reason":"seen_at_door"})", 422},
      {"GET /api/key-premises/{id}", kTasks, "/api/key-premises/{key_premises}"},
      {"POST /api/key-premises/{id}/take-off", kManages, "/api/key-premises/{key_premises}/take-off", R"({"reason":"empty_now"})", At{"key_premises"}},
      {"GET /api/key-premises-reports", kManages, "/api/key-premises-reports"},
      {"POST /api/key-premises-reports", kReports, "/api/key-premises-reports", R"({"address":"明珠路88弄3号201室","kind":"group_rental"})", 201},
      {"GET /api/key-premises-reports/mine", kReports, "/api/key-premises-reports/mine"},
      {"POST /api/key-premises-reports/{id}/decide", kManages, "/api/key-premises-reports/{key_report}/decide", R"({"premises_id":null})", At{"key_report"}},
      {"POST /api/key-premises-reports/{id}/decide", kManages, "/api/key-premises-reports/{key_report}/decide", R"({"premises_id":{premises2}})", At{"key_report"}},
  };
}

std::vector<Line> site_lines() {
  return {
      {"GET /api/flagged-sites", kTasks, "/api/flagged-sites"},
      {"GET /api/flagged-sites", kTasks, "/api/flagged-sites?area_id={area}", Elsewhere{200}},
      {"POST /api/flagged-sites", kManages, "/api/flagged-sites", R"({"name":"沿街门面","place":"明珠路88弄","area_id":{area},"level":"town","flagged_on":"2026-11-20"})", 201},
      {"POST /api/flagged-sites", kManages, "/api/flagged-sites", R"({"name":"沿街门面","place":"明珠路88弄","area_id":{own.area},"premises_id":{premises},"level":"town","flagged_on":"2026-11-20"})", 201},
      {"POST /api/flagged-sites", kManages, "/api/flagged-sites", R"({"name":"沿街门面","place":"明珠路88弄","area_id":null,"level":"town","flagged_on":"2026-11-20"})", 422},
      {"GET /api/flagged-sites/{id}", kTasks, "/api/flagged-sites/{site}"},
      {"POST /api/flagged-sites/{id}/steps", kManages, "/api/flagged-sites/{site}/steps", R"({"measure":"clear_exits","owner_post_id":{post},"due":"2026-12-20"})", At{"site"}},
      {"POST /api/flagged-sites/{id}/steps/{step}/done", kTasks, "/api/flagged-sites/{site}/steps/{site_step}/done", At{"site"}},
      {"POST /api/flagged-sites/{id}/checks", kManages, "/api/flagged-sites/{site}/checks", R"({"result":"better"})", At{"site"}},
      {"POST /api/flagged-sites/{id}/close", kManages, "/api/flagged-sites/{site}/close", 409, At{"site"}},
  };
}

std::vector<Line> patrol_lines() {
  return {
      {"GET /api/patrols", kPatrols, "/api/patrols"},
      {"GET /api/patrols", kPatrols, "/api/patrols?area_id={area}&month=2026-11", Elsewhere{200}},
      {"POST /api/patrols", kPlans, "/api/patrols", R"({"area_id":{area},"planned_on":"2026-11-30","places":["明珠路"]})", 201},
      {"POST /api/patrols", kPatrols, "/api/patrols", R"({"area_id":{area},"post_id":{post},"planned_on":"2026-11-30","places":["明珠路"]})", 201},
      {"POST /api/patrols", kPatrols, "/api/patrols", R"({"area_id":null,"planned_on":"2026-11-30","places":[]})", 422},
      {"GET /api/patrols/{id}", kPatrols, "/api/patrols/{patrol}"},
      {"POST /api/patrols/{id}/record", kPatrols, "/api/patrols/{patrol}/record", R"({"on":"2026-11-20","hour":9,"noticed":[]})", At{"patrol"}},
      {"POST /api/patrols/{id}/drop", kPatrols, "/api/patrols/{patrol}/drop", At{"patrol"}},
      {"POST /api/patrol-notices/{id}/follow", ". . .. +.+ .+. .. ...", "/api/patrol-notices/{patrol_notice}/follow", R"({"as":"task","premises_id":{premises},"due":"2026-11-30"})", At{"patrol_done"}},
      {"POST /api/patrol-notices/{id}/follow", kReports, "/api/patrol-notices/{patrol_notice}/follow", R"({"as":"report","kind":"group_rental"})", At{"patrol_done"}},
      {"POST /api/patrol-notices/{id}/follow", ". . .. ... ++. .. ...", "/api/patrol-notices/{patrol_notice}/follow", R"({"as":"inspection","finding":"通道有杂物"})", At{"patrol_done"}},
  };
}

std::vector<Line> inspection_lines() {
  return {
      {"GET /api/inspections", kDuties, "/api/inspections"},
      {"GET /api/inspections", kDuties, "/api/inspections?area_id={area}&month=2026-11", Elsewhere{200}},
      {"POST /api/inspections", kInspects, "/api/inspections", R"({"area_id":{area},"subject":"tasks","result":"to_improve","finding":"有任务逾期","on":"2026-11-20"})", 201},
      {"POST /api/inspections", kInspects, "/api/inspections", R"({"area_id":{own.area},"post_id":{post},"subject":"tasks","result":"to_improve","finding":"有任务逾期","on":"2026-11-20"})", 201},
      {"POST /api/inspections", kInspects, "/api/inspections", R"({"area_id":null,"subject":"tasks","result":"to_improve","finding":"有任务逾期","on":"2026-11-20"})", 422},
      {"GET /api/inspections/{id}", kDuties, "/api/inspections/{inspection}"},
      {"POST /api/inspections/{id}/answer", kAnswers, "/api/inspections/{inspection}/answer", R"({"answer":"已经补齐"})", At{"inspection"}},
      {"POST /api/inspections/{id}/use", ". + ++ .+. ... .. ...", "/api/inspections/{inspected}/use", R"({"used_for":"guidance"})", At{"inspected"}},
      {"GET /api/urgings", kDuties, "/api/urgings"},
      {"GET /api/urgings", kDuties, "/api/urgings?box=sent"},
      {"POST /api/urgings", kInspects, "/api/urgings", R"({"to_post_id":{post},"about":"task","reason":"逾期三天"})", 201},
      {"POST /api/urgings", kInspects, "/api/urgings", R"({"to_post_id":null,"about":"task","reason":"逾期三天"})", 422},
      {"POST /api/urgings/{id}/seen", ". 0 00 000 000 .. ...", "/api/urgings/{urging}/seen"},
  };
}

std::vector<Line> obligation_lines() {
  return {
      {"GET /api/obligations", kObliges, "/api/obligations"},
      {"GET /api/obligations", kObliges, "/api/obligations?area_id={area}", Elsewhere{200}},
      {"POST /api/obligations", kObliges, "/api/obligations", R"({"kind":"landlord","premises_id":{premises2}})", 201},
      {"POST /api/obligations", kObliges, "/api/obligations", R"({"kind":"employer","organisation_id":{organisation}})", 201},
      {"POST /api/obligations", kObliges, "/api/obligations", R"({"kind":"agent","organisation_id":null})", 422},
      {"GET /api/obligations/{id}", kObliges, "/api/obligations/{obligation}"},
      {"POST /api/obligations/{id}/entries", kObliges, "/api/obligations/{obligation}/entries", R"({"what":"reminder","how":"by_phone","on":"2026-11-20"})", At{"obligation"}},
      {"POST /api/obligations/{id}/close", kObliges, "/api/obligations/{obligation}/close", R"({"closed_as":"met"})", At{"obligation"}},
      {"GET /api/publicity", kObliges, "/api/publicity"},
      {"GET /api/publicity", kObliges, "/api/publicity?area_id={area}&month=2026-11", Elsewhere{200}},
      {"POST /api/publicity", kObliges, "/api/publicity", R"({"area_id":{area},"on":"2026-11-20","subject":"registration","channel":"poster","reach":40})", 201},
      {"POST /api/publicity", kObliges, "/api/publicity", R"({"area_id":null,"on":"2026-11-20","subject":"registration","channel":"poster","reach":40})", 422},
  };
}
// clang-format on

}  // namespace

std::vector<Line> premises_lines() {
  auto out = key_lines();
  for (const auto& more : {site_lines(), patrol_lines(), inspection_lines(), obligation_lines()})
    out.insert(out.end(), more.begin(), more.end());
  return out;
}

}  // namespace weige::matrix
