// Lines of the routes of norms, the duty board and the progress of the set-up.
#include "matrix/lines.h"

namespace weige::matrix {

std::vector<Line> norm_lines() {
  // clang-format off
  constexpr auto kReadsNorms = ". + ++ +++ +++ +. ...";
  constexpr auto kEditsNorms = ". + .. ... ... .. ...";
  constexpr auto kReadsDuties = ". + ++ +++ +++ .. ...";
  return {
      {"GET /api/norms", kReadsNorms, "/api/norms"},
      {"GET /api/norms/{norm}", kReadsNorms, "/api/norms/k2"},
      {"GET /api/norms/{norm}", kReadsNorms, "/api/norms/k9", 404},
      {"POST /api/norms/{norm}/versions", kEditsNorms, "/api/norms/k1/versions", R"({"effective_from":"2026-12-01","reason":"trial","values":{"finding_due_days":9}})", 201},
      {"POST /api/norms/{norm}/versions", kEditsNorms, "/api/norms/k1/versions", R"({"effective_from":"2026-12-01","reason":"trial","values":{"finding_due_days":900}})", 422},
      {"POST /api/norms/{norm}/versions", kEditsNorms, "/api/norms/k1/versions", R"({"effective_from":null,"reason":null})", 422},
      {"DELETE /api/norm-versions/{id}", kEditsNorms, "/api/norm-versions/{person}", 404},

      {"GET /api/duties", kReadsDuties, "/api/duties"},
      {"GET /api/duties", kReadsDuties, "/api/duties?month=2026-10"},
      {"GET /api/duties", kReadsDuties, "/api/duties?month=2030-01", 422},
      {"GET /api/duties", kReadsDuties, "/api/duties?area={area}"},
      {"GET /api/set-up-progress", kReadsDuties, "/api/set-up-progress"},
  };
  // clang-format on
}

}  // namespace weige::matrix
