#include "http/overview_routes.h"

#include <boost/json.hpp>

#include "http/json_out.h"
#include "http/list_query.h"
#include "http/overview_json.h"
#include "http/register_call.h"

namespace weige::http {
namespace {

using access::Right;

std::optional<std::string> month(const Request& request, std::string_view name) {
  const auto text = request.query.find(name);
  return text ? std::optional{std::string(*text)} : std::nullopt;
}

Result<Response> overview(Call& call) {
  WEIGE_TRY(const auto area, call.request.query_number("area_id", 1, kGreatestId));
  WEIGE_TRY(const auto figures, registry::read_overview(reading(call), area));
  return json_response(200, overview_json(figures));
}

Result<Response> counters(Call& call) {
  WEIGE_TRY(const auto area, call.request.query_number("area_id", 1, kGreatestId));
  WEIGE_TRY(const auto list, list_query(call.request));
  WEIGE_TRY(const auto page, registry::list_counters(reading(call), {.area_id = area,
                                                                     .from = month(call.request, "from"),
                                                                     .to = month(call.request, "to"),
                                                                     .cursor = list.cursor,
                                                                     .limit = list.limit}));
  auto out = json_items(page.items, counter_json);
  put(out, "next_cursor", page.next_cursor);
  return json_response(200, out);
}

}  // namespace

std::vector<Route> overview_routes() {
  return {
      {Method::get, "/api/overview", Right::read_counters, overview},
      {Method::get, "/api/counters", Right::read_counters, counters},
  };
}

}  // namespace weige::http
