// CborReader: the part of CBOR (RFC 8949) that authenticators write: whole numbers, strings of bytes and of
// text, lists, maps and simple values, each with its length in the shortest form (CTAP 2, canonical). What is
// beyond that, or nested deeper than kDeepest, is refused. Pure, over bytes that outlive it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace weige::access {

class CborReader {
 public:
  static constexpr int kDeepest = 4;

  explicit CborReader(std::string_view bytes) : left_(bytes) {}

  // The next item, if it is one of these; otherwise nothing, and the reader is of no further use.
  std::optional<std::int64_t> number();
  std::optional<std::string_view> bytes();
  std::optional<std::string_view> text();
  std::optional<std::uint64_t> map();  // how many pairs of items follow: no more than there are bytes for
  // The next item, whatever it is, with what it holds: its bytes.
  std::optional<std::string_view> item();

  std::string_view left() const { return left_; }
  bool at_end() const { return left_.empty(); }

 private:
  struct Head {
    unsigned kind;
    std::uint64_t value;
  };
  std::optional<Head> head();
  std::optional<std::string_view> taken(std::uint64_t size);
  std::optional<std::string_view> text_of(unsigned kind);
  bool skip(int depth);
  bool skip_many(std::uint64_t count, int depth);

  std::string_view left_;
};

}  // namespace weige::access
