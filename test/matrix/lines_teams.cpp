// Lines of the routes of teams: their state, N forces, duties, supervision, streams and robots. {team} is the
// id of a grid's area, {force} a helper enlisted there, {said} a text of its stream by the office, {told} an
// instruction there, {settling} a committee.
#include "matrix/lines.h"

namespace weige::matrix {

std::vector<Line> team_lines() {
  // clang-format off
  constexpr auto kLists =   ". + ++ +++ +++ +. ...";
  constexpr auto kReads =   ". + ++ +++ +++ 0. ...";  // the helper's own area is no grid
  constexpr auto kDuties =  ". + ++ +++ +++ .. ...";
  constexpr auto kForces =  ". + .. +++ +++ .. ...";
  constexpr auto kKeeps =   ". + .. +.. ++. .. ...";
  constexpr auto kGuides =  ". . .. ..+ .+. .. ...";
  constexpr auto kWithdraw = ". + 00 +00 ++0 0. ...";
  return {
      {"GET /api/teams", kLists, "/api/teams"},
      {"GET /api/teams/{id}", kReads, "/api/teams/{team}"},
      {"GET /api/teams/{id}", kReads, "/api/teams/{the.layer}", 404},
      {"PUT /api/teams/{id}/kinds/{kind}", kKeeps, "/api/teams/{team}/kinds/housing_agent", R"({"reason":"x"})", 204},
      {"PUT /api/teams/{id}/kinds/{kind}", kKeeps, "/api/teams/{team}/kinds/housing_agent", R"({"reason":null})", 204},
      {"POST /api/teams/{id}/list-checks", kKeeps, "/api/teams/{team}/list-checks", "{}", 204},
      {"GET /api/teams/{id}/duties", kDuties, "/api/teams/{team}/duties"},
      {"PUT /api/committees/{id}/duties/{number}", kKeeps, "/api/committees/{settling}/duties/L6", R"({"role":"coordinator"})", 204},
      {"PUT /api/committees/{id}/duties/{number}", kKeeps, "/api/committees/{settling}/duties/L6", R"({"role":null})", 204},
      {"GET /api/supervision", kDuties, "/api/supervision"},
      {"PUT /api/supervision/seats", kKeeps, "/api/supervision/seats", R"({"area_id":{settling},"body":"task_force","post_id":{post},"seat":"member"})", 204},
      {"PUT /api/supervision/seats", kKeeps, "/api/supervision/seats", R"({"area_id":null,"body":"task_force","post_id":null,"seat":null})", 422},

      {"GET /api/teams/{id}/helpers", kForces, "/api/teams/{team}/helpers?which=all"},
      {"POST /api/teams/{id}/helpers", kKeeps, "/api/teams/{team}/helpers", R"({"kind":"volunteer","name":"新人","channel":"none","joined_on":"2026-11-01"})", 201},
      {"POST /api/teams/{id}/helpers", kKeeps, "/api/teams/{own.team}/helpers", R"({"kind":"volunteer","name":"新人","channel":"none","joined_on":"2026-11-01","premises_id":{premises}})", 201},
      {"POST /api/teams/{id}/helpers", kKeeps, "/api/teams/{own.team}/helpers", R"({"kind":"volunteer","name":"新人","channel":"none","joined_on":"2026-11-01","post_id":{post}})", 404},
      {"POST /api/teams/{id}/helpers", kKeeps, "/api/teams/{own.team}/helpers", R"({"kind":null,"name":null,"channel":null,"joined_on":null})", 422},
      {"POST /api/teams/{id}/guidance", kGuides, "/api/teams/{team}/guidance", R"({"helper_ids":[{force}],"on":"2026-11-20","topic":"rosters"})", 204},
      {"POST /api/teams/{id}/guidance", kGuides, "/api/teams/{own.team}/guidance", R"({"helper_ids":[],"on":"2026-11-20","topic":"rosters"})", 422},
      {"POST /api/teams/{id}/guidance", kGuides, "/api/teams/{own.team}/guidance", R"({"helper_ids":null,"on":"2026-11-20","topic":"rosters"})", 422},
      {"GET /api/team-helpers/{id}", kForces, "/api/team-helpers/{force}"},
      {"PUT /api/team-helpers/{id}", kKeeps, "/api/team-helpers/{force}", R"({"kind":"volunteer","name":"改名","channel":"none","joined_on":"2026-11-01","keep_phone":true})", At{"force"}},
      {"POST /api/team-helpers/{id}/leaving", kKeeps, "/api/team-helpers/{force}/leaving", R"({"left_on":"2026-11-20","reason":"own_wish"})", At{"force"}},
      {"GET /api/team-helpers/{id}/phone", ". p .. ppp ppp .. ...", "/api/team-helpers/{force}/phone"},
      {"POST /api/team-imports", kKeeps, "/api/team-imports", R"({"upload_id":{upload}})", 404},
      {"POST /api/team-imports", kKeeps, "/api/team-imports", R"({"upload_id":{mine.upload},"grid_id":{team}})", 422},
      {"POST /api/team-imports", kKeeps, "/api/team-imports", R"({"upload_id":null,"grid_id":null})", 422},

      {"GET /api/teams/{id}/messages", kReads, "/api/teams/{team}/messages"},
      {"POST /api/teams/{id}/messages", kReads, "/api/teams/{team}/messages", R"({"text":"明天上午走访"})", 201},
      {"POST /api/teams/{id}/messages", kLists, "/api/teams/{own.team}/messages", R"({"text":null})", 422},
      {"DELETE /api/teams/{id}/messages/{message}", kWithdraw, "/api/teams/{team}/messages/{said}", 204},
      {"PUT /api/teams/{id}/messages/{message}/receipt", kReads, "/api/teams/{team}/messages/{told}/receipt", "{}", 204},
      {"PUT /api/teams/{id}/messages/{message}/receipt", kReads, "/api/teams/{team}/messages/{said}/receipt", "{}", 404},
      {"PUT /api/teams/{id}/read-mark", kReads, "/api/teams/{team}/read-mark", R"({"up_to":"2026-11-23T06:00:00Z"})", 204},
      {"GET /api/team-unread", kLists, "/api/team-unread"},
      {"GET /api/teams/{id}/robot", kKeeps, "/api/teams/{team}/robot"},
      {"PUT /api/teams/{id}/robot", kKeeps, "/api/teams/{team}/robot", R"({"address":"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x"})", 409},
      {"DELETE /api/teams/{id}/robot", kKeeps, "/api/teams/{team}/robot", 404},
      {"POST /api/teams/{id}/robot/trial", kKeeps, "/api/teams/{team}/robot/trial", "{}", 404},
  };
  // clang-format on
}

}  // namespace weige::matrix
