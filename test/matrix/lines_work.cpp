// Lines of the routes of tasks, doors, visits and campaigns.
#include "matrix/lines.h"

namespace weige::matrix {

std::vector<Line> work_lines() {
  // clang-format off
  constexpr auto kReads =   ". + .. +.+ +++ .. ...";
  constexpr auto kAssigns = ". + .. +.+ .+. .. ...";
  constexpr auto kVisits =  ". . .. +.+ .++ .. ...";
  constexpr auto kLeads =   ". . .. ..+ .+. .. ...";
  return {
      {"GET /api/tasks", kReads, "/api/tasks"},
      {"GET /api/tasks", kReads, "/api/tasks?area_id={area}&source=by_hand", Elsewhere{200}},
      {"GET /api/tasks/counts", kReads, "/api/tasks/counts"},
      {"POST /api/tasks", kAssigns, "/api/tasks", R"({"premises_id":{premises},"about":"residents"})", 201, AsAbsent{"premises"}},
      {"POST /api/tasks", kAssigns, "/api/tasks", R"({"organisation_id":{organisation},"about":"organisation","due":"2026-12-01"})", 201, AsAbsent{"organisation"}},
      {"POST /api/tasks", kAssigns, "/api/tasks", R"({"premises_id":null,"about":null})", 422},
      {"POST /api/tasks/assign", kAssigns, "/api/tasks/assign", R"({"area_id":{area},"due":"2026-12-24"})", Elsewhere{200}},
      {"POST /api/tasks/assign", kAssigns, "/api/tasks/assign", R"({"area_id":{area},"roster_id":{roster}})", Elsewhere{200}},
      {"POST /api/tasks/assign", kAssigns, "/api/tasks/assign", R"({"area_id":null})", 422},
      {"PATCH /api/tasks/{id}", kAssigns, "/api/tasks/{task}", R"({"due":"2026-12-24"})", At{"task"}, AsAbsent{"task"}},
      {"PATCH /api/tasks/{id}", kAssigns, "/api/tasks/{task}", R"({"cancel":"not_needed"})", At{"task"}},
      {"GET /api/refusals", kLeads, "/api/refusals"},
      {"GET /api/campaigns", kReads, "/api/campaigns"},
      {"POST /api/campaigns", kAssigns, "/api/campaigns", R"({"area_id":{area},"name":"走访","uses":["home"],"until":"2026-12-31"})", 201},
      {"POST /api/campaigns", kAssigns, "/api/campaigns", R"({"area_id":null,"name":null,"until":null})", 422},
      {"POST /api/campaigns/{id}/end", kAssigns, "/api/campaigns/{campaign}/end", At{"campaign"}},

      {"GET /api/doors/{id}", kVisits, "/api/doors/{premises}", AsAbsent{"premises"}},
      {"GET /api/doors/{id}", kVisits, "/api/doors/{organisation}?kind=organisation"},
      {"GET /api/visits", kReads, "/api/visits"},
      {"GET /api/visits", kReads, "/api/visits?area_id={area}", Elsewhere{200}},
      {"GET /api/visits", kReads, "/api/visits?premises_id={premises}", Elsewhere{200}},
      {"POST /api/visits", kVisits, "/api/visits", R"({"premises_id":{premises},"outcome":"not_at_home"})", 201, At{"door"}},
      {"POST /api/visits", kVisits, "/api/visits", R"({"premises_id":{premises},"outcome":"spoke_with","residents":[{"residence_id":{residence},"version":{v:residence},"answer":"here"}]})", 201, At{"door"}},
      {"POST /api/visits", kVisits, "/api/visits", R"({"premises_id":{premises},"outcome":null})", 422, At{"door"}, Elsewhere{422}},
  };
  // clang-format on
}

}  // namespace weige::matrix
