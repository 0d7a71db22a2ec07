#include "cli/grids_command.h"

#include <CLI/App.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <memory>
#include <thread>

#include "cli/grids_register_command.h"
#include "cli/outcome.h"
#include "grids/grid_words.h"

namespace weige::cli {
namespace {

namespace json = boost::json;
using grids::Layer;
using grids::Member;
using grids::Plane;
using grids::Shape;

constexpr const char* kMethod =
    "square metres in Lambert's azimuthal equal-area projection around the centre, GRS80";

double rounded(double value, double unit) {
  return std::round(value / unit) * unit;
}

Result<json::array> place_json(Plane& plane, grids::Point metres) {
  WEIGE_TRY(const auto at, plane.to_degrees(metres));
  return json::array{rounded(at.x, 1e-9), rounded(at.y, 1e-9)};
}

json::array codes_json(const Layer& layer, const std::vector<Member>& members) {
  json::array out;
  for (const auto member : members) out.emplace_back(layer.members.at(member).code);
  return out;
}

json::object layer_json(const Layer& layer) {
  return {{"members", layer.members.size()},
          {"datum", layer.datum.text()},
          {"approximate", layer.datum.approximate()}};
}

struct Told {
  json::object json;
  std::vector<std::string> lines;  // the same for people
};

std::string metres_text(double value) {
  std::string text(32, '\0');
  text.resize(static_cast<std::size_t>(std::snprintf(text.data(), text.size(), "%.2f", value)));
  return text;
}

std::string joined(const json::array& codes) {
  std::string out;
  for (const auto& code : codes) out += (out.empty() ? "" : ", ") + std::string(code.as_string());
  return out;
}

std::string at_text(const json::array& at) {
  std::string text(64, '\0');
  text.resize(static_cast<std::size_t>(
      std::snprintf(text.data(), text.size(), "%.6f, %.6f", at.at(0).as_double(), at.at(1).as_double())));
  return text;
}

// One layer: its shapes in metres, what is wrong with them, and what lies between them.
class LayerCheck {
 public:
  LayerCheck(const GridsCheckFlags& flags, Layer layer, Plane plane)
      : flags_(flags), layer_(std::move(layer)), plane_(std::move(plane)) {}

  Result<bool> run(std::ostream& out) {
    WEIGE_TRY(shapes_, in_metres(layer_, plane_));
    WEIGE_CHECK(check_shapes());
    told_.json["layer"] = layer_json(layer_);
    told_.json["area_method"] = kMethod;
    if (usable_) {
      WEIGE_CHECK(check_coverage());
    }
    if (!flags_.repaired.empty()) {
      WEIGE_CHECK(write_repaired());
    }
    tell(out);
    return found_ == 0;
  }

 private:
  Done check_shapes() {
    json::array faults, repairs;
    for (std::size_t i = 0; i < shapes_.size(); ++i) {
      const auto& member = layer_.members[i];
      auto normal = grids::normalised(shapes_[i]);
      shapes_[i] = std::move(normal.shape);
      if (normal.turned > 0) tell_turned(member.code, normal.turned);
      const auto check = grids::check_shape(shapes_[i]);
      for (const auto& fault : check.faults) {
        WEIGE_TRY(auto at, place_json(plane_, fault.at));
        told_.lines.push_back(member.code + ": " + std::string(title(fault.kind, Language::zh)) + " / " +
                              std::string(title(fault.kind, Language::en)) + ", " + at_text(at));
        faults.push_back(
            json::object{{"member", member.code}, {"fault", code(fault.kind)}, {"at", std::move(at)}});
      }
      found_ += check.faults.size();
      if (check.faults.empty()) continue;
      if (flags_.repaired.empty()) {
        usable_ = false;
        continue;
      }
      WEIGE_TRY(auto repair, grids::repaired(shapes_[i]));
      shapes_[i] = std::move(repair.shape);
      repairs.push_back(json::object{{"member", member.code},
                                     {"lost_m2", rounded(repair.lost, 1e-3)},
                                     {"gained_m2", rounded(repair.gained, 1e-3)}});
      told_.lines.push_back(member.code + ": 修复 / repaired, -" + metres_text(repair.lost) + " m², +" +
                            metres_text(repair.gained) + " m²");
    }
    told_.json["turned"] = std::move(turned_);
    told_.json["faults"] = std::move(faults);
    told_.json["repairs"] = std::move(repairs);
    return done();
  }

