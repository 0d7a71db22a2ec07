// Any bytes as frames of the parsing child, which is not trusted: refused, or values that say the same when
// sent again.
#include <algorithm>

#include "formats/row_stream.h"
#include "fuzz_target.h"

namespace {

using namespace weige::formats;

constexpr std::size_t head = 5;  // length and type

std::string_view content(const std::string& frame) {
  return std::string_view{frame}.substr(head);
}

void check_row(std::string_view input) {
  std::vector<Cell> cells;
  const auto row = get_row(input, cells);
  if (!row) return;
  std::string frame;
  put_row(frame, {.row_number = *row, .cells = cells});
  std::vector<Cell> again;
  WEIGE_FUZZ_EXPECT(get_row(content(frame), again) == row && again.size() == cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    WEIGE_FUZZ_EXPECT(again[i].kind == cells[i].kind && again[i].text == cells[i].text);
    (void)digits_lost(cells[i]);
    (void)day_of(cells[i]);
  }
}

void check_report(std::string_view input) {
  const auto received = get_report(input);
  if (!received) return;
  std::string frame;
  put_report(frame, received->report, received->peak_bytes);
  const auto again = get_report(content(frame));
  WEIGE_FUZZ_EXPECT(again && again->peak_bytes == received->peak_bytes);
  WEIGE_FUZZ_EXPECT(again->report.all_sheets == received->report.all_sheets);
}

void check_problem(std::string_view input) {
  const auto found = get_problem(input);
  if (!found) return;
  std::string frame;
  put_problem(frame, found->found, found->peak_bytes);
  const auto again = get_problem(content(frame));
  WEIGE_FUZZ_EXPECT(again && again->found == found->found && again->peak_bytes == found->peak_bytes);
}

}  // namespace

WEIGE_FUZZ_TARGET(row_frames) {
  check_row(input);
  check_report(input);
  check_problem(input);
}
