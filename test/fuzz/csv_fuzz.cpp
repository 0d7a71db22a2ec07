// Any bytes as a text table: no crash, and rows that obey the promises of RowView.
#include "formats/csv_reader.h"
#include "fuzz_target.h"

WEIGE_FUZZ_TARGET(csv) {
  using namespace weige::formats;
  ReadOptions options;
  options.limits = {.rows = 1'000, .columns = 100, .cell_bytes = 1'000, .row_bytes = 10'000};
  options.own_export = input.size() % 2 == 0;
  std::uint32_t last = 0;
  const auto result = read_csv(MemorySource(input), options, [&](const RowView& row) {
    WEIGE_FUZZ_EXPECT(row.row_number > last);
    WEIGE_FUZZ_EXPECT(!row.cells.empty() && row.cells.size() <= 100);
    WEIGE_FUZZ_EXPECT(row.cells.back().kind == CellKind::text || options.own_export);
    last = row.row_number;
    return Next::more;
  });
  (void)result;
}