  // Turned without asking, since no border moves by it.
  void tell_turned(const std::string& code, std::size_t rings) {
    told_.lines.push_back(code +
                          ": 边线绕向反了，已转正 / borders ran the wrong way around and were turned, " +
                          std::to_string(rings));
    turned_.push_back(json::object{{"member", code}, {"rings", rings}});
  }

  Result<std::optional<Shape>> outline() {
    if (flags_.outline.empty()) return std::optional<Shape>();
    auto asked = flags_.layer;
    asked.file = flags_.outline;
    asked.code = asked.name = asked.layer = "";
    WEIGE_TRY(const auto layer, read_layer(asked));
    WEIGE_TRY(auto shapes, in_metres(layer, plane_));
    Shape out;
    for (auto& shape : shapes) {
      auto normal = grids::normalised(std::move(shape));
      out.polygons.insert(out.polygons.end(), normal.shape.polygons.begin(), normal.shape.polygons.end());
    }
    return std::optional(std::move(out));
  }

  Done check_coverage() {
    grids::CoverageOptions options{.sliver_width = flags_.sliver_metres};
    WEIGE_TRY(options.outline, outline());
    WEIGE_TRY(const auto coverage, grids::check_coverage(shapes_, options));
    json::array patches;
    std::vector<formats::GeoFeature> features;
    for (const auto& patch : coverage.patches) {
      WEIGE_TRY(auto one, patch_json(patch));
      if (!flags_.patches.empty()) {
        WEIGE_TRY(auto feature, patch_feature(patch));
        features.push_back(std::move(feature));
      }
      patches.push_back(std::move(one));
    }
    found_ += patches.size();
    told_.json["covered_m2"] = rounded(coverage.covered, 1e-3);
    told_.json["patches"] = std::move(patches);
    return flags_.patches.empty() ? done() : write_features(flags_.patches, features);
  }

  Result<json::object> patch_json(const grids::Patch& patch) {
    WEIGE_TRY(auto at, place_json(plane_, patch.inside));
    auto members = codes_json(layer_, patch.members);
    told_.lines.push_back(std::string(title(patch.kind, Language::zh)) + " / " +
                          std::string(title(patch.kind, Language::en)) + ": " + metres_text(patch.area) +
                          " m², " + joined(members) + ", " + at_text(at));
    return json::object{{"kind", code(patch.kind)},
                        {"members", std::move(members)},
                        {"area_m2", rounded(patch.area, 1e-6)},
                        {"width_m", rounded(patch.width, 1e-6)},
                        {"at", std::move(at)}};
  }

  Result<formats::GeoFeature> patch_feature(const grids::Patch& patch) {
    WEIGE_TRY(const auto degrees, plane_.to_degrees(patch.shape));
    formats::GeoFeature out{.id = {}, .properties = {}, .polygons = to_polygons(degrees)};
    out.properties = {{"kind", std::string(code(patch.kind))},
                      {"members", joined(codes_json(layer_, patch.members))},
                      {"area_m2", metres_text(patch.area)}};
    return out;
  }

  Done write_repaired() {
    std::vector<formats::GeoFeature> features;
    for (std::size_t i = 0; i < shapes_.size(); ++i) {
      WEIGE_TRY(const auto degrees, plane_.to_degrees(shapes_[i]));
      auto polygons = to_polygons(degrees);
      if (polygons.empty()) continue;
      features.push_back({.id = {},
                          .properties = {{"code", layer_.members[i].code}, {"name", layer_.members[i].name}},
                          .polygons = std::move(polygons)});
    }
    return write_features(flags_.repaired, features);
  }

