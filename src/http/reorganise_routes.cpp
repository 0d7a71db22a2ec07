#include "http/reorganise_routes.h"

#include <boost/json.hpp>

#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/operation_json.h"
#include "http/register_call.h"
#include "registry/reorganise_actions.h"

namespace weige::http {
namespace {

struct Wanted {
  registry::Reorganisation act = {};
  Extent extent = Extent::done;
};

Wanted take_wanted(JsonFields& body) {
  constexpr std::size_t kMostAddresses = 1000, kLongestReason = 200;
  const as_integer id{1, kGreatestId};
  Wanted out{.act = {.from_area_id = body.required("from_area_id", id),
                     .to_area_id = body.required("to_area_id", id),
                     .address_ids = body.optional("address_ids", as_list(kMostAddresses, id)),
                     .reason = body.required("reason", as_text{kLongestReason})}};
  if (body.optional("preview", as_flag).value_or(false)) out.extent = Extent::preview;
  return out;
}

Result<Response> reorganise(Call& call) {
  WEIGE_TRY(const auto wanted, read_json(call.request, take_wanted));
  if (wanted.extent == Extent::preview) {
    WEIGE_TRY(const auto counted, registry::preview_reorganisation(writing(call), wanted.act));
    return json_response(200, operation_json(Extent::preview, {}, counted.affected));
  }
  WEIGE_TRY(const auto done, registry::reorganise_areas(writing(call), wanted.act));
  if (const auto* job = std::get_if<jobs::JobId>(&done)) return json_response(202, submitted_json(*job));
  const auto& moved = std::get<registry::Reorganised>(done);
  return json_response(200, operation_json(Extent::done, *moved.operation, moved.affected));
}

}  // namespace

std::vector<Route> reorganise_routes() {
  return {{Method::post,
           "/api/areas/reorganise",
           access::Right::reorganise_areas,
           reorganise,
           {.idempotency = Idempotency::required}}};
}

}  // namespace weige::http
