// Any bytes as the XML of a worksheet, without the zip around it.
#include "formats/xlsx_sheet.h"
#include "fuzz_target.h"

WEIGE_FUZZ_TARGET(sheet_xml) {
  using namespace weige::formats;
  ReadOptions options;
  options.limits = {.rows = 1'000, .columns = 200, .row_bytes = 100'000, .xml_memory = 1 << 20};
  const SharedStrings strings;
  const CellStyles styles;
  const RowSink sink = [](const RowView& row) {
    WEIGE_FUZZ_EXPECT(!row.cells.empty() && row.cells.size() <= 200);
    for (const auto& cell : row.cells) (void)day_of(cell), (void)digits_lost(cell);
    return Next::more;
  };
  SheetHandler handler({"Sheet1", &strings, &styles, DateSystem::from_1900}, options, sink);
  XmlReader reader(handler, "sheet", options.limits);
  // In two pieces, so that every boundary is met.
  const auto half = input.size() / 2;
  const auto first = reader.feed(input.substr(0, half));
  if (!first || *first == Next::stop) return;
  const auto second = reader.feed(input.substr(half));
  if (second && *second == Next::more) (void)reader.finish().ok();
}
