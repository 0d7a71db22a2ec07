#include "http/grid_place_routes.h"

#include <boost/json.hpp>

#include "grids/load_actions.h"
#include "grids/month_report_actions.h"
#include "grids/placement_actions.h"
#include "grids/set_up_actions.h"
#include "http/grid_call.h"
#include "http/grid_json.h"
#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/register_call.h"

namespace weige::http {
namespace {

using access::Right;
using grids::VersionId;

Result<Response> load(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<VersionId>("id"));
  WEIGE_TRY(const auto view, grids::load_of(grids_of(call), id));
  return json_response(200, load_json(view));
}

Result<Response> preview(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<VersionId>("id"));
  WEIGE_TRY(const auto view, grids::preview_of(grids_of(call), id));
  return json_response(200, preview_json(view, call.language()));
}

Result<grids::PlaceQuery> place_query(const Request& request) {
  grids::PlaceQuery query;
  WEIGE_TRY(query.version, request.id<VersionId>("id"));
  WEIGE_TRY(const auto page, list_page(request));
  query.after = page.after.value_or(0);
  query.limit = static_cast<int>(page.limit);
  WEIGE_TRY(const auto number, request.query_number("number", 0, 1'000'000));
  if (number) query.number = static_cast<int>(*number);
  if (const auto way = request.query.find("way"); way && !way->empty()) {
    query.way = grids::placed_by_of(*way);
    if (!query.way) return problem(ProblemCode::bad_choice, "way");
  }
  if (const auto doubt = request.query.find("doubt"); doubt && !doubt->empty()) {
    query.doubt = grids::place_doubt_of(*doubt);
    if (!query.doubt) return problem(ProblemCode::bad_choice, "doubt");
  }
  return query;
}

Result<Response> addresses(Call& call) {
  WEIGE_TRY(const auto query, place_query(call.request));
  WEIGE_TRY(const auto view, grids::read_version(grids_of(call), query.version));
  WEIGE_TRY(const auto found, grids::list_addresses(grids_of(call), query));
  WEIGE_TRY(const auto members, grids::read_members(grids_of(call), view.version.id, grids::Shapes::without));
  auto out = json_items(found, [&](const grids::ListedPlace& place) {
    auto one = grid_address_json(place);
    for (const auto& member : members)
      if (place.placed.number == member.number) put(one, "code", member.code);
    return one;
  });
  if (static_cast<int>(found.size()) == query.limit)
    put(out, "next_cursor", std::to_string(found.back().address));
  return json_response(200, out);
}

Result<Response> points(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<VersionId>("id"));
  WEIGE_TRY(const auto found, grids::list_points(grids_of(call), id));
  return json_response(200, points_json(found));
}

Result<Response> of_address(Call& call) {
  WEIGE_TRY(const auto id, call.request.id_param("id"));
  WEIGE_TRY(const auto found, grids::grids_of_address(grids_of(call), id));
  return json_response(200, json_items(found, address_grid_json));
}

Result<Response> by_hand(Call& call) {
  WEIGE_TRY(auto wanted, read_json(call.request, [](JsonFields& body) {
              grids::PlaceByHand out{.layer = body.required("layer_id", as_id<grids::LayerId>)};
              out.code = body.nullable("code", as_text{grids::kLongestMemberCode}).value_or(std::nullopt);
              out.reason = body.required("reason", as_text{200});
              return out;
            }));
  WEIGE_TRY(wanted.address, call.request.id_param("id"));
  WEIGE_TRY(const auto found, grids::place_by_hand(grids_of(call), wanted));
  tell_change(call, registry::RecordKind::address, wanted.address);
  return json_response(200, json_items(found, address_grid_json));
}

Result<Response> months(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<grids::LayerId>("id"));
  WEIGE_TRY(const auto found, grids::reported_months(grids_of(call), id));
  return json_response(200, json_items(found, [](const std::string& month) { return json_of(month); }));
}

Result<Response> month(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<grids::LayerId>("id"));
  WEIGE_TRY(const auto view,
            grids::month_report(grids_of(call), id, std::string(call.request.param("month"))));
  return json_response(200, month_report_json(view));
}

Result<Response> set_up(Call& call) {
  WEIGE_TRY(const auto lines, grids::set_up(grids_of(call)));
  return json_response(200, json_items(lines, set_up_json));
}

}  // namespace

std::vector<Route> grid_place_routes() {
  return {
      {Method::get, "/api/grid-versions/{id}/load", Right::read_grids, load},
      {Method::get, "/api/grid-versions/{id}/preview", Right::read_grids, preview},
      {Method::get, "/api/grid-versions/{id}/addresses", Right::read_grids, addresses},
      {Method::get, "/api/grid-versions/{id}/points", Right::read_grids, points},
      {Method::get, "/api/addresses/{id}/grids", Right::read_grids, of_address},
      {Method::put, "/api/addresses/{id}/grids", Right::edit_address, by_hand},
      {Method::get, "/api/grid-layers/{id}/reports", Right::read_counters, months},
      {Method::get, "/api/grid-layers/{id}/reports/{month}", Right::read_counters, month},
      {Method::get, "/api/grid-setup", Right::read_grids, set_up},
  };
}

}  // namespace weige::http
