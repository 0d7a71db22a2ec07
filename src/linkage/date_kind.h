// Dates of the calendar; what is no date but has eight digits is kept as written.
#pragma once

#include "linkage/field_kind.h"

namespace weige::linkage {

class DateKind final : public FieldKind {
 public:
  enum : Level {
    exact = 1,
    one_error,     // one digit wrong, two neighbours exchanged, or month and day exchanged
    two_of_three,  // two of year, month and day agree
    same_year,
    different
  };
  enum : std::uint8_t { whole, year, month_day };

  std::string_view name() const override { return "date"; }
  std::span<const LevelInfo> levels() const override;
  std::span<const std::string_view> parts() const override;
  std::size_t width() const override { return 4; }
  void pack(std::string_view text, std::byte* out, TextPool& pool) const override;
  Level compare(const std::byte* left, const std::byte* right, const TextPool& pool) const override;
  std::uint64_t key(std::uint8_t part, const std::byte* value, const TextPool& pool) const override;
};

}  // namespace weige::linkage
