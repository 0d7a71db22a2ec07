// Layers of areas as frames between the parsing child and its parent: a frame for each feature, then one for
// the layer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "formats/frame.h"
#include "formats/geojson.h"

namespace weige::formats {

// Each appends one frame.
void put_feature(std::string& out, const GeoFeature& feature);
void put_layer(std::string& out, const GeoLayer& layer, std::uint64_t peak_bytes);  // without its features

// Puts the layer together again. The child is not trusted: every limit is checked anew, texts are UTF-8
// without control characters, rings closed and numbers finite, or the whole is a lie.
class AreaReceiver {
 public:
  // Keeps a reference to the limits.
  explicit AreaReceiver(const GeoLimits& limits);

  // False when it has heard enough: then it has finished.
  bool take(std::string_view bytes);

  bool finished() const { return result_.has_value(); }
  std::uint64_t peak_bytes() const { return peak_bytes_; }  // as the child told it
  // A layer or the child's problem; parse_failed after a lie. Precondition: finished().
  Result<GeoLayer>& result() { return *result_; }

 private:
  bool frame(FrameType type, std::string_view content);
  bool feature(std::string_view content);
  bool layer(std::string_view content);
  bool refusal(std::string_view content);

  const GeoLimits& limits_;
  FrameSplitter splitter_;
  std::uint64_t bytes_left_;
  std::size_t vertices_ = 0;
  GeoLayer layer_;
  std::uint64_t peak_bytes_ = 0;
  std::optional<Result<GeoLayer>> result_;
};

}  // namespace weige::formats
