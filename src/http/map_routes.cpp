#include "http/map_routes.h"

#include <boost/json.hpp>

#include "http/json_out.h"

namespace weige::http {

std::vector<Route> map_routes(const MapGround& ground) {
  auto tell = [ground](Call&) -> Result<Response> {
    boost::json::object out;
    if (!ground.tiles.empty()) put(out, "tiles", ground.tiles);
    if (!ground.attribution.empty()) put(out, "attribution", ground.attribution);
    return json_response(200, out);
  };
  return {{Method::get, "/api/map", access::Right::read_grids, std::move(tell)}};
}

}  // namespace weige::http
