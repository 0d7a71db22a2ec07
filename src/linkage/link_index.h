// Finds likely partners of a record, and says how frequent its values are.
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
  // Of all records there are now; they must outlive the index.
  LinkIndex(const Records& records, unsigned threads, const Progress& progress);

  // Adds the records that share a block with the query to `out`, each once, in ascending order. Blocks of
  // more records than the configuration allows are passed over.
  void partners(const Records& queries, RecordNumber query, std::vector<RecordNumber>& out) const;
  // Records that agree with the query on the part; 0 where the query has no such part.
  std::uint32_t frequency(const Records& queries, RecordNumber query, const FieldPart& part) const;

  const Records& records() const { return records_; }
  std::size_t bytes() const;

 private:
  struct Counted {
    FieldPart part;
    const KeyTable* table = nullptr;  // of the block that is this part alone
    std::optional<FrequencySketch> sketch = {};
  };
  void count_parts(unsigned threads);

  const Records& records_;
  std::vector<KeyTable> blocks_;
  std::vector<Counted> counted_;
};

// Every part whose frequency some level of the configuration asks for, each once.
std::vector<FieldPart> counted_parts(const LinkConfig& config);

}  // namespace weige::linkage
