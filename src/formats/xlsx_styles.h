// Which cell styles show a number as a date or a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "formats/table.h"
#include "formats/zip_archive.h"

namespace weige::formats {

class CellStyles {
 public:
  // A package without a styles part: every style is plain.
  CellStyles() = default;
  static Result<CellStyles> load(ZipArchive& archive, const ZipEntry& part, const ReadLimits& limits);

  // nullopt when the file has no such style.
  std::optional<bool> is_date(std::uint64_t style) const;

 private:
  class Handler;
  bool loaded_ = false;
  std::vector<bool> dates_;  // per cell format
};

// ECMA-376 part 1, 18.8.30: numbers of the formats that every program knows, Chinese ones included.
bool is_builtin_date_format(std::uint64_t format);
// A custom format such as yyyy"年"m"月"d"日" or [h]:mm; quoted and escaped characters, colours and
// do not count.
bool is_date_format(std::string_view code);

}  // namespace weige::formats
