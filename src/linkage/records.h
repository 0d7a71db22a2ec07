// Packed records: the fields of a configuration, one record beside the other, in memory that never moves.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "linkage/link_config.h"
#include "linkage/text_pool.h"

namespace weige::linkage {

using RecordNumber = std::uint32_t;

class Records {
 public:
  // Both must outlive the records.
  Records(const LinkConfig& config, TextPool& pool);

  // Makes room: records count to new_size - 1 are there, without values.
  void grow(std::size_t new_size);
  // values: one text for each field of the configuration. Different records may be packed by different
  // threads.
  void pack(RecordNumber record, std::span<const std::string_view> values);

  std::size_t size() const { return size_; }
  const std::byte* value(RecordNumber record, std::size_t field) const {
    return row(record) + offsets_[field];
  }
  std::uint64_t key(RecordNumber record, const FieldPart& part) const;
  // The hash of all parts; 0 where one of them is missing.
  std::uint64_t key(RecordNumber record, const Block& block) const;
  void prefetch(RecordNumber record) const { __builtin_prefetch(row(record)); }
  const LinkConfig& config() const { return config_; }
  const TextPool& pool() const { return pool_; }
  std::size_t record_bytes() const { return width_; }

 private:
  // Some MB a chunk: of one below 1 MB the allocator lost a third.
  static constexpr std::size_t chunk_bits = 16;
  static constexpr std::size_t chunk_records = std::size_t{1} << chunk_bits;
  std::byte* row(RecordNumber record) const {
    return chunks_[record >> chunk_bits].get() + (record & (chunk_records - 1)) * width_;
  }

  const LinkConfig& config_;
  TextPool& pool_;
  std::vector<std::size_t> offsets_;
  std::size_t width_ = 0, size_ = 0;
  std::vector<std::unique_ptr<std::byte[]>> chunks_;
};

// Levels of all fields of two records; the two share one configuration and one pool.
using Levels = std::array<Level, most_fields>;
Levels compare(const Records& left, RecordNumber a, const Records& right, RecordNumber b);

}  // namespace weige::linkage
