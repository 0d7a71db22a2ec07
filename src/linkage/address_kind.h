// Standard addresses, element by element.
#pragma once

#include "linkage/field_kind.h"

namespace weige::linkage {

class AddressKind final : public FieldKind {
 public:
  enum : Level {
    same_door = 1,
    door_partly,  // number and room agree, and nothing contradicts, but one side leaves out what lies around
                  // them
    same_building,  // one side names no room
    neighbours,     // another room of the same building
    same_lane,      // another number of the same lane, compound or village
    same_street,
    different
  };
  // door: street, lane, number, building and room; house: without the room; lane: without number and
  // building; tail: number, building and room alone.
  enum : std::uint8_t { door, house, lane, tail };

  std::string_view name() const override { return "address"; }
  std::span<const LevelInfo> levels() const override;
  std::span<const std::string_view> parts() const override;
  std::size_t width() const override;
  void pack(std::string_view text, std::byte* out, TextPool& pool) const override;
  Level compare(const std::byte* left, const std::byte* right, const TextPool& pool) const override;
  std::uint64_t key(std::uint8_t part, const std::byte* value, const TextPool& pool) const override;
};

}  // namespace weige::linkage
