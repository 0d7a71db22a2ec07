#include "http/address_routes.h"

#include <boost/json.hpp>

#include "http/address_json.h"
#include "http/register_call.h"
#include "registry/town_store.h"

namespace weige::http {
namespace {

using access::Right;
using registry::RecordKind;

Result<Response> read_address(Call& call) {
  WEIGE_TRY(const auto id, call.request.id_param("id"));
  WEIGE_TRY(const auto view, registry::read_address(reading(call), id));
  return record_response(200, view.address.record.version, address_json(view));
}

Result<Response> add_address(Call& call) {
  WEIGE_TRY(auto input, read_json(call.request, take_new_address));
  input.town_area_id = access::kTown.value;
  input.town_text = registry::town_text(call.tx());
  WEIGE_TRY(const auto made, registry::add_address(writing(call), input));
  WEIGE_TRY(const auto view, registry::read_address(reading(call), made.id));
  return created_response("/api/addresses/" + std::to_string(made.id), made.version, address_json(view));
}

Result<Response> parse(Call& call) {
  const auto take_text = [](JsonFields& body) { return body.required("text", as_text{512}); };
  WEIGE_TRY(const auto text, read_json(call.request, take_text));
  auto address = registry::parse_in_town(text, registry::town_text(call.tx()));
  if (!address) return std::move(address).problem().at("text");
  return json_response(200, parsed_address_json(*address));
}

// A preview does everything and keeps nothing.
Response moved_response(Call& call, Extent extent, const registry::AddressMoved& moved) {
  call.keeping = extent == Extent::preview ? Keeping::nothing : Keeping::everything;
  if (extent == Extent::done)
    for (const auto id : moved.address_ids) tell_change(call, RecordKind::address, id);
  return json_response(200, address_moved_json(extent, moved));
}

Result<Response> rename(Call& call) {
  WEIGE_TRY(auto input, read_json(call.request, take_rename));
  WEIGE_TRY(input.act.id, call.request.id_param("id"));
  input.act.version = call.version();
  WEIGE_TRY(const auto moved, registry::rename_address(writing(call), input.act));
  return moved_response(call, input.extent, moved);
}

Result<Response> split(Call& call) {
  WEIGE_TRY(auto input, read_json(call.request, take_address_split));
  WEIGE_TRY(input.act.id, call.request.id_param("id"));
  input.act.version = call.version();
  WEIGE_TRY(const auto moved, registry::split_address(writing(call), input.act));
  return moved_response(call, input.extent, moved);
}

}  // namespace

std::vector<Route> address_routes() {
  const RouteOptions submission{.idempotency = Idempotency::required};
  const RouteOptions both{.if_match = IfMatch::required, .idempotency = Idempotency::required};
  return {
      {Method::get, "/api/addresses/{id}", Right::read_place, read_address},
      {Method::post, "/api/addresses", Right::edit_address, add_address, submission},
      {Method::post, "/api/addresses/parse", Right::read_place, parse, {.work = Work::read}},
      {Method::post, "/api/addresses/{id}/rename", Right::renumber_address, rename, both},
      {Method::post, "/api/addresses/{id}/split", Right::renumber_address, split, both},
  };
}

}  // namespace weige::http
