// Any bytes as an uploaded file: no crash, within the limits.
#include "formats/workbook.h"
#include "fuzz_target.h"

WEIGE_FUZZ_TARGET(xlsx) {
  using namespace weige::formats;
  ReadOptions options;
  options.limits = {.rows = 1'000,
                    .columns = 200,
                    .row_bytes = 100'000,
                    .zip_entries = 50,
                    .entry_bytes = 1 << 20,
                    .unpacked_bytes = 4 << 20,
                    .shared_string_bytes = 1 << 20,
                    .xml_memory = 1 << 20};
  const auto result = read_table(MemorySource(input), options, [](const RowView& row) {
    WEIGE_FUZZ_EXPECT(row.cells.size() <= 200);
    return Next::more;
  });
  (void)result;
}
