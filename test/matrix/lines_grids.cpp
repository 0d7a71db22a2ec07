// Lines of the routes of layers, versions and where addresses fall. Borders are for all who may look at
// grids; addresses, doors and residents between them are for those who cover them.
#include "matrix/lines.h"

namespace weige::matrix {

// clang-format off
std::vector<Line> grid_lines() {
  constexpr auto looks =  ". + ++ +++ +++ .. ...";
  constexpr auto places = ". + .. +++ +++ .. ...";
  constexpr auto edits =  ". + .. ... ... .. ...";
  constexpr auto months = ". + +0 000 000 .. ...";  // of the whole layer, for who covers it
  return {
      {"GET /api/grid-layers", looks, "/api/grid-layers"},
      {"POST /api/grid-layers", edits, "/api/grid-layers?kind=grids&datum=CGCS2000", R"(!{"type":"FeatureCollection","features":[]})", 422, Keeps{}},
      {"POST /api/grid-layers/{id}/drafts", edits, "/api/grid-layers/{the.layer}/drafts", "{}", 201},
      {"GET /api/grid-versions/{id}", looks, "/api/grid-versions/{the.version}"},
      {"DELETE /api/grid-versions/{id}", edits, "/api/grid-versions/{the.draft}", 204, At{"the.draft"}},
      {"GET /api/grid-versions/{id}/shapes", looks, "/api/grid-versions/{the.version}/shapes"},
      {"GET /api/grid-versions/{id}/faults", edits, "/api/grid-versions/{the.draft}/faults"},
      {"POST /api/grid-versions/{id}/repair", edits, "/api/grid-versions/{the.draft}/repair", 200, At{"the.draft"}},
      {"GET /api/grid-versions/{id}/coverage", looks, "/api/grid-versions/{the.version}/coverage"},
      {"POST /api/grid-versions/{id}/publish", edits, "/api/grid-versions/{the.version}/publish", R"({"effective_from":"2026-11-23"})", 409, At{"the.version"}, Keeps{}},
      {"GET /api/grid-versions/{id}/edits", looks, "/api/grid-versions/{the.draft}/edits"},
      {"POST /api/grid-versions/{id}/edits", edits, "/api/grid-versions/{the.draft}/edits", R"({"kind":"remove","number":1})", At{"the.draft"}},
      {"POST /api/grid-versions/{id}/edits/undo", edits, "/api/grid-versions/{the.draft}/edits/undo", 409, At{"the.draft"}},
      {"PATCH /api/grid-versions/{id}/members/{number}", edits, "/api/grid-versions/{the.draft}/members/1", R"({"name":"改"})", At{"the.draft"}},
      {"PATCH /api/grid-versions/{id}/members/{number}", edits, "/api/grid-versions/{the.draft}/members/1", R"({"committee_id":null})", At{"the.draft"}},
      {"GET /api/grid-versions/{id}/load", looks, "/api/grid-versions/{the.version}/load"},
      {"GET /api/grid-versions/{id}/preview", looks, "/api/grid-versions/{the.draft}/preview"},
      {"GET /api/grid-versions/{id}/addresses", places, "/api/grid-versions/{the.version}/addresses"},
      {"GET /api/grid-versions/{id}/addresses", places, "/api/grid-versions/{the.version}/addresses?number={number_of_grid}", Elsewhere{200}},
      {"GET /api/grid-versions/{id}/addresses", places, "/api/grid-versions/{the.version}/addresses?way=none"},
      {"GET /api/grid-versions/{id}/addresses", places, "/api/grid-versions/{the.version}/addresses?way=point"},
      {"GET /api/grid-versions/{id}/addresses", places, "/api/grid-versions/{the.draft}/addresses"},
      {"GET /api/grid-versions/{id}/addresses", places, "/api/grid-versions/{the.draft}/addresses?number={number_of_grid}", Elsewhere{200}},
      {"GET /api/grid-versions/{id}/points", places, "/api/grid-versions/{the.version}/points"},
      {"GET /api/grid-versions/{id}/points", places, "/api/grid-versions/{the.draft}/points"},
      {"POST /api/grid-versions/{id}/recut", edits, "/api/grid-versions/{the.version}/recut", "{}", 204},
      {"GET /api/addresses/{id}/grids", places, "/api/addresses/{address}/grids"},
      {"PUT /api/addresses/{id}/grids", ". + .. +.. .++ .. ...", "/api/addresses/{address}/grids", R"({"layer_id":{the.layer},"code":null,"reason":"核对"})"},
      {"GET /api/grid-layers/{id}/reports", months, "/api/grid-layers/{the.layer}/reports"},
      {"GET /api/grid-layers/{id}/reports/{month}", months, "/api/grid-layers/{the.layer}/reports/2020-01", 404},
      {"GET /api/grid-setup", looks, "/api/grid-setup"},
      {"GET /api/grid-crosswalks", looks, "/api/grid-crosswalks"},
      {"POST /api/grid-crosswalks", edits, "/api/grid-crosswalks", R"({"areas_version_id":{the.areas},"grids_version_id":{the.version}})", 201},
      {"POST /api/grid-crosswalks", edits, "/api/grid-crosswalks", R"({"areas_version_id":null,"grids_version_id":{the.version}})", 422},
      {"GET /api/grid-crosswalks/{id}", looks, "/api/grid-crosswalks/{the.crosswalk}"},
      {"GET /api/grid-crosswalks/{id}/differences", looks, "/api/grid-crosswalks/{the.crosswalk}/differences"},
      {"POST /api/grid-crosswalks/{id}/proposal", edits, "/api/grid-crosswalks/{the.crosswalk}/proposal", 201},
  };
}
// clang-format on

}  // namespace weige::matrix
