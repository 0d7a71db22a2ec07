// Any bytes as a GeoJSON layer: no crash, limits kept, rings closed; and what was read once, written and read
// again stays what it is.
#include "formats/geojson.h"

#include <cmath>

#include "fuzz_target.h"

namespace {

using namespace weige::formats;

void expect_within(const GeoLayer& layer, const GeoLimits& limits) {
  std::size_t vertices = 0;
  WEIGE_FUZZ_EXPECT(!layer.features.empty() && layer.features.size() <= limits.features);
  for (const auto& feature : layer.features) {
    WEIGE_FUZZ_EXPECT(!feature.polygons.empty() && feature.properties.size() <= limits.properties);
    for (const auto& polygon : feature.polygons) {
      WEIGE_FUZZ_EXPECT(!polygon.empty());
      for (const auto& ring : polygon) {
        WEIGE_FUZZ_EXPECT(ring.size() >= 4 && ring.size() <= limits.ring_vertices);
        WEIGE_FUZZ_EXPECT(ring.front() == ring.back());
        vertices += ring.size();
        for (const auto& at : ring) WEIGE_FUZZ_EXPECT(std::isfinite(at.x) && std::isfinite(at.y));
      }
    }
  }
  WEIGE_FUZZ_EXPECT(vertices <= limits.vertices);
}

}  // namespace

WEIGE_FUZZ_TARGET(geojson) {
  GeoLimits limits{
      .features = 50, .vertices = 1'000, .ring_vertices = 200, .text_characters = 20, .properties = 5};
  const auto first = read_geojson(input, limits);
  if (!first) return;
  expect_within(*first, limits);
  const auto written = write_geojson(first->features);
  const auto second = read_geojson(written, limits);
  WEIGE_FUZZ_EXPECT(second.ok());
  // The first writing rounds to nine decimals; from then on nothing changes.
  WEIGE_FUZZ_EXPECT(second->features.size() == first->features.size() && second->shortened == 0);
  for (std::size_t i = 0; i < first->features.size(); ++i) {
    WEIGE_FUZZ_EXPECT(second->features[i].id == first->features[i].id);
    WEIGE_FUZZ_EXPECT(second->features[i].properties == first->features[i].properties);
    WEIGE_FUZZ_EXPECT(second->features[i].polygons.size() == first->features[i].polygons.size());
  }
  WEIGE_FUZZ_EXPECT(write_geojson(second->features) == written);
  const auto third = read_geojson(written, limits);
  WEIGE_FUZZ_EXPECT(third.ok() && third->features == second->features);
}
