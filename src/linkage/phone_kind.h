// Telephone numbers.
#pragma once

#include "linkage/field_kind.h"

namespace weige::linkage {

class PhoneKind final : public FieldKind {
 public:
  enum : Level {
    exact = 1,
    one_error,   // one wrong digit or two neighbours exchanged
    incomplete,  // one or two digits left out, or without the area code
    different
  };
  enum : std::uint8_t { whole, head, tail };  // the first seven digits, the last four

  std::string_view name() const override { return "phone"; }
  std::span<const LevelInfo> levels() const override;
  std::span<const std::string_view> parts() const override;
  std::size_t width() const override { return 8; }
  void pack(std::string_view text, std::byte* out, TextPool& pool) const override;
  Level compare(const std::byte* left, const std::byte* right, const TextPool& pool) const override;
  std::uint64_t key(std::uint8_t part, const std::byte* value, const TextPool& pool) const override;
};

}  // namespace weige::linkage
