#include "http/grid_call.h"

#include <boost/json.hpp>

#include "http/etag.h"
#include "http/grid_json.h"

namespace weige::http {

grids::GridContext grids_of(const Call& call) {
  return {call.tx(), call.actor(), call.now};
}

grids::GridWork grid_work(const Call& call) {
  return {call.database, call.actor(), call.now};
}

Result<grids::VersionAt> version_at(const Call& call) {
  WEIGE_TRY(const auto id, call.request.id<grids::VersionId>("id"));
  return grids::VersionAt{id, call.version()};
}

Result<Response> version_response(const grids::GridContext& context, int status, grids::VersionId id) {
  WEIGE_TRY(const auto view, grids::read_version(context, id));
  auto response = json_response(status, grid_version_json(view));
  response.headers.add("ETag", version_tag(view.version.version));
  return response;
}

}  // namespace weige::http
