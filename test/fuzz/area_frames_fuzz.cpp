// Any bytes as frames of the child that parses areas, which is not trusted: refused, or a layer within the
// limits that is the same when sent again.
#include "formats/area_stream.h"

#include "fuzz_target.h"

namespace {

using namespace weige::formats;

constexpr GeoLimits limits{.bytes = 1 << 16,
                           .features = 50,
                           .vertices = 1'000,
                           .ring_vertices = 200,
                           .text_characters = 20,
                           .properties = 5};

void expect_within(const GeoLayer& layer) {
  WEIGE_FUZZ_EXPECT(!layer.features.empty() && layer.features.size() <= limits.features);
  for (const auto& feature : layer.features) {
    WEIGE_FUZZ_EXPECT(!feature.polygons.empty() && feature.properties.size() <= limits.properties);
    for (const auto& polygon : feature.polygons)
      for (const auto& ring : polygon)
        WEIGE_FUZZ_EXPECT(ring.size() >= 4 && ring.size() <= limits.ring_vertices &&
                          ring.front() == ring.back());
  }
}

}  // namespace

WEIGE_FUZZ_TARGET(area_frames) {
  AreaReceiver receiver(limits);
  // In two pieces, so that frames are put together too.
  if (receiver.take(input.substr(0, input.size() / 2))) receiver.take(input.substr(input.size() / 2));
  if (!receiver.finished() || !receiver.result()) return;
  const auto& layer = *receiver.result();
  expect_within(layer);
  std::string frames;
  for (const auto& feature : layer.features) put_feature(frames, feature);
  put_layer(frames, layer, receiver.peak_bytes());
  AreaReceiver again(limits);
  again.take(frames);
  WEIGE_FUZZ_EXPECT(again.finished() && again.result() && *again.result() == layer);
}
