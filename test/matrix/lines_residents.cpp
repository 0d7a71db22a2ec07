// Lines of the routes of residents and of the office's side of them.
#include "matrix/lines.h"

namespace weige::matrix {

namespace {

// clang-format off
constexpr auto kAnybody =      "* * ** *** *** ** ***";
constexpr auto kResidents =    "- - -- --- --- -- ---";
constexpr auto kRequests =     ". + .. +.. ... .. ...";
constexpr auto kComplaints =   ". + .. 0.. ... .. ...";  // may be about whoever else covers the area
constexpr auto kCodes =        ". p .. p.. .pp .. ...";
constexpr auto kDelays =       ". p .. .p. ... .. ...";
constexpr auto kDelayBodies =  ". + .. .+. ... .. ...";
// clang-format on

}  // namespace

std::vector<Line> resident_lines() {
  // clang-format off
  return {
      // The door.
      {"GET /api/resident/sign-in-ways", kAnybody, "/api/resident/sign-in-ways"},
      {"POST /api/resident/codes", kAnybody, "/api/resident/codes", R"({"name":"某","document_number":"{number}"})", 409, Elsewhere{409}},
      {"POST /api/resident/sessions", kAnybody, "/api/resident/sessions", R"({"document_number":null,"code":null})", 422},

      // A resident's own sitting.
      {"GET /api/resident/session", kResidents, "/api/resident/session"},
      {"DELETE /api/resident/session", kResidents, "/api/resident/session", 204},
      {"GET /api/resident/record", kResidents, "/api/resident/record"},
      {"GET /api/resident/readings", kResidents, "/api/resident/readings"},
      {"GET /api/resident/copy", kResidents, "/api/resident/copy"},
      {"GET /api/resident/requests", kResidents, "/api/resident/requests"},
      {"POST /api/resident/requests", kResidents, "/api/resident/requests", R"({"kind":"correction","field":"phone","text":"电话不对"})", 201},
      {"POST /api/resident/requests", kResidents, "/api/resident/requests", R"({"kind":"correction","text":null})", 422},
      {"GET /api/resident/requests/{id}", kResidents, "/api/resident/requests/{request}"},
      {"GET /api/resident/officers", kResidents, "/api/resident/officers"},

      // The office.
      {"POST /api/persons/{id}/resident-code", kCodes, "/api/persons/{person}/resident-code", 201, Varies{}},
      {"POST /api/persons/{id}/resident-code", kCodes, "/api/persons/{guest}/resident-code", 201, Varies{}},
      {"GET /api/resident-requests", kRequests, "/api/resident-requests"},
      {"GET /api/resident-requests", kRequests, "/api/resident-requests?state=open&kind=correction&limit=2"},
      {"GET /api/resident-requests", kRequests, "/api/resident-requests?state=", 422},
      {"GET /api/resident-requests/counts", kRequests, "/api/resident-requests/counts"},
      {"GET /api/resident-requests/{id}", kRequests, "/api/resident-requests/{request}"},
      {"GET /api/resident-requests/{id}", kComplaints, "/api/resident-requests/{complaint}"},
      {"POST /api/resident-requests/{id}/answer", kRequests, "/api/resident-requests/{request}/answer", R"({"outcome":"accepted","reasons":"已改"})", At{"request"}},
      {"POST /api/resident-requests/{id}/answer", kRequests, "/api/resident-requests/{request}/answer", R"({"outcome":null,"reasons":null})", 422, Elsewhere{422}, At{"request"}},
      {"POST /api/resident-requests/{id}/answer", kComplaints, "/api/resident-requests/{complaint}/answer", R"({"outcome":"refused","reasons":"不属实"})", At{"complaint"}},
      {"POST /api/resident-requests/{id}/extend", kRequests, "/api/resident-requests/{request}/extend", R"({"reason":"须核对"})", At{"request"}},

      // Lawful delays.
      {"GET /api/persons/{id}/reading-delays", kDelays, "/api/persons/{person}/reading-delays"},
      {"POST /api/persons/{id}/reading-delays", kDelays, "/api/persons/{person}/reading-delays", R"({"reason":"emergency","until":"2026-12-01"})", 201},
      {"POST /api/persons/{id}/reading-delays", kDelayBodies, "/api/persons/{person}/reading-delays", R"({"reason":null,"until":null})", 422, Elsewhere{422}},
      {"DELETE /api/persons/{id}/reading-delays", kDelays, "/api/persons/{person}/reading-delays", 404},
  };
  // clang-format on
}

}  // namespace weige::matrix
