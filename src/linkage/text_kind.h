// Any short text: words, codes, numbers of houses.
#pragma once

#include "linkage/field_kind.h"

namespace weige::linkage {

class TextKind final : public FieldKind {
 public:
  enum : Level {
    exact = 1,  // without case, punctuation and double blanks
    one_error,  // one sign wrong, missing, or exchanged with its neighbour; or only blanks differ
    close,      // two errors in six signs and more, or a Jaro-Winkler similarity of 0.9
    contained,  // one begins with the other, or they share a word of four signs and more
    different
  };
  enum : std::uint8_t {
    whole,
    sound,
    start
  };  // sound: Soundex (Latin) or readings (Han); start: three signs

  std::string_view name() const override { return "text"; }
  std::span<const LevelInfo> levels() const override;
  std::span<const std::string_view> parts() const override;
  std::size_t width() const override { return 4; }
  void pack(std::string_view text, std::byte* out, TextPool& pool) const override;
  Level compare(const std::byte* left, const std::byte* right, const TextPool& pool) const override;
  std::uint64_t key(std::uint8_t part, const std::byte* value, const TextPool& pool) const override;
};

}  // namespace weige::linkage
