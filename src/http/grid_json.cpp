#include "http/grid_json.h"

#include <algorithm>
#include <boost/json.hpp>

#include <map>

#include "formats/geojson.h"
#include "grids/datum.h"
#include "grids/grid_words.h"
#include "http/json_out.h"

namespace weige::http {
namespace {

namespace json = boost::json;
using grids::Point;
using grids::Shape;

std::vector<formats::GeoPolygon> polygons_of(const Shape& shape) {
  const auto ring_of = [](const grids::Ring& ring) {
    formats::GeoRing out;
    out.reserve(ring.size());
    for (const auto& at : ring) out.push_back({at.x, at.y});
    return out;
  };
  std::vector<formats::GeoPolygon> out;
  for (const auto& polygon : shape.polygons) {
    out.push_back({ring_of(polygon.outer)});
    for (const auto& hole : polygon.holes) out.back().push_back(ring_of(hole));
  }
  return out;
}

// One feature a line, as formats::write_geojson does.
template <class Items, class Properties>
std::string features(const Items& items, const Properties& properties) {
  std::string out = R"({"type":"FeatureCollection","features":[)";
  bool first = true;
  for (const auto& item : items) {
    out += first ? "\n" : ",\n";
    first = false;
    out += R"({"type":"Feature",)";
    const json::object own = properties(item, out);
    out += R"("properties":)" + json::serialize(own) + R"(,"geometry":)";
    out += formats::write_geometry(polygons_of(item.shape)) + '}';
  }
  return out += "\n]}\n";
}

using Placing = std::optional<grids::Placing>;

json::object placing_json(const grids::Placing& placing) {
  json::object out{{"placed", placing.placed}, {"addresses", placing.addresses}};
  put(out, "job_id", placing.job);
  return out;
}

// While addresses are placed in the request that publishes it, it looks like the draft that it would be
// again.
std::string_view state_of(const grids::GridVersion& version, const Placing& placing) {
  if (placing) return "placing";
  return version.state == grids::VersionState::published ? "published" : "draft";
}

json::object version_json(const grids::GridLayer& layer, const grids::GridVersion& version,
                          const Placing& placing) {
  json::object out;
  put(out, "id", version.id);
  put(out, "layer_id", layer.id);
  put(out, "layer_kind", code(layer.kind));
  put(out, "layer_name", layer.name);
  put(out, "number", version.number);
  put(out, "state", state_of(version, placing));
  if (placing) out["placing"] = placing_json(*placing);
  if (placing || version.state == grids::VersionState::published)
    put(out, "effective_from", version.effective_from);
  put(out, "based_on", version.based_on);
  put(out, "members", version.members);
  put(out, "area_m2", version.area);
  put(out, "datum", version.datum);
  const auto datum = grids::Datum::parse(version.datum);
  put(out, "approximate", datum && datum->approximate());
  put(out, "source", version.source);
  if (!version.note.empty()) put(out, "note", version.note);
  put(out, "faulty", version.faulty);
  put(out, "shortened", version.shortened);
  put(out, "steps", version.steps);
  if (version.cut_short) put(out, "cut_short", true);
  put(out, "created_at", version.created_at);
  put(out, "published_at", version.published_at);
  put(out, "version", version.version);
  return out;
}

json::object counts_json(const grids::GridCounts& counts) {
  return {{"addresses", counts.addresses},
          {"doors", counts.doors},
          {"doors_with_residents", counts.doors_with_residents},
          {"residents", counts.residents},
          {"confirmed_within_year", counts.confirmed_within_year},
          {"premises", counts.premises},
          {"premises_residential", counts.premises_residential},
          {"organisations", counts.organisations}};
}

// What a preview tells of addresses that move.
void put_moved(json::object& out, const grids::GridCounts& counts) {
  put(out, "doors", counts.doors);
  put(out, "residents", counts.residents);
  put(out, "premises", counts.premises);
  put(out, "organisations", counts.organisations);
}

void put_placed(json::object& out, const grids::PlacedAddress& placed) {
  put(out, "number", placed.number);
  put(out, "way", code(placed.by));
  if (placed.doubt) put(out, "doubt", code(*placed.doubt));
}

json::object fix_json(const grids::Fix& fix, std::size_t number,
                      const std::vector<grids::GridMember>& members) {
  const auto code_of = [&](grids::Member member) { return members.at(member).code; };
  json::object out{{"number", number}};
  if (const auto* give = std::get_if<grids::GivePatch>(&fix)) {
    put(out, "kind", "give");
    put(out, "to", code_of(give->to));
    if (!give->from.empty()) put(out, "from", code_of(give->from.front()));
  } else if (const auto* snap = std::get_if<grids::SnapBorders>(&fix)) {
    put(out, "kind", "snap");
    put(out, "to", code_of(snap->onto));
    put(out, "from", code_of(snap->move));
  } else {
    put(out, "kind", "drop");
    put(out, "to", code_of(std::get<grids::DropMember>(fix).member));
  }
  return out;
}

json::object patch_json(const grids::FoundPatch& found, std::size_t number, const grids::CoverageView& view,
                        Language language) {
  const auto& patch = found.patch;
  json::object out{{"number", number}};
  put(out, "kind", code(patch.kind));
  put(out, "title", title(patch.kind, language));
  out["numbers"] =
      json_array(patch.members, [&](grids::Member member) { return view.members.at(member).number; });
  out["codes"] =
      json_array(patch.members, [&](grids::Member member) { return json_of(view.members.at(member).code); });
  put(out, "area_m2", patch.area);
  put(out, "width_m", patch.width);
  out["at"] = position_json(patch.inside);
  out["shape"] = geometry_json(patch.shape);
  put(out, "doors", found.counts.doors);
  put(out, "residents", found.counts.residents);
  json::array fixes;
  for (std::size_t i = 0; i < found.fixes.size(); ++i)
    fixes.push_back(fix_json(found.fixes[i], i, view.members));
  out["fixes"] = std::move(fixes);
  return out;
}

json::object saved_member_json(const grids::SavedMember& member) {
  json::object out;
  put(out, "code", member.code);
  if (!member.name.empty()) put(out, "name", member.name);
  put(out, "alignment", member.alignment);
  put(out, "partner", member.partner);
  put(out, "iou", member.iou);
  put(out, "area_m2", member.area);
  put(out, "outside_m2", member.outside);
  put(out, "doors", member.doors);
  put(out, "residents", member.residents);
  return out;
}

}  // namespace

json::object grid_version_json(const grids::VersionView& view) {
  auto out = version_json(view.layer, view.version, view.placing);
  put(out, "effective_to", view.effective_to);
  put(out, "in_force", view.in_force);
  return out;
}

json::object grid_layer_json(const grids::LayerView& view, Day today) {
  const auto* current = grids::in_force(view.versions, today);
  json::object out;
  put(out, "id", view.layer.id);
  put(out, "kind", code(view.layer.kind));
  put(out, "name", view.layer.name);
  if (current) put(out, "in_force", current->id);
  out["versions"] = json_array(view.versions, [&](const grids::GridVersion& version) {
    const auto placing = view.placing.find(version.id);
    auto one = version_json(view.layer, version, placing == view.placing.end() ? Placing{} : placing->second);
    if (version.state == grids::VersionState::published)
      put(one, "effective_to", grids::effective_to(version, view.versions));
    put(one, "in_force", &version == current);
    return one;
  });
  return out;
}

std::string member_features(const std::vector<grids::GridMember>& members) {
  return features(members, [](const grids::GridMember& member, std::string& out) {
    out += R"("id":)" + std::to_string(member.number) + ',';
    json::object own;
    put(own, "code", member.code);
    put(own, "name", member.name);
    put(own, "committee_id", member.committee);
    put(own, "populated", member.populated);
    put(own, "faulty", member.faulty);
    put(own, "area_m2", member.area);
    own["label"] = position_json(member.label);
    return own;
  });
}

std::string difference_features(const std::vector<grids::DifferentLand>& lands) {
  return features(lands, [](const grids::DifferentLand& land, std::string&) {
    json::object own;
    put(own, "area", land.area);
    put(own, "grid", land.grid);
    put(own, "area_m2", land.m2);
    put(own, "doors", land.doors);
    put(own, "residents", land.residents);
    return own;
  });
}

Response geojson_response(std::string text) {
  auto response = text_response(200, std::move(text), "application/geo+json");
  response.headers.add("Cache-Control", "no-store");
  return response;
}

json::value geometry_json(const Shape& degrees) {
  return json::parse(formats::write_geometry(polygons_of(degrees)));
}

json::array position_json(Point degrees) {
  return {degrees.x, degrees.y};
}

json::object member_faults_json(const grids::MemberFaults& faults, Language language) {
  json::object out;
  put(out, "number", faults.member.number);
  put(out, "code", faults.member.code);
  out["faults"] = json_array(faults.faults, [&](const grids::Fault& fault) {
    json::object one;
    put(one, "kind", code(fault.kind));
    put(one, "title", title(fault.kind, language));
    one["at"] = position_json(fault.at);
    return one;
  });
  if (faults.repaired) out["repaired"] = geometry_json(*faults.repaired);
  put(out, "lost_m2", faults.lost);
  put(out, "gained_m2", faults.gained);
  return out;
}

json::object coverage_json(const grids::CoverageView& view, Language language) {
  json::object out{{"method", "equal-area plane (Lambert azimuthal, GRS80) around the town"},
                   {"covered_m2", view.covered}};
  // More help nobody: borders that were drawn twice are mended by snapping, not one sliver after the other.
  constexpr std::size_t kMostTold = 2000;
  json::array found;
  for (std::size_t i = 0; i < std::min(kMostTold, view.patches.size()); ++i)
    found.push_back(patch_json(view.patches[i], i, view, language));
  out["total"] = view.patches.size();
  out["findings"] = std::move(found);
  return out;
}

json::object load_json(const grids::LoadView& view) {
  auto out = json_items(view.members, [](const grids::MemberLoad& load) {
    return json::object{{"number", load.member.number},
                        {"code", load.member.code},
                        {"counts", counts_json(load.counts)},
                        {"covered", load.is_covered}};
  });
  put(out, "day", view.day);
  out["nowhere"] = counts_json(view.nowhere);
  out["balance"] = json::object{{"mean", view.balance.mean},
                                {"largest", view.balance.largest},
                                {"smallest", view.balance.smallest},
                                {"spread", view.balance.spread}};
  return out;
}

json::object preview_json(const grids::Preview& preview, Language language) {
  json::object out, totals;
  put(out, "against", preview.against);
  out["moves"] = json_array(preview.moves, [](const grids::Move& move) {
    json::object one;
    if (!move.from.empty()) put(one, "from", move.from);
    if (!move.to.empty()) put(one, "to", move.to);
    put_moved(one, move.counts);
    return one;
  });
  put_moved(totals, preview.totals);
  out["totals"] = std::move(totals);
  out["lines"] = json_array(preview.lines, [&](const grids::PreviewLine& line) {
    return json::object{{"title", language == Language::zh ? line.zh : line.en}, {"count", line.count}};
  });
  return out;
}

json::object grid_address_json(const grids::ListedPlace& place) {
  json::object out;
  put(out, "address_id", place.address);
  put(out, "text", place.text);
  put(out, "level", place.level);
  put_placed(out, place.placed);
  if (place.at) out["at"] = position_json(*place.at);
  return out;
}

json::object points_json(const std::vector<grids::ListedPlace>& points) {
  json::array ids, at, numbers;
  for (const auto& point : points) {
    if (!point.at) continue;
    ids.emplace_back(point.address);
    at.emplace_back(point.at->x);
    at.emplace_back(point.at->y);
    numbers.emplace_back(point.placed.number.value_or(-1));
  }
  return {{"address_ids", std::move(ids)}, {"at", std::move(at)}, {"numbers", std::move(numbers)}};
}

json::object address_grid_json(const grids::AddressGrid& grid) {
  json::object out;
  put(out, "layer_id", grid.layer.id);
  put(out, "layer_kind", code(grid.layer.kind));
  put(out, "layer_name", grid.layer.name);
  put(out, "version_id", grid.version);
  if (grid.member) {
    put(out, "code", grid.member->code);
    put(out, "name", grid.member->name);
  }
  put_placed(out, grid.placed);
  return out;
}

json::object crosswalk_json(const grids::SavedCrosswalk& walk) {
  json::object out;
  put(out, "id", walk.id);
  put(out, "areas_version_id", walk.areas);
  put(out, "grids_version_id", walk.grids);
  put(out, "made_at", walk.made_at);
  put(out, "one_to_one", walk.one_to_one);
  put(out, "common_m2", walk.common);
  put(out, "aligned", walk.aligned);
  put(out, "area_count", walk.area_count);
  put(out, "grid_count", walk.grid_count);
  return out;
}

json::object crosswalk_view_json(const grids::CrosswalkView& view) {
  std::map<int, std::string> areas, grids;
  for (const auto& member : view.areas) areas.emplace(member.number, member.code);
  for (const auto& member : view.grids) grids.emplace(member.number, member.code);
  json::object out{{"crosswalk", crosswalk_json(view.crosswalk)}};
  out["areas"] = json_array(view.areas, saved_member_json);
  out["grids"] = json_array(view.grids, saved_member_json);
  out["pairs"] = json_array(view.pairs, [&](const grids::SavedPair& pair) {
    return json::object{{"area", areas[pair.area_number]}, {"grid", grids[pair.grid_number]},
                        {"common_m2", pair.common},        {"iou", pair.iou},
                        {"partners", pair.partners},       {"doors", pair.doors},
                        {"residents", pair.residents}};
  });
  return out;
}

json::object month_report_json(const grids::MonthReportView& view) {
  std::map<int, std::string> codes;
  for (const auto& member : view.members) codes.emplace(member.number, member.code);
  auto out = json_items(view.report.lines, [&](const grids::MonthLine& line) {
    return json::object{
        {"number", line.number}, {"code", codes[line.number]}, {"counts", counts_json(line.counts)}};
  });
  put(out, "month", view.report.month);
  put(out, "version_id", view.report.version);
  return out;
}

json::object set_up_json(const grids::SetUpLine& line) {
  json::object out;
  put(out, "committee_id", line.committee);
  put(out, "committee", line.name);
  put(out, "grids", line.grids);
  put(out, "areas", line.areas);
  put(out, "addresses", line.addresses);
  put(out, "placed", line.placed);
  put(out, "doubted", line.doubted);
  put(out, "aligned", line.aligned);
  return out;
}

}  // namespace weige::http
