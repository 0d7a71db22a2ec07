#include "http/area_routes.h"

#include <boost/json.hpp>

#include "access/area_actions.h"
#include "grids/grid_area_actions.h"
#include "http/area_json.h"
#include "http/json_fields.h"
#include "http/json_out.h"
#include "registry/town_actions.h"

namespace weige::http {
namespace {

using access::Area;
using access::AreaId;
using access::Right;

constexpr as_text kAreaCode{access::kLongestAreaCode};
constexpr as_text kAreaName{access::kLongestAreaName};

Result<Response> list_areas(Call& call) {
  return json_response(200, json_items(access::list_areas(call.tx(), call.actor()), area_json));
}

Result<Response> create_area(Call& call) {
  WEIGE_TRY(const auto wanted, read_json(call.request, [](JsonFields& fields) {
              return access::NewArea{.parent = fields.required("parent_id", as_id<AreaId>),
                                     .kind = fields.required("kind", as_choice(access::area_kind_of)),
                                     .code = fields.required("code", kAreaCode),
                                     .name = fields.required("name", kAreaName)};
            }));
  WEIGE_TRY(const Area area, access::create_area(call.tx(), call.now, call.actor(), wanted));
  return json_response(201, area_json(area));
}

struct AreaEdit {
  std::optional<std::string> code, name;
  std::optional<AreaId> parent;
  std::optional<access::AreaState> state;
};

// A closed area is not opened again: what replaced it stands elsewhere by then.
std::optional<access::AreaState> closed(std::string_view code) {
  const auto state = access::area_state_of(code);
  return state == access::AreaState::closed ? state : std::nullopt;
}

AreaEdit read_edit(JsonFields& fields) {
  return {.code = fields.optional("code", kAreaCode),
          .name = fields.optional("name", kAreaName),
          .parent = fields.optional("parent_id", as_id<AreaId>),
          .state = fields.optional("state", as_choice(closed))};
}

Result<Area> apply(Call& call, AreaId id, const AreaEdit& edit) {
  WEIGE_TRY(Area area, access::read_area(call.tx(), call.actor(), id));
  if (grids::stands_for_a_grid(call.tx(), id.value)) return problem(ProblemCode::bad_choice, "id");
  if (edit.code || edit.name) {
    const access::AreaNaming naming{edit.code.value_or(area.code), edit.name.value_or(area.name)};
    WEIGE_TRY(area, access::rename_area(call.tx(), call.now, call.actor(), id, naming));
  }
  if (edit.parent && edit.parent != area.parent) {
    WEIGE_TRY(area, access::move_area(call.tx(), call.now, call.actor(), id, *edit.parent));
  }
  if (edit.state) {
    WEIGE_TRY(area, access::close_area(call.tx(), call.now, call.actor(), id));
  }
  return area;
}

Result<Response> change_area(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<AreaId>("id"));
  WEIGE_TRY(const auto edit, read_json(call.request, read_edit));
  WEIGE_TRY(const Area area, apply(call, id, edit));
  return json_response(200, area_json(area));
}

Problem no_table() {
  return problem(ProblemCode::division_table).with("file", "divisions.bin").with("reason", "not installed");
}

constexpr std::size_t kMostTowns = 20;

Result<Response> find_divisions(Call& call, const standards::DivisionTable* divisions) {
  if (!divisions) return no_table();
  const auto text = call.request.query.find("text").value_or("");
  const auto found = registry::find_towns(*divisions, text, kMostTowns);
  return json_response(200, json_items(found, [](const registry::TownFound& one) {
                         return boost::json::object{{"code", one.town.code.text()},
                                                    {"name", one.town.name},
                                                    {"address_text", one.address_text}};
                       }));
}

boost::json::object division_json(const standards::Division& one) {
  return {{"code", one.code.text()}, {"name", one.name}};
}

Result<Response> read_division(Call& call, const standards::DivisionTable* divisions) {
  if (!divisions) return no_table();
  auto plan = registry::plan_town(*divisions, call.request.param("code"));
  if (!plan) return std::move(plan).problem().at("code");
  auto out = division_json(plan->town);
  out["address_text"] = plan->address_text;
  out["committees"] = json_array(plan->committees, division_json);
  return json_response(200, out);
}

Result<Response> set_up(Call& call, const standards::DivisionTable* divisions) {
  WEIGE_TRY(const auto code,
            read_json(call.request, [](JsonFields& fields) { return fields.required("code", as_text{12}); }));
  if (!divisions) return no_table();
  auto plan = registry::plan_town(*divisions, code);
  if (!plan) return std::move(plan).problem().at("code");
  WEIGE_TRY(const auto town, registry::set_up_town(call.tx(), call.now, call.actor(), *plan));
  boost::json::object out;
  put(out, "created", town.created);
  put(out, "address_text", town.address_text);
  out["town"] = area_json(town.town);
  out["committees"] = json_array(town.committees, area_json);
  return json_response(200, out);
}

}  // namespace

std::vector<Route> area_routes(const standards::DivisionTable* divisions) {
  return {
      {Method::get, "/api/areas", SignedIn{}, list_areas},
      {Method::post, "/api/areas", Right::manage_areas, create_area, {.idempotency = Idempotency::required}},
      {Method::patch, "/api/areas/{id}", Right::manage_areas, change_area},
      {Method::get, "/api/divisions", Right::manage_areas,
       [divisions](Call& call) { return find_divisions(call, divisions); }},
      {Method::get, "/api/divisions/{code}", Right::manage_areas,
       [divisions](Call& call) { return read_division(call, divisions); }},
      {Method::post, "/api/town", Right::manage_areas,
       [divisions](Call& call) { return set_up(call, divisions); }},
  };
}

}  // namespace weige::http
