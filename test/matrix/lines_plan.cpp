// Lines of the routes of today's doors, full verification and the share of grid staff.
#include "matrix/lines.h"

namespace weige::matrix {

std::vector<Line> plan_lines() {
  // clang-format off
  constexpr auto kLooks =    ". + .. +.+ +++ .. ...";
  constexpr auto kWalks =    ". 0 .. +.+ 0++ .. ...";  // in its own post
  constexpr auto kMakesOwn = ". 0 .. +.+ .++ .. ...";
  constexpr auto kMakes =    ". + .. +.+ .++ .. ...";
  constexpr auto kCounts =   ". + ++ +++ +++ .. ...";
  constexpr auto kRuns =     ". + .. +.+ .+. .. ...";
  return {
      {"GET /api/plans/today", kWalks, "/api/plans/today"},
      {"GET /api/plans/today", kLooks, "/api/plans/today?post_id={walking_post}"},
      {"POST /api/plans/today", kMakesOwn, "/api/plans/today", R"({})"},
      {"POST /api/plans/today", kMakes, "/api/plans/today", R"({"post_id":{walking_post}})"},
      {"POST /api/plans/today/more", kMakesOwn, "/api/plans/today/more", R"({"doors":2})"},
      {"POST /api/plans/today/more", kMakes, "/api/plans/today/more", R"({"post_id":{walking_post},"doors":2})"},
      {"GET /api/plans/hit-rate", kCounts, "/api/plans/hit-rate"},
      {"GET /api/plans/hit-rate", kCounts, "/api/plans/hit-rate?by=grid&area_id={area}", Elsewhere{200}},
      {"GET /api/doors/code/{code}", kLooks, "/api/doors/code/{door_code}"},

      {"GET /api/verification", kCounts, "/api/verification"},
      {"GET /api/verification", kCounts, "/api/verification?area_id={area}", Elsewhere{200}},
      {"POST /api/verification", kRuns, "/api/verification", R"({"area_id":{round_area}})", 201},
      {"POST /api/verification", kRuns, "/api/verification", R"({"area_id":null})", 422},
      {"GET /api/verification/doors", kLooks, "/api/verification/doors?area_id={round_area}"},
      {"POST /api/verification/{id}/tasks", kRuns, "/api/verification/{verification}/tasks", R"({})"},
      {"PUT /api/verification/{id}/reasons", kRuns, "/api/verification/{verification}/reasons", R"({"premises_id":{premises},"reason":"no_access"})"},
      {"PUT /api/verification/{id}/reasons", kRuns, "/api/verification/{verification}/reasons", R"({"premises_id":null,"reason":null})", 422, Elsewhere{422}},
      {"POST /api/verification/{id}/close", kRuns, "/api/verification/{verification}/close", R"({})", At{"verification"}},

      {"GET /api/grid-staff-share", kCounts, "/api/grid-staff-share"},
      {"GET /api/grid-staff-share", kCounts, "/api/grid-staff-share?area_id={area}", Elsewhere{200}},
      {"GET /api/grid-staff-share/changes", kLooks, "/api/grid-staff-share/changes?area_id={area}"},
      {"GET /api/grid-staff-share/changes", kLooks, "/api/grid-staff-share/changes?by=grid_staff&area_id={area}"},
  };
  // clang-format on
}

}  // namespace weige::matrix
