#include "http/address_json.h"

#include <boost/json.hpp>

#include "http/json_out.h"
#include "http/provenance_json.h"
#include "http/record_json.h"

namespace weige::http {
namespace {

constexpr std::size_t kMostParts = 50;

boost::json::object path_json(const registry::Record& place) {
  boost::json::object out;
  put(out, "id", place.id);
  put(out, "parent_id", place.number("parent_id"));
  put_fields(out, place, {"level", "element", "canonical"});
  put(out, "area_id", place.number("area_id"));
  return out;
}

std::optional<double> number_of(const registry::Record& record, std::string_view field) {
  const auto& text = record[field];
  return text ? std::optional(std::stod(*text)) : std::nullopt;
}

Extent take_extent(JsonFields& body) {
  return body.optional("preview", as_flag).value_or(false) ? Extent::preview : Extent::done;
}

std::optional<double> as_number(const boost::json::value& value, const JsonPlace& place) {
  if (value.is_number()) return value.to_number<double>();
  return place.refuse(problem(ProblemCode::bad_number).with("min", "-180").with("max", "180"));
}

registry::AddressPart take_part(JsonFields& in) {
  registry::AddressPart out{.element = in.required("element", as_text{60})};
  out.residences = in.optional("residence_ids", as_list(1000, as_record_id)).value_or(out.residences);
  return out;
}

// A point is whole or absent.
std::optional<registry::Point> take_point(JsonFields& body) {
  const auto lng = body.optional("lng", as_number), lat = body.optional("lat", as_number);
  const auto datum = body.optional("datum", as_text{20});
  if (!lng && !lat && !datum) return std::nullopt;
  for (const auto& [name, missing] : {std::pair{"lng", !lng}, {"lat", !lat}, {"datum", !datum}})
    if (missing) body.place().at(name).refuse(problem(ProblemCode::missing_field));
  return registry::Point{lng.value_or(0), lat.value_or(0), datum.value_or("")};
}

}  // namespace

boost::json::object address_json(const registry::AddressView& view) {
  const auto& record = view.address.record;
  boost::json::object out;
  put(out, "id", record.id);
  put(out, "version", record.version);
  put(out, "parent_id", record.number("parent_id"));
  put_fields(out, record, {"state", "level", "element", "canonical"});
  put(out, "area_id", record.number("area_id"));
  put(out, "lng", number_of(record, "lng"));
  put(out, "lat", number_of(record, "lat"));
  put(out, "datum", record["datum"]);
  put(out, "premises_id", view.premises_id);
  out["path"] = json_array(view.path, path_json);
  out["aliases"] = json_array(view.aliases, [](const std::string& alias) { return json_of(alias); });
  out["provenance"] = provenances_json(view.address.provenance);
  return out;
}

boost::json::object parsed_address_json(const standards::StandardAddress& address) {
  boost::json::object out;
  for (std::size_t i = 0; i < standards::address_part_count; ++i) {
    const auto part = static_cast<standards::AddressPart>(i);
    if (address.has(part)) put(out, standards::address_part_name(part), address.part(part));
  }
  put(out, "canonical", address.canonical());
  return out;
}

boost::json::object address_moved_json(Extent extent, const registry::AddressMoved& moved) {
  auto out = operation_json(extent, moved.operation, moved.affected);
  out["address_ids"] = json_array(moved.address_ids, [](std::int64_t id) { return json_of(id); });
  return out;
}

registry::NewAddress take_new_address(JsonFields& body) {
  registry::NewAddress out;
  out.area_id = body.required("area_id", as_record_id);
  out.text = body.required("text", as_text{200});
  out.point = take_point(body);
  out.provenance = take_provenance(body);
  return out;
}

Previewable<registry::Rename> take_rename(JsonFields& body) {
  Previewable<registry::Rename> out;
  out.act.element = body.required("element", as_text{60});
  out.act.reason = body.required("reason", as_text{200});
  out.extent = take_extent(body);
  return out;
}

Previewable<registry::AddressSplit> take_address_split(JsonFields& body) {
  Previewable<registry::AddressSplit> out;
  out.act.parts = body.required("parts", as_list(kMostParts, as_object(take_part)));
  out.act.reason = body.required("reason", as_text{200});
  out.extent = take_extent(body);
  return out;
}

}  // namespace weige::http