  void tell(std::ostream& out) const {
    if (flags_.json) {
      out << told_.json << "\n";
      return;
    }
    for (const auto& line : told_.lines) out << line << "\n";
    if (found_ == 0) out << layer_.members.size() << " 个面块，没有发现问题 / areas, nothing wrong\n";
    if (!usable_)
      out << "图形修复后才能检查覆盖，请加 --repaired FILE / Coverage is checked once shapes are mended: add "
             "--repaired FILE\n";
  }

  const GridsCheckFlags& flags_;
  Layer layer_;
  Plane plane_;
  std::vector<Shape> shapes_;
  Told told_;
  json::array turned_;
  std::size_t found_ = 0;
  bool usable_ = true;
};

// Shapes of a layer that is compared. Problem invalid_shape names the member.
Result<std::vector<Shape>> comparable(const Layer& layer, Plane& plane) {
  WEIGE_TRY(auto shapes, in_metres(layer, plane));
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    shapes[i] = grids::normalised(std::move(shapes[i])).shape;
    if (!grids::check_shape(shapes[i]).faults.empty())
      return problem(ProblemCode::invalid_shape, layer.members[i].code).with("number", std::to_string(i + 1));
  }
  return shapes;
}

json::array counterparts_json(const Layer& own, const Layer& other,
                              const std::vector<grids::Counterpart>& parts) {
  json::array out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto& part = parts[i];
    json::object one{{"member", own.members[i].code},
                     {"alignment", code(part.alignment)},
                     {"area_m2", rounded(part.area, 1e-3)},
                     {"outside_m2", rounded(part.outside, 1e-3)}};
    if (part.partner != grids::no_member) {
      one["partner"] = other.members.at(part.partner).code;
      one["iou"] = rounded(part.iou, 1e-9);
    }
    out.push_back(std::move(one));
  }
  return out;
}

json::array pairs_json(const Layer& areas, const Layer& grids_layer, const std::vector<grids::Pair>& pairs) {
  json::array out;
  for (const auto& pair : pairs)
    out.push_back(json::object{{"area", areas.members.at(pair.a).code},
                               {"grid", grids_layer.members.at(pair.b).code},
                               {"common_m2", rounded(pair.area, 1e-3)},
                               {"iou", rounded(pair.iou, 1e-9)}});
  return out;
}

void tell_members(std::ostream& out, const json::array& members) {
  for (const auto& each : members) {
    const auto& one = each.as_object();
    if (one.at("alignment").as_string() == code(grids::Alignment::one_to_one)) continue;
    out << one.at("member").as_string().c_str() << ": " << one.at("alignment").as_string().c_str();
    if (one.contains("partner"))
      out << ", " << one.at("partner").as_string().c_str() << ", IoU "
          << metres_text(one.at("iou").as_double());
    out << "\n";
  }
}

int told_found(const Result<bool>& outcome, std::ostream& err) {
  if (!outcome) return told(Done(outcome.problem()), err);
  return *outcome ? kDone : kFound;
}

void add_layer_options(CLI::App& command, const std::string& prefix, LayerFlags& flags) {
  command.add_option("--" + prefix + "datum", flags.datum,
                     "CGCS2000, WGS-84, GCJ-02, BD-09 or EPSG:NNNN; needed unless the file's crs says it");
  command.add_option("--" + prefix + "code", flags.code,
                     "the property that holds the codes; found by its usual names");
  command.add_option("--" + prefix + "name", flags.name, "the property that holds the names");
  command.add_option("--" + prefix + "layer", flags.layer, "the layer of a GeoPackage that has several");
}

constexpr const char* kLayerFile = "GeoJSON, GeoPackage, or a zip file with one Shapefile";
constexpr const char* kFoundCode = " 4 done, and something was found.";

}  // namespace

Result<bool> grids_check_command(const GridsCheckFlags& flags, std::ostream& out) {
  WEIGE_TRY(auto layer, read_layer(flags.layer));
  WEIGE_TRY(auto plane, plane_of({&layer}));
  return LayerCheck(flags, std::move(layer), std::move(plane)).run(out);
}

