#include "grids/layer_import.h"

#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <string_view>

#include "grids/datum_converter.h"
#include "grids/shape_points.h"
#include "standards/text_fold.h"

namespace weige::grids {
namespace {

using formats::GeoFeature;

// Folded, in the order in which they are looked for.
constexpr std::array<std::string_view, 11> kCodeNames{"网格编号", "网格编码", "责任区编号", "责任区编码",
                                                      "编号",     "编码",     "代码",       "code",
                                                      "gridcode", "grid_id",  "id"};
constexpr std::array<std::string_view, 8> kNameNames{"网格名称", "责任区名称", "名称",      "村居名称",
                                                     "name",     "gridname",   "grid_name", "mc"};
constexpr std::size_t kMostNamesTold = 20;

std::string place_of(const GeoFeature& feature) {
  return "feature " + std::to_string(feature.number);
}

std::string folded(std::string_view name) {
  auto out = standards::fold_text(standards::trim(name));
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

// Empty where it has none, or no name is given.
std::string_view property(const GeoFeature& feature, std::string_view name) {
  if (name.empty()) return {};
  for (const auto& [key, value] : feature.properties)
    if (key == name) return standards::trim(value);
  return {};
}

std::set<std::string> property_names(const formats::GeoLayer& file) {
  std::set<std::string> out;
  for (const auto& feature : file.features)
    for (const auto& [key, value] : feature.properties) out.insert(key);
  return out;
}

// The property that is asked for, else the first that is called as such properties usually are; empty: none.
Result<std::string> chosen(const std::set<std::string>& there, const std::string& asked,
                           std::span<const std::string_view> usual) {
  if (!asked.empty()) {
    if (there.contains(asked)) return asked;
    std::string names;
    std::size_t told = 0;
    for (const auto& name : there)
      if (told++ < kMostNamesTold) names += (names.empty() ? "" : ", ") + name;
    return problem(ProblemCode::layer_property)
        .with("name", asked)
        .with("there", names.empty() ? "-" : names);
  }
  for (const auto wanted : usual)
    for (const auto& name : there)
      if (folded(name) == wanted) return name;
  return std::string();
}

Result<Datum> datum_of(const formats::GeoLayer& file, const std::optional<Datum>& stated) {
  if (!file.crs) return stated ? Result<Datum>(*stated) : problem(ProblemCode::datum_missing);
  const auto written = Datum::parse(*file.crs);
  if (!stated) return written;
  if (written && *written != *stated)
    return problem(ProblemCode::datum_contradiction).with("file", written->text());
  return *stated;
}

Ring ring_of(const formats::GeoRing& positions) {
  Ring out;
  out.reserve(positions.size());
  for (const auto& at : positions) out.push_back({at.x, at.y});
  return out;
}

Shape shape_of(const GeoFeature& feature) {
  Shape out;
  for (const auto& rings : feature.polygons) {
    Polygon polygon{.outer = ring_of(rings.front()), .holes = {}};
    for (std::size_t i = 1; i < rings.size(); ++i) polygon.holes.push_back(ring_of(rings[i]));
    out.polygons.push_back(std::move(polygon));
  }
  return out;
}

Result<Shape> placed(const GeoFeature& feature, DatumConverter& converter) {
  const auto drawn = shape_of(feature);
  if (auto plausible = check_plausible(points_of(drawn), converter); !plausible) {
    auto wrong = std::move(plausible).problem();
    wrong.place = place_of(feature);
    return wrong;
  }
  auto out = converter.to_cgcs2000(drawn);
  if (out) return out;
  auto wrong = std::move(out).problem();
  wrong.place = place_of(feature);
  return wrong;
}

std::string code_of(const GeoFeature& feature, const std::string& from) {
  if (!from.empty()) return std::string(property(feature, from));
  return feature.id.empty() ? std::to_string(feature.number) : feature.id;
}

}  // namespace

Result<Layer> import_layer(const formats::GeoLayer& file, const LayerReading& reading) {
  const auto there = property_names(file);
  WEIGE_TRY(const auto code, chosen(there, reading.code, kCodeNames));
  WEIGE_TRY(const auto name, chosen(there, reading.name, kNameNames));
  WEIGE_TRY(const auto datum, datum_of(file, reading.datum));
  WEIGE_TRY(auto converter, DatumConverter::open(datum));
  Layer out{.datum = datum, .members = {}, .shortened = file.shortened};
  std::set<std::string> codes;
  for (const auto& feature : file.features) {
    LayerMember member{
        .code = code_of(feature, code), .name = std::string(property(feature, name)), .shape = {}};
    if (member.code.empty()) return problem(ProblemCode::layer_code_missing, place_of(feature));
    if (!codes.insert(member.code).second)
      return problem(ProblemCode::layer_code_twice, place_of(feature)).with("code", member.code);
    WEIGE_TRY(member.shape, placed(feature, converter));
    out.members.push_back(std::move(member));
  }
  return out;
}

}  // namespace weige::grids
