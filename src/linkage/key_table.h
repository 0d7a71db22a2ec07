// Which records of a range have a key: eight bytes a record, built in parallel, read from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace weige::linkage {

class KeyTable {
 public:
  using KeyOf = std::function<std::uint64_t(std::uint32_t record)>;
  // Records first to first + count - 1; a key of 0 leaves the record out. Precondition: first + count < 2^32.
  KeyTable(std::uint32_t first, std::size_t count, const KeyOf& key_of, unsigned threads);

  // The records with the key, in ascending order, and now and then one with another key of the same upper and
  // lower bits (about one in 2^32 keys and bucket): what is found must be compared anyway. The record is in
  // the low 32 bits.
  std::span<const std::uint64_t> find(std::uint64_t key) const;
  // The record is found no more; false where it was not in. Its eight bytes stay. Not while another thread
  // reads.
  bool erase(std::uint64_t key, std::uint32_t record);
  // Asks for the memory that find() will look at: first the bucket's place, later the bucket.
  void prefetch_place(std::uint64_t key) const { __builtin_prefetch(&starts_[bucket(key)]); }
  void prefetch_bucket(std::uint64_t key) const { __builtin_prefetch(entries_.get() + starts_[bucket(key)]); }
  static std::uint32_t record(std::uint64_t entry) { return static_cast<std::uint32_t>(entry); }
  std::size_t bytes() const;

 private:
  std::size_t bucket(std::uint64_t key) const { return key >> shift_; }
  void count_buckets(std::span<const std::uint64_t> keys, unsigned threads);
  void sort_buckets(unsigned threads);

  unsigned shift_;
  std::vector<std::uint32_t> starts_;         // of each bucket, and the end of the last one
  std::unique_ptr<std::uint64_t[]> entries_;  // low 32 bits of the key, record; erased ones last in a bucket
};

}  // namespace weige::linkage
