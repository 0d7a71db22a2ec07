// Any bytes as the XML parts of a workbook in a well-formed zip, so that strings, styles and relations are
// reached without a checksum in the way. A line "--- NAME" begins the part of that name.
#include "formats/xlsx_reader.h"
#include "fuzz_target.h"
#include "support/zip_builder.h"

namespace {

using namespace weige::formats;

std::string package_of(std::string_view input) {
  weige::test::ZipBuilder zip;
  constexpr std::string_view mark = "--- ";
  int parts = 0;
  for (std::size_t at = input.find(mark); at != input.npos && parts < 20; ++parts) {
    const std::size_t line = std::min(input.find('\n', at), input.size());
    const std::size_t next = input.find("\n--- ", line);
    const std::size_t end = std::min(next, input.size());
    const std::string_view name = input.substr(at + mark.size(), line - at - mark.size());
    const std::string_view xml = line < end ? input.substr(line + 1, end - line - 1) : std::string_view{};
    zip.add(name.substr(0, 100), xml, {.method = 0});
    at = next == input.npos ? next : next + 1;
  }
  return zip.finish();
}

}  // namespace

WEIGE_FUZZ_TARGET(xlsx_parts) {
  const std::string bytes = package_of(input);
  ReadOptions options;
  options.limits = {.rows = 1'000,
                    .columns = 200,
                    .row_bytes = 100'000,
                    .zip_entries = 50,
                    .entry_bytes = 1 << 20,
                    .unpacked_bytes = 4 << 20,
                    .shared_string_bytes = 1 << 16,
                    .xml_memory = 1 << 20};
  const MemorySource source(bytes);
  (void)list_sheets(source, options.limits).ok();
  const auto report = read_xlsx(source, options, [](const RowView& row) {
    WEIGE_FUZZ_EXPECT(!row.cells.empty() && row.cells.size() <= 200);
    for (const auto& cell : row.cells) (void)day_of(cell), (void)digits_lost(cell);
    return Next::more;
  });
  if (report) WEIGE_FUZZ_EXPECT(report->sheets.size() <= report->all_sheets.size());
}
