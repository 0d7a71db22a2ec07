#include "http/address_list_routes.h"

#include <boost/json.hpp>

#include "http/json_out.h"
#include "http/list_query.h"
#include "http/register_call.h"

namespace weige::http {
namespace {

Result<Response> list_addresses(Call& call) {
  const auto& request = call.request;
  WEIGE_TRY(const auto parent, request.query_number("parent_id", 1, kGreatestId));
  WEIGE_TRY(const auto area, request.query_number("area_id", 1, kGreatestId));
  WEIGE_TRY(const auto query, list_query(request));
  WEIGE_TRY(const auto page,
            registry::list_addresses(
                reading(call),
                {.parent_id = parent, .area_id = area, .cursor = query.cursor, .limit = query.limit}));
  auto out = json_items(page.items, listed_address_json);
  put(out, "next_cursor", page.next_cursor);
  return json_response(200, out);
}

}  // namespace

boost::json::object listed_address_json(const registry::ListedAddress& address) {
  boost::json::object out{{"id", address.id},           {"level", address.level},
                          {"element", address.element}, {"canonical", address.canonical},
                          {"area_id", address.area_id}, {"children", address.children}};
  put(out, "parent_id", address.parent_id);
  if (!address.premises_id) return out;
  put(out, "premises_id", address.premises_id);
  put(out, "premises_use", address.premises_use);
  out["labels"] = json_array(address.labels, [](const std::string& label) { return json_of(label); });
  put(out, "residents", address.residents);
  return out;
}

std::vector<Route> address_list_routes() {
  return {{Method::get, "/api/addresses", access::Right::read_place, list_addresses}};
}

}  // namespace weige::http