Result<bool> grids_align_command(const GridsAlignFlags& flags, std::ostream& out) {
  WEIGE_TRY(const auto areas, read_layer(flags.areas));
  WEIGE_TRY(const auto grids_layer, read_layer(flags.grids));
  WEIGE_TRY(auto plane, plane_of({&areas, &grids_layer}));
  WEIGE_TRY(const auto a, comparable(areas, plane));
  WEIGE_TRY(const auto b, comparable(grids_layer, plane));
  const unsigned threads =
      flags.threads != 0 ? flags.threads : std::max(std::thread::hardware_concurrency(), 1u);
  WEIGE_TRY(const auto walk, grids::compare(a, b, {.same_from = flags.same_from, .threads = threads}));
  json::object told{{"area_method", kMethod},
                    {"one_to_one", rounded(walk.one_to_one, 1e-9)},
                    {"common_m2", rounded(walk.common, 1e-3)}};
  told["areas"] = counterparts_json(areas, grids_layer, walk.a);
  told["grids"] = counterparts_json(grids_layer, areas, walk.b);
  told["pairs"] = pairs_json(areas, grids_layer, walk.pairs);
  const auto aligned = [](const grids::Counterpart& part) {
    return part.alignment == grids::Alignment::one_to_one;
  };
  const bool all = std::ranges::all_of(walk.a, aligned) && std::ranges::all_of(walk.b, aligned);
  if (flags.json) {
    out << told << "\n";
    return all;
  }
  tell_members(out, told.at("areas").as_array());
  tell_members(out, told.at("grids").as_array());
  out << "一一对应（按面积）/ one to one, by area: " << metres_text(100 * walk.one_to_one) << " %\n";
  return all;
}

void add_grids_command(CLI::App& app, int& code) {
  auto* command = app.add_subcommand(
      "grids", "Layers of areas: micro-grids and responsibility areas, in files and in the register");
  command->require_subcommand(1);
  command->footer(std::string(kExitCodes) + kFoundCode);

  auto check = std::make_shared<GridsCheckFlags>();
  auto* checking = command->add_subcommand(
      "check", "Find invalid shapes, gaps, overlaps, slivers, doubled and detached areas of a layer");
  checking->footer("Example: weige grids check grids.geojson --datum CGCS2000 --patches patches.geojson\n" +
                   std::string(kExitCodes) + kFoundCode);
  checking->add_option("file", check->layer.file, kLayerFile)->required();
  add_layer_options(*checking, "", check->layer);
  checking->add_option("--outline", check->outline,
                       "file of the area that should be covered, of the same kinds and in the same datum");
  checking->add_option("--sliver", check->sliver_metres, "gaps and overlaps narrower than this are slivers")
      ->check(CLI::Range(0.0, 100.0))
      ->capture_default_str();
  checking->add_option("--patches", check->patches, "GeoJSON file to write: what was found, in CGCS2000");
  checking->add_option(
      "--repaired", check->repaired,
      "mend invalid shapes, tell what that changes, and write the layer in CGCS2000 to this file");
  checking->add_flag("--json", check->json, "JSON instead of lines");
  checking->callback(
      [check, &code] { code = told_found(grids_check_command(*check, std::cout), std::cerr); });

  auto align = std::make_shared<GridsAlignFlags>();
  auto* aligning = command->add_subcommand(
      "align", "Tell how far responsibility areas coincide with micro-grids, one to one");
  aligning->footer(
      "Example: weige grids align --areas areas.geojson --areas-datum EPSG:4549 --grids grids.geojson "
      "--grids-datum CGCS2000\n" +
      std::string(kExitCodes) + kFoundCode);
  aligning->add_option("--areas", align->areas.file, kLayerFile)->required();
  aligning->add_option("--grids", align->grids.file, kLayerFile)->required();
  add_layer_options(*aligning, "areas-", align->areas);
  add_layer_options(*aligning, "grids-", align->grids);
  aligning->add_option("--same-from", align->same_from, "IoU from which two areas are the same")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  aligning->add_option("--threads", align->threads, "0: as many as the machine has")->capture_default_str();
  aligning->add_flag("--json", align->json, "JSON instead of lines");
  aligning->callback(
      [align, &code] { code = told_found(grids_align_command(*align, std::cout), std::cerr); });
  add_grids_register_commands(*command, code);
}

}  // namespace weige::cli
