#include "http/search_routes.h"

#include <boost/json.hpp>

#include "http/register_call.h"
#include "http/search_json.h"
#include "registry/town_store.h"

namespace weige::http {
namespace {

Result<Response> search(Call& call) {
  WEIGE_TRY(auto request, read_json(call.request, take_search));
  request.town_text = registry::town_text(call.tx());
  WEIGE_TRY(const auto page, registry::search(reading(call), request));
  return json_response(200, search_json(page, call.actor().purpose()));
}

}  // namespace

// What of it one may find is decided kind by kind (search_actions.h); who may see places at all may come in.
std::vector<Route> search_routes() {
  return {{Method::post, "/api/search", access::Right::read_place, search, {.work = Work::read}}};
}

}  // namespace weige::http
