// The shared string table: all texts in one block of memory with their offsets.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/table.h"
#include "formats/zip_archive.h"

namespace weige::formats {

class SharedStrings {
 public:
  static Result<SharedStrings> load(ZipArchive& archive, const ZipEntry& part, const ReadLimits& limits);

  std::size_t size() const { return ends_.size(); }
  // nullopt when there is no such string.
  std::optional<std::string_view> at(std::uint64_t index) const;

 private:
  class Handler;
  void make_room(std::uint64_t unpacked, const ReadLimits& limits);
  std::string text_;
  std::vector<std::uint64_t> ends_;
};

}  // namespace weige::formats
