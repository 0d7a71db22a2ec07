#include "linkage/link_index.h"

#include <algorithm>
#include <array>

#include "linkage/parallel.h"

namespace weige::linkage {
namespace {

constexpr std::size_t piece = 1 << 14;

const KeyTable* table_of(const FieldPart& part, const LinkConfig& config,
                         const std::vector<KeyTable>& tables) {
  const auto found = std::ranges::find(config.blocks, Block{part});
  return found == config.blocks.end() ? nullptr
                                      : &tables[static_cast<std::size_t>(found - config.blocks.begin())];
}

}  // namespace

std::vector<FieldPart> counted_parts(const LinkConfig& config) {
  std::vector<FieldPart> parts;
  for (std::size_t field = 0; field < config.fields.size(); ++field)
    for (const LevelInfo& level : config.fields[field].kind->levels()) {
      const FieldPart part{static_cast<std::uint8_t>(field), level.part};
      if (level.part != no_part && std::ranges::find(parts, part) == parts.end()) parts.push_back(part);
    }
  return parts;
}

LinkIndex::LinkIndex(const Records& records, unsigned threads, const Progress& progress) : records_(records) {
  const LinkConfig& config = records.config();
  const double steps = static_cast<double>(config.blocks.size() + 1);
  blocks_.reserve(config.blocks.size());
  for (const Block& block : config.blocks) {
    progress("index", static_cast<double>(blocks_.size()) / steps);
    const auto key_of = [&](RecordNumber record) { return records.key(record, block); };
    blocks_.emplace_back(records.size(), key_of, threads);
  }
  progress("index", static_cast<double>(blocks_.size()) / steps);
  count_parts(threads);
  progress("index", 1);
}

void LinkIndex::count_parts(unsigned threads) {
  for (const FieldPart& part : counted_parts(records_.config())) {
    Counted& counted = counted_.emplace_back(Counted{part, table_of(part, records_.config(), blocks_)});
    if (counted.table != nullptr) continue;
    FrequencySketch& sketch = counted.sketch.emplace(records_.size());
    in_parallel(threads, records_.size(), piece, [&](Range range) {
      for (std::size_t i = range.begin; i < range.end; ++i)
        sketch.add(records_.key(static_cast<RecordNumber>(i), part));
    });
  }
}

// The tables lie far apart in memory: all are asked at once, and waited for together.
void LinkIndex::partners(const Records& queries, RecordNumber query, std::vector<RecordNumber>& out) const {
  const LinkConfig& config = records_.config();
  std::array<std::uint64_t, most_blocks> keys;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    keys[i] = queries.key(query, config.blocks[i]);
    blocks_[i].prefetch_place(keys[i]);
  }
  for (std::size_t i = 0; i < blocks_.size(); ++i) blocks_[i].prefetch_bucket(keys[i]);
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const auto found = blocks_[i].find(keys[i]);
    if (found.size() > config.block_limit) continue;
    for (const std::uint64_t entry : found) out.push_back(KeyTable::record(entry));
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  for (const RecordNumber record : out) records_.prefetch(record);
}

std::uint32_t LinkIndex::frequency(const Records& queries, RecordNumber query, const FieldPart& part) const {
  const auto counted = std::ranges::find(counted_, part, &Counted::part);
  if (counted == counted_.end()) return 0;
  if (counted->sketch) {
    const std::uint64_t key = queries.key(query, part);
    return key == 0 ? 0 : counted->sketch->count(key);
  }
  return static_cast<std::uint32_t>(counted->table->find(queries.key(query, Block{part})).size());
}

std::size_t LinkIndex::bytes() const {
  std::size_t sum = 0;
  for (const KeyTable& table : blocks_) sum += table.bytes();
  for (const Counted& counted : counted_)
    if (counted.sketch) sum += counted.sketch->bytes();
  return sum;
}

}  // namespace weige::linkage
