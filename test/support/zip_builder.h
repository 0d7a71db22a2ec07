// Writes small zip files, wrong ones on purpose too: every field of the headers can be lied about.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weige::test {

struct ZipLies {
  std::optional<std::uint32_t> packed_size, unpacked_size, crc;
  std::optional<std::uint32_t> header_offset;  // points the directory at another entry's header
  std::uint16_t flags = 0;
  std::uint16_t method = 8;  // 0 stores
};

// A long content that is never held in memory: `before`, then `unit` so many times, then `after`.
struct Repeated {
  std::string before, unit;
  std::size_t times = 0;
  std::string after = {};
  int level = 1;  // of zlib: 9 packs best, and takes longest
};

class ZipBuilder {
 public:
  ZipBuilder& add(std::string_view name, std::string_view content, const ZipLies& lies = {});
  ZipBuilder& add_repeated(std::string_view name, const Repeated& content);
  // An entry in the directory only; header_offset must be told.
  ZipBuilder& add_directory_only(std::string_view name, std::string_view content, const ZipLies& lies);
  std::string finish(std::optional<std::uint16_t> claimed_entries = {}) const;

 private:
  struct Packed {
    std::string data;
    std::uint32_t crc = 0, unpacked = 0;
  };
  static Packed packed(std::string_view content, const ZipLies& lies);
  static Packed pack(const Repeated& content);
  void append(std::string_view name, const Packed& packed, const ZipLies& lies, bool with_data);
  std::string files_, directory_;
  std::uint16_t entries_ = 0;
};

std::string deflate_raw(std::string_view content);

}  // namespace weige::test
