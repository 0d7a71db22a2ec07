#include "linkage/link_index.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "linkage/parallel.h"

namespace weige::linkage {
namespace {

constexpr std::size_t kRecordsAPiece = 1 << 14;
// A segment is at least so many times as large as the one behind it, and small ones are not left alone: a
// million records lie in six segments at most, and a record is indexed anew some dozen times until it lies
// with the bulk (the tiers of a log-structured merge tree, O'Neil and others 1996).
constexpr std::size_t growth = 8;
constexpr std::size_t small_segment = 256;

std::optional<std::size_t> block_of(const FieldPart& part, const LinkConfig& config) {
  const auto found = std::ranges::find(config.blocks, Block{part});
  if (found == config.blocks.end()) return std::nullopt;
  return static_cast<std::size_t>(found - config.blocks.begin());
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

LinkIndex::LinkIndex(const Records& records, unsigned threads, const Progress& progress)
    : records_(records), size_(records.size()) {
  for (const FieldPart& part : counted_parts(records.config()))
    counted_.push_back({part, block_of(part, records.config())});
  if (size_ > 0) segments_.push_back(segment(0, threads, progress));
  count_parts(0, threads);
  progress("index", 1);
}

LinkIndex::Segment LinkIndex::segment(std::size_t first, unsigned threads, const Progress& progress) const {
  const auto& blocks = records_.config().blocks;
  Segment made{first};
  made.blocks.reserve(blocks.size());
  for (const Block& block : blocks) {
    progress("index", static_cast<double>(made.blocks.size()) / static_cast<double>(blocks.size() + 1));
    const auto key_of = [&](RecordNumber record) {
      return retired(record) ? 0 : records_.key(record, block);
    };
    made.blocks.emplace_back(static_cast<RecordNumber>(first), size_ - first, key_of, threads);
  }
  return made;
}

// A sketch that has become too narrow is counted anew, twice as wide; so each record is counted twice on
// average.
void LinkIndex::count_parts(std::size_t first, unsigned threads) {
  for (Counted& counted : counted_) {
    if (counted.block) continue;
    const bool fits = counted.sketch && counted.sketch->fits(live());
    if (!fits) counted.sketch.emplace(live());
    const std::size_t from = fits ? first : 0;
    in_parallel(threads, size_ - from, kRecordsAPiece, [&](Range range) {
      for (std::size_t i = from + range.begin; i < from + range.end; ++i)
        if (const auto record = static_cast<RecordNumber>(i); !retired(record))
          counted.sketch->add(records_.key(record, counted.part));
    });
  }
}

// How many segments stay as they are when those behind them are joined with the records up to `end`.
std::size_t LinkIndex::joined_from(std::size_t end) const {
  std::size_t kept = segments_.size(), joined = end - size_, behind = size_;
  for (; kept > 0; --kept) {
    const std::size_t first = segments_[kept - 1].first, own = behind - first;
    if (own >= growth * joined && own >= small_segment) break;
    joined += own;
    behind = first;
  }
  return kept;
}

void LinkIndex::extend(unsigned threads) {
  if (records_.size() == size_) return;
  const std::size_t kept = joined_from(records_.size());
  const std::size_t old_size = std::exchange(size_, records_.size());
  const std::size_t first = kept < segments_.size() ? segments_[kept].first : old_size;
  Segment joined = segment(first, threads, [](std::string_view, double) {});
  segments_.erase(segments_.begin() + static_cast<std::ptrdiff_t>(kept), segments_.end());
  segments_.push_back(std::move(joined));
  count_parts(old_size, threads);
}

void LinkIndex::retire(RecordNumber record) {
  assert(record < size_);
  if (retired(record)) return;
  const auto& blocks = records_.config().blocks;
  const auto behind = std::ranges::upper_bound(segments_, std::size_t{record}, {}, &Segment::first);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const std::uint64_t key = records_.key(record, blocks[i]);
    const bool erased = behind[-1].blocks[i].erase(key, record);
    assert(erased == (key != 0));  // else the record was packed again after it was indexed
  }
  for (Counted& counted : counted_)
    if (counted.sketch) counted.sketch->remove(records_.key(record, counted.part));
  if (retired_.size() <= record) retired_.resize(size_);
  retired_[record] = true;
  ++retired_count_;
}

// The tables lie far apart in memory: all are asked at once, and waited for together.
void LinkIndex::partners(const Records& queries, RecordNumber query, std::vector<RecordNumber>& out) const {
  const auto& blocks = records_.config().blocks;
  std::array<std::uint64_t, most_blocks> keys;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    keys[i] = queries.key(query, blocks[i]);
    for (const Segment& segment : segments_) segment.blocks[i].prefetch_place(keys[i]);
  }
  for (const Segment& segment : segments_)
    for (std::size_t i = 0; i < blocks.size(); ++i) segment.blocks[i].prefetch_bucket(keys[i]);
  for (std::size_t i = 0; i < blocks.size(); ++i) append_block(i, keys[i], out);
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  for (const RecordNumber record : out) records_.prefetch(record);
}

// The limit is that of the block in all segments together.
void LinkIndex::append_block(std::size_t block, std::uint64_t key, std::vector<RecordNumber>& out) const {
  const std::size_t before = out.size();
  for (const Segment& segment : segments_) {
    const auto found = segment.blocks[block].find(key);
    if (out.size() - before + found.size() > records_.config().block_limit) {
      out.resize(before);
      return;
    }
    for (const std::uint64_t entry : found) out.push_back(KeyTable::record(entry));
  }
}

std::uint32_t LinkIndex::frequency(const Records& queries, RecordNumber query, const FieldPart& part) const {
  const auto counted = std::ranges::find(counted_, part, &Counted::part);
  if (counted == counted_.end()) return 0;
  if (counted->sketch) {
    const std::uint64_t key = queries.key(query, part);
    return key == 0 ? 0 : counted->sketch->count(key);
  }
  const std::uint64_t key = queries.key(query, Block{part});
  std::size_t sum = 0;
  for (const Segment& segment : segments_) sum += segment.blocks[*counted->block].find(key).size();
  return static_cast<std::uint32_t>(sum);
}

std::size_t LinkIndex::bytes() const {
  std::size_t sum = retired_.capacity() / 8;
  for (const Segment& segment : segments_)
    for (const KeyTable& table : segment.blocks) sum += table.bytes();
  for (const Counted& counted : counted_)
    if (counted.sketch) sum += counted.sketch->bytes();
  return sum;
}

}  // namespace weige::linkage
