#include "http/grid_alignment_routes.h"

#include <boost/json.hpp>

#include "grids/alignment_actions.h"
#include "grids/recut_actions.h"
#include "http/grid_call.h"
#include "http/grid_json.h"
#include "http/json_fields.h"
#include "http/json_out.h"

namespace weige::http {
namespace {

using access::Right;
using grids::CrosswalkId;
using grids::VersionId;

Result<Response> list_crosswalks(Call& call) {
  WEIGE_TRY(const auto found, grids::crosswalks(grids_of(call)));
  return json_response(200, json_items(found, crosswalk_json));
}

Result<Response> make(Call& call) {
  WEIGE_TRY(const auto wanted, read_json(call.request, [](JsonFields& body) {
              return grids::Comparison{.areas = body.required("areas_version_id", as_id<VersionId>),
                                       .grids = body.required("grids_version_id", as_id<VersionId>)};
            }));
  WEIGE_TRY(const auto view, grids::make_crosswalk(grids_of(call), wanted));
  return json_response(201, crosswalk_view_json(view));
}

Result<Response> read_crosswalk(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<CrosswalkId>("id"));
  WEIGE_TRY(const auto view, grids::read_crosswalk(grids_of(call), id));
  return json_response(200, crosswalk_view_json(view));
}

Result<Response> differences(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<CrosswalkId>("id"));
  WEIGE_TRY(const auto lands, grids::differences_of(grids_of(call), id));
  return geojson_response(difference_features(lands));
}

Result<Response> propose(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<CrosswalkId>("id"));
  WEIGE_TRY(const auto draft, grids::propose_areas(grids_of(call), id));
  return version_response(grids_of(call), 201, draft.id);
}

Result<Response> recut(Call& call) {
  WEIGE_TRY(auto wanted, read_json(call.request, [](JsonFields& body) {
              return grids::WantedRecut{
                  .version = {},
                  .measure = body.optional("measure", as_choice(grids::recut_measure_of))
                                 .value_or(grids::RecutMeasure::doors),
                  .across_committees = body.optional("across_committees", as_flag).value_or(false)};
            }));
  WEIGE_TRY(wanted.version, call.request.id<VersionId>("id"));
  WEIGE_TRY(const auto draft, grids::propose_recut_of(grids_of(call), wanted));
  return draft ? version_response(grids_of(call), 201, draft->id) : Result<Response>(no_content());
}

}  // namespace

std::vector<Route> grid_alignment_routes() {
  const RouteOptions submission{.idempotency = Idempotency::required};
  return {
      {Method::get, "/api/grid-crosswalks", Right::read_grids, list_crosswalks},
      {Method::post, "/api/grid-crosswalks", Right::edit_grids, make, submission},
      {Method::get, "/api/grid-crosswalks/{id}", Right::read_grids, read_crosswalk},
      {Method::get, "/api/grid-crosswalks/{id}/differences", Right::read_grids, differences},
      {Method::post, "/api/grid-crosswalks/{id}/proposal", Right::edit_grids, propose, submission},
      {Method::post, "/api/grid-versions/{id}/recut", Right::edit_grids, recut, submission},
  };
}

}  // namespace weige::http
