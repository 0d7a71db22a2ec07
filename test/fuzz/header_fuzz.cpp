// Any table as one that might have a header: tab and newline part the bytes into cells.
#include "formats/header_finder.h"
#include "fuzz_target.h"

WEIGE_FUZZ_TARGET(header) {
  using namespace weige::formats;
  std::vector<TextRow> rows{{1, {""}}};
  for (const char c : input) {
    if (rows.size() >= 40 || rows.back().texts.size() >= 60) break;
    if (c == '\n')
      rows.push_back({rows.back().row_number + 1, {""}});
    else if (c == '\t')
      rows.back().texts.emplace_back();
    else
      rows.back().texts.back().push_back(c);
  }
  constexpr std::string_view kWords[] = {"姓名", "地址", "a", "b", "ab"};
  const auto header = find_header(rows, kWords);
  if (!header) return;
  WEIGE_FUZZ_EXPECT(header->first_row >= 1 && header->last_row >= header->first_row);
  WEIGE_FUZZ_EXPECT(header->last_row - header->first_row < 3 && !header->columns.empty());
  WEIGE_FUZZ_EXPECT(header->confidence > 0 && header->confidence <= 1);
}
