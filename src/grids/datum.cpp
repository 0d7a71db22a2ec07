#include "grids/datum.h"

#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace weige::grids {
namespace {

using System = Datum::System;

constexpr std::array<std::pair<std::string_view, System>, 12> kNames{{
    {"cgcs2000", System::cgcs2000},
    {"国家2000", System::cgcs2000},
    {"2000国家大地坐标系", System::cgcs2000},
    {"wgs84", System::wgs84},
    {"crs84", System::wgs84},
    {"ogc:crs84", System::wgs84},
    {"urn:ogc:def:crs:ogc:1.3:crs84", System::wgs84},
    {"urn:ogc:def:crs:ogc::crs84", System::wgs84},
    {"gcj02", System::gcj02},
    {"火星坐标系", System::gcj02},
    {"bd09", System::bd09},
    {"bd09ll", System::bd09},
}};
constexpr std::array<std::string_view, 2> kEpsgBefore{"urn:ogc:def:crs:epsg:", "epsg:"};
constexpr std::size_t kLongest = 100;

// Small letters and digits; full-width signs (U+FF01 to U+FF5E: EF BC 81 to EF BD 9E) as their plain ones;
// without blanks, hyphens and underscores.
std::string folded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto value = static_cast<unsigned char>(text[i]);
    if (value == 0xEF && i + 2 < text.size()) {
      const auto middle = static_cast<unsigned char>(text[i + 1]);
      const auto last = static_cast<unsigned char>(text[i + 2]);
      if (middle == 0xBC || (middle == 0xBD && last <= 0x9E)) {
        value = static_cast<unsigned char>((middle == 0xBC ? last - 0x80 : last - 0x40) + 0x20);
        i += 2;
      }
    }
    if (value <= ' ' || value == '-' || value == '_') continue;
    out += static_cast<char>(value >= 'A' && value <= 'Z' ? value - 'A' + 'a' : value);
  }
  return out;
}

// The number at the end of "epsg:4549", "urn:ogc:def:crs:epsg::4549" and "urn:ogc:def:crs:epsg:9.9:4549".
std::optional<int> epsg_code(std::string_view text) {
  for (const auto before : kEpsgBefore) {
    if (!text.starts_with(before)) continue;
    auto digits = text.substr(before.size());
    if (before.starts_with("urn") && digits.find(':') != digits.npos)
      digits = digits.substr(digits.rfind(':') + 1);
    int code = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), code);
    if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size() || code < 1) return std::nullopt;
    return code;
  }
  return std::nullopt;
}

}  // namespace

Result<Datum> Datum::parse(std::string_view text) {
  if (text.size() > kLongest) return problem(ProblemCode::datum_unknown);
  const auto name = folded(text);
  if (name.empty()) return problem(ProblemCode::datum_missing);
  for (const auto& [known, system] : kNames)
    if (name == known) return of(system);
  const auto code = epsg_code(name);
  if (!code) return problem(ProblemCode::datum_unknown);
  if (*code == 4490) return of(System::cgcs2000);
  if (*code == 4326) return of(System::wgs84);
  return Datum(System::epsg, *code);
}

std::string Datum::text() const {
  switch (system_) {
    case System::cgcs2000:
      return "CGCS2000";
    case System::wgs84:
      return "WGS-84";
    case System::gcj02:
      return "GCJ-02";
    case System::bd09:
      return "BD-09";
    case System::epsg:
      break;
  }
  return "EPSG:" + std::to_string(code_);
}

}  // namespace weige::grids
