// Reading XLSX: rows a second of five columns, beside a reference that only inflates the same sheet and walks
// its XML with empty handlers (the least any reader on zlib and expat must do). Target: 300,000 rows/s,
// memory that does not grow with the rows.
#include <benchmark/benchmark.h>
#include <expat.h>
#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>

#include "formats/xlsx_reader.h"
#include "formats/xlsx_writer.h"
#include "formats/zip_archive.h"

namespace weige::formats {
namespace {

std::string file_of(std::int64_t rows) {
  const auto path =
      std::filesystem::temp_directory_path() / ("weige_bench_" + std::to_string(rows) + ".xlsx");
  if (std::filesystem::exists(path)) return path;
  auto writer = *XlsxWriter::create(path);
  const std::vector<XlsxColumn> columns{{"姓名"}, {"号码"}, {"电话"}, {"地址"}, {"人数"}};
  (void)writer.sheet("名册", columns).ok();
  for (std::int64_t i = 1; i < rows; ++i) {
    const auto number = std::to_string(310000000000000000 + i * 7919),
               phone = std::to_string(13800000000 + i * 31);
    const auto address = "明珠路" + std::to_string(i % 900) + "弄" + std::to_string(i % 60) + "号" +
                         std::to_string(i % 2000) + "室";
    const std::vector<CellValue> cells{"张三", number, phone, address, static_cast<double>(i % 7)};
    (void)writer.row(cells).ok();
  }
  (void)writer.finish().ok();
  return path;
}

void report_memory(benchmark::State& state) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  state.counters["peak_MB"] = static_cast<double>(usage.ru_maxrss) / 1024;
}

void read_rows(benchmark::State& state) {
  const auto source = *FileSource::open(file_of(state.range(0)));
  for (auto _ : state) {
    std::size_t cells = 0;
    const auto report =
        read_xlsx(source, {}, [&](const RowView& row) { return cells += row.cells.size(), Next::more; });
    if (!report || cells != static_cast<std::size_t>(state.range(0)) * 5) state.SkipWithError("wrong rows");
  }
  state.counters["rows/s"] = benchmark::Counter(static_cast<double>(state.range(0) * state.iterations()),
                                                benchmark::Counter::kIsRate);
  report_memory(state);
}

void reference(benchmark::State& state) {
  const auto source = *FileSource::open(file_of(state.range(0)));
  for (auto _ : state) {
    auto archive = *ZipArchive::open(source, {});
    XML_Parser parser = XML_ParserCreate(nullptr);
    XML_SetElementHandler(
        parser, [](void*, const char*, const char**) {}, [](void*, const char*) {});
    XML_SetCharacterDataHandler(parser, [](void*, const char*, int) {});
    const auto read =
        archive.read(*archive.find("xl/worksheets/sheet1.xml"), [&](std::string_view piece) -> Result<Next> {
          XML_Parse(parser, piece.data(), static_cast<int>(piece.size()), 0);
          return Next::more;
        });
    if (!read) state.SkipWithError("not read");
    XML_ParserFree(parser);
  }
  state.counters["rows/s"] = benchmark::Counter(static_cast<double>(state.range(0) * state.iterations()),
                                                benchmark::Counter::kIsRate);
}

BENCHMARK(read_rows)->Arg(20'000)->Arg(200'000)->Unit(benchmark::kMillisecond);
BENCHMARK(reference)->Arg(20'000)->Arg(200'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace weige::formats
