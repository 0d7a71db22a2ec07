// Numbers of resident ID cards and of other documents: whole, mistyped, or with signs lost on the way.
#pragma once

#include "linkage/digits.h"
#include "linkage/field_kind.h"

namespace weige::linkage {

class IdNumberKind final : public FieldKind {
 public:
  enum : Level {
    exact = 1,   // 15 and 18 digits of one number are equal
    one_error,   // one wrong sign or two neighbours exchanged, and one of the two fails its check digit
    incomplete,  // signs left out, or lost by a spreadsheet; what is there agrees
    two_errors,  // two wrong signs, and one of the two fails its check digit
    near_other,  // both pass their check digit: another person's number, of the same place and birth date or
                 // one sign apart (twins)
    same_birth,  // another number with the same birth date
    different
  };
  enum : std::uint8_t {
    whole,
    place,
    birth,
    ends,
    tail
  };  // ends: place and last four, without the birth date

  std::string_view name() const override { return "id_number"; }
  std::span<const LevelInfo> levels() const override;
  std::span<const std::string_view> parts() const override;
  std::size_t width() const override;
  void pack(std::string_view text, std::byte* out, TextPool& pool) const override;
  Level compare(const std::byte* left, const std::byte* right, const TextPool& pool) const override;
  std::uint64_t key(std::uint8_t part, const std::byte* value, const TextPool& pool) const override;
};

}  // namespace weige::linkage
