// Names of persons: Han names sign by sign, other names as texts.
#pragma once

#include "linkage/field_kind.h"

namespace weige::linkage {

class PersonNameKind final : public FieldKind {
 public:
  enum : Level {
    exact = 1,
    same_sound,     // every sign reads alike without tone; zh/z, ch/c, sh/s and ng/n are one
    similar_glyph,  // one sign is taken for one that looks alike
    one_different,  // one sign of three and more, or a Latin name that is nearly the same
    sign_missing,   // one sign more or less
    swapped,        // the same signs or words in another order
    same_surname,
    different
  };
  enum : std::uint8_t { whole, sounds, surname, given };

  std::string_view name() const override { return "person_name"; }
  std::span<const LevelInfo> levels() const override;
  std::span<const std::string_view> parts() const override;
  std::size_t width() const override { return 8; }
  void pack(std::string_view text, std::byte* out, TextPool& pool) const override;
  Level compare(const std::byte* left, const std::byte* right, const TextPool& pool) const override;
  std::uint64_t key(std::uint8_t part, const std::byte* value, const TextPool& pool) const override;
};

}  // namespace weige::linkage
