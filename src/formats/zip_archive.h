// A zip file whose directory was checked as a whole before a single byte is inflated.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "formats/byte_source.h"
#include "formats/table.h"

namespace weige::formats {

struct ZipEntry {
  std::string name;
  std::uint64_t packed = 0, unpacked = 0;
  std::uint64_t directory_offset = 0, index = 0;  // where minizip finds it again
};

class ZipArchive {
 public:
  // Refuses too many entries (file_parts), sizes or ratios beyond the limits (file_expands), entries that
  // overlap (file_overlap), and as file_unsafe with a reason absolute or climbing paths, names that occur
  // twice and unknown packing. Encrypted entries are file_encrypted, a file without its end file_truncated, a
  // broken directory file_damaged.
  static Result<ZipArchive> open(const ByteSource& source, const ReadLimits& limits);
  ZipArchive(ZipArchive&&) noexcept;
  ~ZipArchive();

  const std::vector<ZipEntry>& entries() const { return entries_; }
  // Names are compared without regard to ASCII case, as the package convention asks (ECMA-376 part 2, 6.2.2).
  const ZipEntry* find(std::string_view name) const;

  // Inflates in pieces of at most 64 KB; `consume` says whether it wants more. The checksum is verified when
  // all was read.
  Done read(const ZipEntry& entry, const std::function<Result<Next>(std::string_view)>& consume);

 private:
  struct Handle;
  explicit ZipArchive(std::unique_ptr<Handle> handle);
  Done load(std::uint64_t file_size, const ReadLimits& limits);
  Result<ZipEntry> next_entry(std::uint64_t file_size, const ReadLimits& limits);
  Done check_layout(std::uint64_t file_size);

  std::unique_ptr<Handle> handle_;
  std::vector<ZipEntry> entries_;
  std::unordered_map<std::string, std::size_t> by_name_;  // lower case
};

}  // namespace weige::formats
