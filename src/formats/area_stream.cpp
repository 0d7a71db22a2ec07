#include "formats/area_stream.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "formats/row_stream.h"
#include "formats/utf8_scan.h"

namespace weige::formats {
namespace {

constexpr std::size_t kPositionBytes = 2 * sizeof(double);
// "[1,2]," takes six bytes in the file and sixteen here; nothing grows more.
constexpr std::uint64_t kGrowth = 3;
constexpr std::uint64_t kSpare = 1 << 20;

std::uint64_t most_bytes(const GeoLimits& limits) {
  return kGrowth * limits.bytes + kSpare;
}

bool is_text(std::string_view text, std::size_t most_characters) {
  const auto control = [](char c) {
    const auto value = static_cast<unsigned char>(c);
    return value < 0x20 || value == 0x7F;
  };
  const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  return scan_utf8(text).valid == text.size() && std::ranges::none_of(text, control) &&
         static_cast<std::size_t>(std::ranges::count_if(text, begins)) <= most_characters;
}

std::optional<GeoRing> get_ring(Fields& fields, std::size_t most) {
  const auto count = fields.count(kPositionBytes);
  if (!fields.ok() || count < 4 || count > most) return std::nullopt;
  GeoRing ring(count);
  for (auto& at : ring) {
    at.x = fields.get<double>();
    at.y = fields.get<double>();
    if (!std::isfinite(at.x) || !std::isfinite(at.y)) return std::nullopt;
  }
  if (ring.front() != ring.back()) return std::nullopt;
  return ring;
}

bool get_properties(Fields& fields, const GeoLimits& limits, GeoFeature& feature) {
  const auto count = fields.count();
  if (count > limits.properties) return false;
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto name = fields.text();
    const auto value = fields.text();
    if (!fields.ok() || !is_text(name, limits.text_characters) || !is_text(value, limits.text_characters))
      return false;
    feature.properties.emplace_back(name, value);
  }
  return fields.ok();
}

bool get_polygons(Fields& fields, const GeoLimits& limits, GeoFeature& feature) {
  for (auto polygons = fields.count(); polygons > 0; --polygons) {
    GeoPolygon polygon;
    for (auto rings = fields.count(); rings > 0; --rings) {
      auto ring = get_ring(fields, limits.ring_vertices);
      if (!ring) return false;
      polygon.push_back(std::move(*ring));
    }
    if (polygon.empty()) return false;
    feature.polygons.push_back(std::move(polygon));
  }
  return fields.whole() && !feature.polygons.empty();
}

std::size_t vertices_of(const GeoFeature& feature) {
  std::size_t out = 0;
  for (const auto& polygon : feature.polygons)
    for (const auto& ring : polygon) out += ring.size();
  return out;
}

}  // namespace

void put_feature(std::string& out, const GeoFeature& feature) {
  Frame frame(out, FrameType::feature);
  frame.text(feature.id);
  frame.put(static_cast<std::uint32_t>(feature.properties.size()));
  for (const auto& [name, value] : feature.properties) {
    frame.text(name);
    frame.text(value);
  }
  frame.put(static_cast<std::uint32_t>(feature.polygons.size()));
  for (const auto& polygon : feature.polygons) {
    frame.put(static_cast<std::uint32_t>(polygon.size()));
    for (const auto& ring : polygon) {
      frame.put(static_cast<std::uint32_t>(ring.size()));
      for (const auto& at : ring) {
        frame.put(at.x);
        frame.put(at.y);
      }
    }
  }
}

void put_layer(std::string& out, const GeoLayer& layer, std::uint64_t peak_bytes) {
  Frame frame(out, FrameType::layer);
  frame.put(peak_bytes);
  frame.put(static_cast<std::uint64_t>(layer.shortened));
  frame.put(static_cast<std::uint8_t>(layer.crs.has_value()));
  frame.text(layer.crs.value_or(""));
}

AreaReceiver::AreaReceiver(const GeoLimits& limits)
    : limits_(limits), splitter_(most_bytes(limits)), bytes_left_(most_bytes(limits)) {}

bool AreaReceiver::take(std::string_view bytes) {
  bool honest = bytes.size() <= bytes_left_;
  if (honest) {
    bytes_left_ -= bytes.size();
    const bool frames = splitter_.split(bytes, [&](FrameType type, std::string_view content) {
      honest = frame(type, content);
      return honest && !finished();
    });
    honest = honest && frames;
  }
  if (!honest) result_.emplace(problem(ProblemCode::parse_failed));
  return !finished();
}

// False: a lie.
bool AreaReceiver::frame(FrameType type, std::string_view content) {
  switch (type) {
    case FrameType::feature:
      return feature(content);
    case FrameType::layer:
      return layer(content);
    case FrameType::problem:
      return refusal(content);
    default:
      return false;
  }
}

bool AreaReceiver::feature(std::string_view content) {
  if (layer_.features.size() == limits_.features) return false;
  Fields fields(content);
  GeoFeature feature{.id = std::string(fields.text()), .properties = {}, .polygons = {}};
  if (!fields.ok() || !is_text(feature.id, limits_.text_characters)) return false;
  if (!get_properties(fields, limits_, feature) || !get_polygons(fields, limits_, feature)) return false;
  vertices_ += vertices_of(feature);
  if (vertices_ > limits_.vertices) return false;
  feature.number = layer_.features.size() + 1;
  layer_.features.push_back(std::move(feature));
  return true;
}

bool AreaReceiver::layer(std::string_view content) {
  Fields fields(content);
  peak_bytes_ = fields.get<std::uint64_t>();
  layer_.shortened = fields.get<std::uint64_t>();
  const auto named = fields.get<std::uint8_t>();
  const auto crs = fields.text();
  if (!fields.whole() || named > 1 || layer_.features.empty() || !is_text(crs, limits_.text_characters))
    return false;
  if (named == 1)
    layer_.crs = crs;
  else if (!crs.empty())
    return false;
  result_.emplace(std::move(layer_));
  return true;
}

bool AreaReceiver::refusal(std::string_view content) {
  auto found = get_problem(content);
  if (!found) return false;
  peak_bytes_ = found->peak_bytes;
  result_.emplace(std::move(found->found));
  return true;
}

}  // namespace weige::formats
