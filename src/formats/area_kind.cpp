#include "formats/area_kind.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "formats/file_kind.h"

namespace weige::formats {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kHead = 64 * 1024;
constexpr std::string_view kBlanks = " \t\r\n";

Problem other_kind(std::string_view kind) {
  return problem(ProblemCode::area_file_kind).with("kind", std::string(kind));
}

Problem alone(std::string_view part) {
  return problem(ProblemCode::shapefile_parts).with("part", std::string(part));
}

// SQLite's file format, 1.3: the application's id stands at 68. GeoPackage 1.0 to 1.1 had ids of their own.
Result<AreaFormat> database(std::string_view head) {
  const auto id = head.size() >= 72 ? head.substr(68, 4) : std::string_view();
  for (const auto known : {"GPKG"sv, "GP10"sv, "GP11"sv})
    if (id == known) return AreaFormat::geopackage;
  return other_kind("SQLite");
}

std::string_view markup_name(std::string_view head) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kRoots{
      {{"<kml", "KML"}, {"<gpx", "GPX"}, {"<osm", "OSM"}, {"gml", "GML"}, {"<html", "HTML"}}};
  for (const auto& [mark, name] : kRoots)
    if (head.substr(0, 1024).find(mark) != head.npos) return name;
  return "XML";
}

// dBASE III: version 3, then the day of its last change.
bool is_dbase(std::string_view head) {
  return head.size() >= 32 && head[0] == 3 && head[2] >= 1 && head[2] <= 12 && head[3] >= 1 && head[3] <= 31;
}

// One document a line: "}" and "{" with nothing but a line's end between them, which no single JSON text has.
bool is_lines(std::string_view text) {
  for (auto at = text.find('{', 1); at != text.npos; at = text.find('{', at + 1)) {
    const auto before = text.find_last_not_of(kBlanks, at - 1);
    if (before == text.npos || text[before] != '}') continue;
    if (text.substr(before, at - before).find('\n') != text.npos) return true;
  }
  return false;
}

Result<AreaFormat> text_format(std::string_view head) {
  if (head.starts_with('\x1E')) return other_kind("GeoJSON Text Sequence");
  auto text = head;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  if (is_dbase(head)) return alone(".shp");
  if (!text.starts_with('{') && !text.starts_with('[')) return other_kind("text");
  if (is_lines(text)) return other_kind("GeoJSON Lines");
  return AreaFormat::geojson;
}

}  // namespace

std::string_view area_format_name(AreaFormat format) {
  switch (format) {
    case AreaFormat::geojson:
      return "GeoJSON";
    case AreaFormat::shapefile:
      return "Shapefile";
    case AreaFormat::geopackage:
      break;
  }
  return "GeoPackage";
}

Result<AreaFormat> sniff_area_format(const ByteSource& source) {
  std::string buffer(kHead, '\0');
  buffer.resize(source.read_at(0, buffer));
  const std::string_view head = buffer;
  if (head.starts_with("SQLite format 3\0"sv)) return database(head);
  if (head.starts_with("\0\0\x27\x0A"sv)) return alone(".shx, .dbf");
  switch (sniff_kind(source)) {
    case FileKind::empty:
      return problem(ProblemCode::file_empty);
    case FileKind::zip:
      return AreaFormat::shapefile;
    case FileKind::archive:
      return other_kind("RAR, 7z, gz");
    case FileKind::old_office:
    case FileKind::encrypted_office:
      return other_kind("Office");
    case FileKind::pdf:
      return other_kind("PDF");
    case FileKind::image:
      return other_kind("image");
    case FileKind::markup:
      return other_kind(markup_name(head));
    case FileKind::text:
      break;
  }
  return text_format(head);
}

}  // namespace weige::formats
