#include "formats/shapefile_zip.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "formats/descriptor.h"
#include "formats/zip_archive.h"

namespace weige::formats {
namespace {

constexpr std::uint64_t kLargestProjection = 64 * 1024;

// Empty fields of a table pack a thousand to one, so only the sizes count.
ReadLimits zip_limits(const GeoLimits& limits) {
  ReadLimits out;
  out.zip_entries = 1'000;
  out.entry_bytes = 2 * limits.bytes;
  out.unpacked_bytes = 4 * limits.bytes;
  out.compression_ratio = 2'000;
  return out;
}

std::string lower_end(std::string_view name, std::size_t length) {
  std::string out(name.substr(name.size() - std::min(length, name.size())));
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool ends_with(const ZipEntry& entry, std::string_view end) {
  return lower_end(entry.name, end.size()) == end;
}

// The same words as elsewhere would speak of tables.
Problem of_layer(Problem found) {
  const auto reason = found.args.empty() ? std::string() : found.args.front().value;
  switch (found.code) {
    case ProblemCode::file_unsafe:
    case ProblemCode::file_expands:
      return problem(ProblemCode::area_file_unsafe).with("reason", reason);
    case ProblemCode::file_parts:
      return problem(ProblemCode::area_file_unsafe).with("reason", "entries");
    case ProblemCode::file_encrypted:
      return problem(ProblemCode::area_file_unsafe).with("reason", "password");
    case ProblemCode::file_damaged:
      return problem(ProblemCode::area_file_damaged).with("part", reason);
    default:
      return found;
  }
}

Problem no_shapefile(const ZipArchive& archive) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kOthers{
      {{"[content_types].xml", "Office"},
       {".kml", "KMZ"},
       {".gpkg", "ZIP: GeoPackage"},
       {".geojson", "ZIP: GeoJSON"},
       {".gdbtable", "FileGDB"}}};
  for (const auto& entry : archive.entries())
    for (const auto& [end, kind] : kOthers)
      if (ends_with(entry, end)) return problem(ProblemCode::area_file_kind).with("kind", std::string(kind));
  return problem(ProblemCode::shapefile_parts).with("part", ".shp");
}

// What macOS adds to every file is no second layer.
bool is_shape(const ZipEntry& entry) {
  const auto file = std::string_view(entry.name).substr(entry.name.rfind('/') + 1);
  return ends_with(entry, ".shp") && !file.starts_with("._");
}

Result<std::string> stem_of_only(const ZipArchive& archive) {
  const auto count = std::ranges::count_if(archive.entries(), is_shape);
  if (count == 0) return no_shapefile(archive);
  if (count > 1) return problem(ProblemCode::shapefile_parts).with("part", ".shp × " + std::to_string(count));
  const auto& name = std::ranges::find_if(archive.entries(), is_shape)->name;
  return name.substr(0, name.size() - 4);
}

Done unpack(ZipArchive& archive, const ZipEntry& entry, const std::filesystem::path& to) {
  const auto file = create_file(to);
  if (!file) return problem(ProblemCode::parse_failed);
  auto outcome = archive.read(entry, [&](std::string_view bytes) -> Result<Next> {
    if (!write_all(file.get(), bytes)) return problem(ProblemCode::unavailable);
    return Next::more;
  });
  if (!outcome) return of_layer(std::move(outcome).problem());
  return done();
}

Done unpack_parts(ZipArchive& archive, const std::string& stem, UnpackedShapefile& out) {
  for (const std::string end : {".shp", ".shx", ".dbf", ".prj"}) {
    const auto* entry = archive.find(stem + end);
    if (entry == nullptr && end == ".prj") continue;
    if (entry == nullptr) return problem(ProblemCode::shapefile_parts).with("part", end);
    if (end == ".prj" && entry->unpacked > kLargestProjection)
      return problem(ProblemCode::area_file_unsafe).with("reason", "entry-size");
    auto to = out.shp;
    WEIGE_CHECK(unpack(archive, *entry, to.replace_extension(end)));
    out.bytes += entry->unpacked;
    out.has_prj = end == ".prj";
  }
  return done();
}

// In our copy.
Done blank_cut_characters(const std::filesystem::path& dbf) {
  WEIGE_TRY(const auto source, FileSource::open(dbf));
  Descriptor file(::open(dbf.c_str(), O_WRONLY | O_CLOEXEC));
  bool written = static_cast<bool>(file);
  find_cut_characters(source, [&](std::uint64_t offset, std::size_t bytes) {
    constexpr std::string_view kZeros("\0\0\0\0", 4);
    const auto count = std::min(bytes, kZeros.size());
    written = written && ::pwrite(file.get(), kZeros.data(), count, static_cast<off_t>(offset)) ==
                             static_cast<ssize_t>(count);
  });
  return written ? done() : Done(problem(ProblemCode::unavailable));
}

}  // namespace

Result<UnpackedShapefile> unpack_shapefile(const ByteSource& zip, const std::filesystem::path& folder,
                                           const GeoLimits& limits) {
  auto archive = ZipArchive::open(zip, zip_limits(limits));
  if (!archive) return of_layer(std::move(archive).problem());
  WEIGE_TRY(const auto stem, stem_of_only(*archive));
  UnpackedShapefile out{.shp = folder / "layer.shp"};
  WEIGE_CHECK(unpack_parts(*archive, stem, out));
  const auto part = [&](const char* end) {
    auto path = out.shp;
    return path.replace_extension(end);
  };
  WEIGE_TRY(const auto shp, FileSource::open(part(".shp")));
  WEIGE_TRY(const auto shx, FileSource::open(part(".shx")));
  WEIGE_TRY(const auto dbf, FileSource::open(part(".dbf")));
  WEIGE_CHECK(check_shapefile({.shp = shp, .shx = shx, .dbf = dbf}, limits));
  out.encoding = dbf_encoding(dbf);
  if (out.encoding == DbfEncoding::utf8) {
    WEIGE_CHECK(blank_cut_characters(part(".dbf")));
  }
  return out;
}

}  // namespace weige::formats
