// Finds likely partners of a record, and says how frequent its values are. Follows a register: records are
// added behind those that are there, and retired; a change is both. extend() and retire() are not safe while
// another thread reads: the caller locks, and the same lock must hold for what adds to the Records.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "linkage/frequency.h"
#include "linkage/key_table.h"
#include "linkage/records.h"

namespace weige::linkage {

// Told from one thread: what is being done, and how much of it is done (0 to 1).
using Progress = std::function<void(std::string_view phase, double share)>;

class LinkIndex {
 public:
  // Of all records there are now; they must outlive the index, and what was indexed is not packed again.
  LinkIndex(const Records& records, unsigned threads, const Progress& progress);

  // Indexes what was added to the records since: time for the new ones, and on average over many calls for
  // some dozen times as many old ones, because tables are joined where there would be too many; a single call
  // may index all anew (docs/linkage.md). After an exception the index is of no use any more.
  void extend(unsigned threads);
  // The record is nobody's partner any more and counts in no block and no frequency. Its memory stays taken.
  // Once is enough; again does nothing. Precondition: record < size().
  void retire(RecordNumber record);
  bool retired(RecordNumber record) const { return record < retired_.size() && retired_[record]; }

  // Adds the records that share a block with the query to `out`, each once, in ascending order. Blocks of
  // more records than the configuration allows are passed over.
  void partners(const Records& queries, RecordNumber query, std::vector<RecordNumber>& out) const;
  // Records that agree with the query on the part; 0 where the query has no such part.
  std::uint32_t frequency(const Records& queries, RecordNumber query, const FieldPart& part) const;

  const Records& records() const { return records_; }
  std::size_t size() const { return size_; }                   // records 0 to size() - 1 are indexed
  std::size_t live() const { return size_ - retired_count_; }  // of them are not retired
  std::size_t segments() const { return segments_.size(); }
  std::size_t bytes() const;

 private:
  // A range of records, up to the next one's first or the end, with a table for each block.
  struct Segment {
    std::size_t first = 0;
    std::vector<KeyTable> blocks = {};
  };
  // Where a part is counted: by the table of the block that is this part alone, or else by a sketch.
  struct Counted {
    FieldPart part;
    std::optional<std::size_t> block;
    std::optional<FrequencySketch> sketch = {};
  };
  Segment segment(std::size_t first, unsigned threads, const Progress& progress) const;
  std::size_t joined_from(std::size_t end) const;
  void count_parts(std::size_t first, unsigned threads);
  void append_block(std::size_t block, std::uint64_t key, std::vector<RecordNumber>& out) const;

  const Records& records_;
  std::size_t size_ = 0, retired_count_ = 0;
  std::vector<bool> retired_;  // as long as the last one that is
  std::vector<Segment> segments_;
  std::vector<Counted> counted_;
};

// Every part whose frequency some level of the configuration asks for, each once.
std::vector<FieldPart> counted_parts(const LinkConfig& config);

}  // namespace weige::linkage
