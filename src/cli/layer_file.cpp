#include "cli/layer_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>

#include "grids/measure.h"
#include "grids/shape_points.h"

namespace weige::cli {
namespace {

Problem in_file(Problem problem, const std::string& file) {
  const auto name = std::filesystem::path(file).filename().string();
  problem.place = problem.place.empty() ? name : name + ", " + problem.place;
  return problem;
}

Result<grids::Layer> import(const LayerFlags& flags) {
  grids::LayerReading reading{.datum = {}, .code = flags.code, .name = flags.name};
  if (!flags.datum.empty()) {
    WEIGE_TRY(reading.datum, grids::Datum::parse(flags.datum));
  }
  WEIGE_TRY(const auto bytes, formats::FileSource::open(flags.file));
  WEIGE_TRY(const auto file,
            formats::read_areas_in_sandbox(bytes, {.layer = flags.layer}, {.program = flags.parse_program}));
  return grids::import_layer(file.layer, reading);
}

}  // namespace

Result<grids::Layer> read_layer(const LayerFlags& flags) {
  auto layer = import(flags);
  if (!layer) return in_file(std::move(layer).problem(), flags.file);
  return layer;
}

Result<grids::Plane> plane_of(const std::vector<const grids::Layer*>& layers) {
  grids::Box box;
  for (const auto* layer : layers)
    for (const auto& member : layer->members)
      for (const auto& point : grids::points_of(member.shape)) box.add(point);
  return grids::Plane::around({(box.left + box.right) / 2, (box.bottom + box.top) / 2});
}

Result<std::vector<grids::Shape>> in_metres(const grids::Layer& layer, grids::Plane& plane) {
  std::vector<grids::Shape> out;
  out.reserve(layer.members.size());
  for (const auto& member : layer.members) {
    WEIGE_TRY(auto shape, plane.to_metres(member.shape));
    out.push_back(std::move(shape));
  }
  return out;
}

std::vector<formats::GeoPolygon> to_polygons(const grids::Shape& degrees) {
  const auto ring = [](const grids::Ring& points) {
    formats::GeoRing out;
    for (const auto& point : points) out.push_back({point.x, point.y});
    return out;
  };
  std::vector<formats::GeoPolygon> out;
  for (const auto& polygon : degrees.polygons) {
    out.push_back({ring(polygon.outer)});
    for (const auto& hole : polygon.holes) out.back().push_back(ring(hole));
  }
  return out;
}

Done write_features(const std::string& file, const std::vector<formats::GeoFeature>& features) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << formats::write_geojson(features);
  out.close();
  if (!out) return problem(ProblemCode::file_write, file).with("reason", std::strerror(errno));
  return done();
}

}  // namespace weige::cli
