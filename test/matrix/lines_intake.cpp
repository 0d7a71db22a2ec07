// Lines of the routes of files, imports, rosters, pocket rosters, reports, declarations and findings.
#include "matrix/lines.h"

namespace weige::matrix {

namespace {

// clang-format off
constexpr auto kImports =  ". + .. +.. ... .. ...";
constexpr auto kHandsIn = ". + .. +++ +++ +. ...";
constexpr auto kOfAreas = ". + .. +++ +++ w. ...";
constexpr auto kOfPlaces = ". + .. +++ +++ 0. ...";
constexpr auto kRosters =  ". + .. +0+ 0++ 0. ...";  // of others: for who decides what differs
constexpr auto kDecides =  ". p .. +.+ .++ .. ...";
constexpr auto kCounts =   ". + .. +.+ .++ .. ...";
constexpr auto kAnybodyAtIntake =  "* * ** *** *** ** ***";

std::vector<Line> files_and_rosters() {
  return {
      {"POST /api/uploads", kHandsIn, "/api/uploads", "!姓名,证件号码\n新人,\n", 201, Keeps{}},
      {"GET /api/uploads/{id}", kHandsIn, "/api/uploads/{upload}", 404},
      {"GET /api/uploads/{id}", kHandsIn, "/api/uploads/{mine.upload}"},
      {"GET /api/imports", kImports, "/api/imports"},
      {"POST /api/imports", kImports, "/api/imports", R"({"upload_id":{upload},"kind":"residents","mode":"good_rows","mapping":[{"column":0,"field":"name"}]})", 404},
      {"GET /api/imports/{id}", kImports, "/api/imports/{import}", 404},
      {"GET /api/imports/{id}", kImports, "/api/imports/{mine.import}"},
      {"GET /api/imports/{id}/rows", kImports, "/api/imports/{import}/rows", 404},
      {"GET /api/imports/{id}/rows", kImports, "/api/imports/{mine.import}/rows"},
      {"GET /api/imports/{id}/result-file", kImports, "/api/imports/{import}/result-file", 404},
      {"GET /api/imports/{id}/result-file", kImports, "/api/imports/{mine.import}/result-file", Varies{}},

      {"GET /api/rosters", kHandsIn, "/api/rosters"},
      {"POST /api/rosters", kHandsIn, "/api/rosters", R"({"upload_id":{upload}})", 404},
      {"POST /api/rosters", kHandsIn, "/api/rosters", R"({"upload_id":{mine.upload}})", 202},
      {"POST /api/rosters", kOfAreas, "/api/rosters", R"({"upload_id":{mine.upload},"scope":{"kind":"area","id":{area}}})", 202},
      {"POST /api/rosters", kOfPlaces, "/api/rosters", R"({"upload_id":{mine.upload},"scope":{"kind":"address","id":{lane}}})", 202},
      {"POST /api/rosters", kOfPlaces, "/api/rosters", R"({"upload_id":{mine.upload},"scope":{"kind":"organisation","id":{organisation}}})", 202},
      {"POST /api/rosters", kHandsIn, "/api/rosters", R"({"upload_id":null})", 422},
      {"GET /api/rosters/mapping", kHandsIn, "/api/rosters/mapping?upload_id={upload}", 404},
      {"GET /api/rosters/mapping", kHandsIn, "/api/rosters/mapping?upload_id={mine.upload}"},
      {"GET /api/rosters/{id}", kRosters, "/api/rosters/{roster}"},
      {"GET /api/rosters/{id}/answers", kRosters, "/api/rosters/{roster}/answers"},
      {"GET /api/rosters/{id}/answer-file", kRosters, "/api/rosters/{roster}/answer-file"},
      {"GET /api/rosters/{id}/rows", kDecides, "/api/rosters/{roster}/rows"},
      {"POST /api/rosters/{id}/apply", kDecides, "/api/rosters/{roster}/apply", R"({"kinds":["new_person"]})", 202},
      {"POST /api/rosters/{id}/apply", kDecides, "/api/rosters/{roster}/apply", R"({"kinds":[]})", 422},
      {"GET /api/roster-rules", kCounts, "/api/roster-rules"},
      {"DELETE /api/roster-rules/{id}", kDecides, "/api/roster-rules/{rule}", 204},
  };
}

std::vector<Line> reports_and_findings() {
  return {
      {"GET /api/pocket", kHandsIn, "/api/pocket"},
      {"POST /api/pocket", kHandsIn, "/api/pocket", R"({"name":"新人","phone":"19900000003"})", 201},
      {"POST /api/pocket", kOfAreas, "/api/pocket", R"({"name":"新人","phone":"19900000003","scope":{"kind":"area","id":{area}}})", 201},
      {"POST /api/pocket", kOfPlaces, "/api/pocket", R"({"name":"新人","phone":"19900000003","scope":{"kind":"organisation","id":{organisation}}})", 201},
      {"PATCH /api/pocket/{id}", kHandsIn, "/api/pocket/{line}", R"({"phone":"19900000004"})", 404, At{"line"}},
      {"POST /api/pocket/{id}/left", kHandsIn, "/api/pocket/{line}/left", 404, At{"line"}},
      {"POST /api/pocket/unchanged", kHandsIn, "/api/pocket/unchanged", R"({"kind":"organisation","id":{organisation}})", 404},

      {"POST /api/reports", kHandsIn, "/api/reports", R"({"kind":"moved_in","place":"{house}101室","name":"新人","phone":"19900000005"})", 202, Elsewhere{202}},
      {"POST /api/reports/reading", kHandsIn, "/api/reports/reading", R"({"line":"明珠路88弄1号101室搬来一户"})"},
      {"GET /api/declarations/form", kAnybodyAtIntake, "/api/declarations/form"},
      {"POST /api/declarations", kAnybodyAtIntake, "/api/declarations", R"({"name":"新人","place":"{house}101室","phone":"19900000006"})", 202},

      {"GET /api/findings", kDecides, "/api/findings"},
      {"GET /api/findings", kDecides, "/api/findings?roster_id={roster}", Elsewhere{200}},
      {"GET /api/findings", kDecides, "/api/findings?area_id={area}&state=open", Elsewhere{200}},
      {"GET /api/findings/counts", kCounts, "/api/findings/counts"},
      {"GET /api/findings/{id}", kDecides, "/api/findings/{finding}", AsAbsent{"finding"}},
      {"GET /api/findings/{id}", kDecides, "/api/findings/{changed}"},
      {"GET /api/findings/{id}", kDecides, "/api/findings/{moved}"},
      {"POST /api/findings/{id}/decision", kDecides, "/api/findings/{finding}/decision", R"({"verdict":"confirm","person_id":0})", At{"finding"}},
      {"POST /api/findings/{id}/decision", kDecides, "/api/findings/{changed}/decision", R"({"verdict":"refute","person_id":{own.person}})", At{"changed"}},
      {"POST /api/findings/{id}/decision", kDecides, "/api/findings/{moved}/decision", R"({"verdict":"refute"})", At{"moved"}},
  };
}
// clang-format on

}  // namespace

std::vector<Line> intake_lines() {
  auto out = files_and_rosters();
  const auto more = reports_and_findings();
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

}  // namespace weige::matrix
