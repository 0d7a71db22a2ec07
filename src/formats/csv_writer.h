// Writes RFC 4180 text in UTF-8. Text cells that a spreadsheet program would run as a formula are guarded
// (formula_guard.h); a reader with ReadOptions::own_export takes the guard away again.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "formats/cell_value.h"

namespace weige::formats {

struct CsvOptions {
  bool byte_order_mark = true;  // without it Excel takes the file for the system's old encoding
};

class CsvWriter {
 public:
  using ByteSink = std::function<void(std::string_view)>;
  explicit CsvWriter(ByteSink sink, CsvOptions options = {});

  // Each row goes to the sink at once.
  void row(std::span<const CellValue> cells);

 private:
  void cell(const CellValue& value);
  void text(std::string_view text);

  ByteSink sink_;
  std::string line_;
};

}  // namespace weige::formats
