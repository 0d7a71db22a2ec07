// A line as people write it in a group, "302搬来王伟 13812345678", read into the form of a report for
// whoever wrote it to look over. Pure and total; from the line alone.
#pragma once

#include "intake/report.h"

namespace weige::intake {

inline constexpr std::size_t kLongestLine = 200;  // characters

struct ReportReading {
  std::optional<ReportKind> kind = {};
  std::string place = {}, name = {}, phone = {};
  std::string note = {};  // what was not understood
};
// at: the place that the link stands for, to which what the line says of a place is added; may be empty. What
// is longer than the form takes is cut.
ReportReading read_report_line(std::string_view line, std::string_view at);

}  // namespace weige::intake
