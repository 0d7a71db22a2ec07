#include "linkage/records.h"

#include <cstring>

namespace weige::linkage {

Records::Records(const LinkConfig& config, TextPool& pool) : config_(config), pool_(pool) {
  for (const Field& field : config.fields) {
    offsets_.push_back(width_);
    width_ += field.kind->width();
  }
}

void Records::grow(std::size_t new_size) {
  while (chunks_.size() << chunk_bits < new_size)
    chunks_.push_back(std::make_unique<std::byte[]>(chunk_records * width_));
  size_ = new_size;
}

void Records::pack(RecordNumber record, std::span<const std::string_view> values) {
  std::byte* out = row(record);
  std::memset(out, 0, width_);
  for (std::size_t i = 0; i < config_.fields.size(); ++i)
    config_.fields[i].kind->pack(values[i], out + offsets_[i], pool_);
}

std::uint64_t Records::key(RecordNumber record, const FieldPart& part) const {
  return config_.fields[part.field].kind->key(part.part, value(record, part.field), pool_);
}

std::uint64_t Records::key(RecordNumber record, const Block& block) const {
  std::uint64_t whole = 0;
  for (const FieldPart& part : block) {
    const std::uint64_t one = key(record, part);
    if (one == 0) return 0;
    whole = mixed(whole, one);
  }
  return whole == 0 ? 1 : whole;
}

Levels compare(const Records& left, RecordNumber a, const Records& right, RecordNumber b) {
  Levels levels{};
  const auto& fields = left.config().fields;
  for (std::size_t i = 0; i < fields.size(); ++i)
    levels[i] = fields[i].kind->compare(left.value(a, i), right.value(b, i), left.pool());
  return levels;
}

}  // namespace weige::linkage
