#include "formats/area_file.h"

#include <array>
#include <utility>

#include "base/temporary_folder.h"
#include "formats/area_sandbox.h"
#include "formats/converter.h"
#include "formats/descriptor.h"
#include "formats/geopackage.h"
#include "formats/shapefile_zip.h"

namespace weige::formats {
namespace {

namespace fs = std::filesystem;

// Of GeoJSON as the converter writes it, against the file: numbers with up to 15 decimals, a name in each
// row.
constexpr std::size_t kGrowthInGeoJson = 3;
constexpr std::uint64_t kLargestList = 4 << 20;

// What a file is turned into goes the way of any other upload.
class Reading {
 public:
  Reading(const FileSource& file, const AreaReadOptions& options, const SandboxOptions& sandbox,
          const fs::path& folder)
      : file_(file), options_(options), sandbox_(sandbox), folder_(folder) {}

  Result<AreaFile> shapefile() const {
    WEIGE_TRY(const auto parts, unpack_shapefile(file_, folder_, options_.limits));
    const bool utf8 = parts.encoding == DbfEncoding::utf8;
    WEIGE_TRY(auto layer,
              converted({"layer.shp", "-oo", utf8 ? "ENCODING=UTF-8" : "ENCODING=GB18030"}, parts.bytes));
    return AreaFile{
        .layer = std::move(layer), .format = AreaFormat::shapefile, .encoding = utf8 ? "utf-8" : "gb18030"};
  }

  Result<AreaFile> geopackage() const {
    WEIGE_CHECK(copy_database());
    WEIGE_TRY(const auto rows, contents());
    WEIGE_TRY(auto chosen, choose_layer(rows, options_.layer));
    WEIGE_TRY(auto layer, converted({"layer.gpkg", chosen.name}, file_.size()));
    return AreaFile{.layer = std::move(layer),
                    .format = AreaFormat::geopackage,
                    .layer_name = std::move(chosen.name),
                    .other_layers = std::move(chosen.others)};
  }

 private:
  Result<GeoLayer> converted(const std::vector<std::string>& input, std::uint64_t input_bytes) const {
    // One feature more than is read, so that too many are told as such.
    std::vector<std::string> options{"-f",
                                     "GeoJSON",
                                     "-lco",
                                     "RFC7946=NO",
                                     "-lco",
                                     "WRITE_NAME=NO",
                                     "-lco",
                                     "COORDINATE_PRECISION=15",
                                     "-dim",
                                     "XY",
                                     "-unsetFid",
                                     "-nln",
                                     "areas",
                                     "-limit",
                                     std::to_string(options_.limits.features + 1),
                                     "/vsistdout/"};
    options.insert(options.end(), input.begin(), input.end());
    auto limits = options_.limits;
    limits.bytes *= kGrowthInGeoJson;
    WEIGE_TRY(const auto output, convert_to("layer.geojson", std::move(options), input_bytes, limits.bytes));
    if (output.size() == 0) return problem(ProblemCode::area_file_damaged).with("part", "ogr2ogr");
    WEIGE_TRY(auto layer, read_geojson_in_sandbox(output, limits, sandbox_));
    if (!layer.crs) layer.crs = "";
    return layer;
  }

  Result<std::vector<ContentsRow>> contents() const {
    std::vector<ContentsRow> rows;
    WEIGE_TRY(const auto list,
              convert_to("contents.csv",
                         {"-f", "CSV", "/vsistdout/", "layer.gpkg", "-sql", std::string(kContentsQuery)},
                         file_.size(), kLargestList));
    if (list.size() == 0) return rows;
    const auto read = read_in_sandbox(list, {}, sandbox_, [&](const RowView& row) {
      if (row.row_number > 1) rows.push_back(contents_row(row));
      return Next::more;
    });
    if (!read) return problem(ProblemCode::area_file_damaged).with("part", "gpkg_contents");
    return rows;
  }

  Result<FileSource> convert_to(const char* name, std::vector<std::string> options, std::uint64_t input_bytes,
                                std::uint64_t output_bytes) const {
    const Conversion conversion{.converter = options_.converter,
                                .folder = folder_,
                                .options = std::move(options),
                                .output = folder_ / name,
                                .output_bytes = output_bytes,
                                .input_bytes = input_bytes};
    WEIGE_CHECK(convert(conversion, sandbox_));
    return FileSource::open(conversion.output);
  }

  Done copy_database() const {
    const auto copy = create_file(folder_ / "layer.gpkg");
    std::array<char, 64 * 1024> buffer;
    bool written = static_cast<bool>(copy);
    for (std::uint64_t at = 0; written && at < file_.size();) {
      const auto got = file_.read_at(at, buffer);
      if (got == 0) break;
      written = write_all(copy.get(), {buffer.data(), got});
      at += got;
    }
    return written ? done() : Done(problem(ProblemCode::unavailable));
  }

  const FileSource& file_;
  const AreaReadOptions& options_;
  const SandboxOptions& sandbox_;
  const fs::path& folder_;
};

}  // namespace

Result<AreaFile> read_areas_in_sandbox(const FileSource& file, const AreaReadOptions& options,
                                       const SandboxOptions& sandbox) {
  if (file.size() > options.limits.bytes)
    return problem(ProblemCode::file_too_large).with("max", std::to_string(options.limits.bytes));
  WEIGE_TRY(const auto format, sniff_area_format(file));
  if (format == AreaFormat::geojson) {
    WEIGE_TRY(auto layer, read_geojson_in_sandbox(file, options.limits, sandbox));
    return AreaFile{.layer = std::move(layer)};
  }
  const auto folder = TemporaryFolder::make(options.folder, "areas");
  if (folder == nullptr) return problem(ProblemCode::unavailable);
  const Reading reading(file, options, sandbox, folder->path());
  return format == AreaFormat::shapefile ? reading.shapefile() : reading.geopackage();
}

}  // namespace weige::formats
