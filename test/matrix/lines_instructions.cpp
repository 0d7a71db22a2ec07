// Lines of the routes of instructions: each is there for the post that issued it and for those that have a
// branch of it (B1).
#include "matrix/lines.h"

namespace weige::matrix {

std::vector<Line> instruction_lines() {
  // clang-format off
  constexpr auto kAnswers = ". + .. +++ +++ *. ...";  // a helper is told which grids it is asked about
  constexpr auto kIssues =  ". + .. +++ ++. .. ...";
  constexpr auto kNames = Names::all_areas;
  return {
      {"GET /api/instructions", kAnswers, "/api/instructions", kNames},
      {"GET /api/instructions", kAnswers, "/api/instructions?box=by_me&state=over&limit=2", kNames},
      {"GET /api/instructions", kAnswers, "/api/instructions?box=others", 422},
      {"GET /api/instructions/counts", kAnswers, "/api/instructions/counts"},
      {"GET /api/instructions/recipients", kIssues, "/api/instructions/recipients"},

      {"POST /api/instructions", kIssues, "/api/instructions", R"({"title":"核对","due_at":"2026-11-30T10:00:00Z","recipients":{"areas":[{area}],"roles":["helper"]}})", 201},
      {"POST /api/instructions", kIssues, "/api/instructions", R"({"title":"核对","due_at":"2026-11-30T10:00:00Z","recipients":{"posts":[{helper_post}]}})", 201},
      {"POST /api/instructions", kIssues, "/api/instructions", R"({"title":"核对","due_at":"2026-11-30T10:00:00Z","recipients":{"areas":[],"roles":[],"posts":[]}})", 422},
      {"POST /api/instructions", kIssues, "/api/instructions", R"({"title":"核对","due_at":"2026-11-30T10:00:00Z","recipients":null})", 422},
      {"POST /api/instructions/check", kIssues, "/api/instructions/check", R"({"title":"核对","due_at":"2026-11-30T10:00:00Z","recipients":{"areas":[{area}],"roles":["helper"]}})"},
      {"POST /api/instructions/check", kIssues, "/api/instructions/check", R"({"title":"核对","due_at":"2026-11-30T10:00:00Z","recipients":{"posts":[{helper_post}]},"questions":[{"kind":"register_figure","figure":"residents","text":"实有人口"}]})"},
      {"POST /api/instruction-files", kIssues, "/api/instruction-files", "!%PDF-1.4 x", 201},
      {"POST /api/instruction-files", kIssues, "/api/instruction-files", "!MZ", 422},

      {"GET /api/instructions/{id}", kAnswers, "/api/instructions/{mine.instruction}", kNames},
      {"GET /api/instructions/{id}", kAnswers, "/api/instructions/{the.instruction}", 404},
      {"GET /api/instructions/{id}/tree", kAnswers, "/api/instructions/{mine.instruction}/tree", kNames},
      {"GET /api/instructions/{id}/tree", kAnswers, "/api/instructions/{the.instruction}/tree", 404},
      {"GET /api/instructions/{id}/answers", kAnswers, "/api/instructions/{mine.instruction}/answers", kNames},
      {"GET /api/instructions/{id}/answers", kAnswers, "/api/instructions/{the.instruction}/answers", 404},
      {"GET /api/instructions/{id}/sheet", kAnswers, "/api/instructions/{mine.instruction}/sheet", kNames},
      {"GET /api/instructions/{id}/sheet", kAnswers, "/api/instructions/{the.instruction}/sheet", 404},
      {"GET /api/instructions/{id}/files/{file}", kAnswers, "/api/instructions/{mine.instruction}/files/987654321987", 404},
      {"GET /api/instructions/{id}/files/{file}", kAnswers, "/api/instructions/{the.instruction}/files/987654321987", 404},
      {"POST /api/instructions/{id}/acceptance", kAnswers, "/api/instructions/{mine.instruction}/acceptance", 409, At{"mine.branch"}},
      {"POST /api/instructions/{id}/acceptance", kAnswers, "/api/instructions/{the.instruction}/acceptance", 404, At{"the.branch"}},
      {"POST /api/instructions/{id}/reminders", kAnswers, "/api/instructions/{mine.instruction}/reminders", R"({"branch_ids":[{the.branch}]})", 404},
      {"POST /api/instructions/{id}/reminders", kAnswers, "/api/instructions/{mine.instruction}/reminders", R"({"branch_ids":[]})", kNames},
      {"POST /api/instructions/{id}/reminders", kAnswers, "/api/instructions/{the.instruction}/reminders", R"({"branch_ids":[]})", 404},
      {"POST /api/instructions/{id}/withdrawal", kIssues, "/api/instructions/{the.instruction}/withdrawal", R"({"reason":"发错了"})", 404},
      {"POST /api/instructions/{id}/withdrawal", kIssues, "/api/instructions/{mine.instruction}/withdrawal", R"({"reason":null})", 422},

      {"PUT /api/instruction-branches/{id}/state", kAnswers, "/api/instruction-branches/{mine.branch}/state", R"({"state":"received"})", At{"mine.branch"}, kNames},
      {"PUT /api/instruction-branches/{id}/state", kAnswers, "/api/instruction-branches/{mine.branch}/state", R"({"state":"accepted"})", 404, At{"mine.branch"}},
      {"PUT /api/instruction-branches/{id}/state", kAnswers, "/api/instruction-branches/{the.branch}/state", R"({"state":"received"})", 404, At{"the.branch"}},
      {"PUT /api/instruction-branches/{id}/state", kAnswers, "/api/instruction-branches/{the.branch}/state", R"({"state":"withdrawn","reason":"不再需要"})", 404, At{"the.branch"}},
      {"POST /api/instruction-branches/{id}/report", kAnswers, "/api/instruction-branches/{mine.branch}/report", R"({"answers":[],"remark":"已办"})", At{"mine.branch"}, kNames},
      {"POST /api/instruction-branches/{id}/report", kAnswers, "/api/instruction-branches/{mine.branch}/report", R"({"answers":null})", 422, At{"mine.branch"}},
      {"POST /api/instruction-branches/{id}/report", kAnswers, "/api/instruction-branches/{the.branch}/report", R"({"answers":[],"remark":"已办"})", 404, At{"the.branch"}},
      {"POST /api/instruction-branches/{id}/branches", kIssues, "/api/instruction-branches/{mine.branch}/branches", R"({"recipients":{"areas":[{own.area}],"roles":["helper"]}})", At{"mine.branch"}},
      {"POST /api/instruction-branches/{id}/branches", kIssues, "/api/instruction-branches/{mine.branch}/branches", R"({"recipients":{"posts":[{helper_post}]}})", At{"mine.branch"}},
      {"POST /api/instruction-branches/{id}/branches", kIssues, "/api/instruction-branches/{mine.branch}/branches", R"({"recipients":null})", 422, At{"mine.branch"}},
      {"POST /api/instruction-branches/{id}/branches", kIssues, "/api/instruction-branches/{the.branch}/branches", R"({"recipients":{"roles":["helper"]}})", 404, At{"the.branch"}},
      {"PUT /api/instruction-branches/{id}/extension", kAnswers, "/api/instruction-branches/{mine.branch}/extension", R"({"until":"2026-12-20T10:00:00Z","reason":"人手不够"})", At{"mine.branch"}, kNames},
      {"PUT /api/instruction-branches/{id}/extension", kAnswers, "/api/instruction-branches/{the.branch}/extension", R"({"until":"2026-12-20T10:00:00Z","reason":"人手不够"})", 404, At{"the.branch"}},
      {"PUT /api/instruction-branches/{id}/extension/decision", kAnswers, "/api/instruction-branches/{mine.branch}/extension/decision", R"({"granted":true})", 404, At{"mine.branch"}},
      {"PUT /api/instruction-branches/{id}/extension/decision", kAnswers, "/api/instruction-branches/{the.branch}/extension/decision", R"({"granted":true})", 404, At{"the.branch"}},
  };
  // clang-format on
}

}  // namespace weige::matrix
