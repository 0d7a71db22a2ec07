// What a kind of field can do: pack a text into a few bytes, say how alike two packed values are, and give
// the keys by which likely partners are found. The engine knows nothing else about the data.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "linkage/text_pool.h"

namespace weige::linkage {

// How alike two values are: an index into the kind's levels, most alike first.
using Level = std::uint8_t;
inline constexpr Level missing = 0;  // one side at least has no value: no evidence either way

struct LevelInfo {
  std::string_view name;  // stable, for reports: "one_error"
  // Index of the part whose frequency says how much agreement on this level is worth (a frequent name says
  // little); no_part: the average over all pairs.
  std::uint8_t part;
  // Agreement on this level is what people of one household, or other related people, have in common.
  bool shared_by_relatives;
};
inline constexpr std::uint8_t no_part = 0xFF;

class FieldKind {
 public:
  virtual ~FieldKind() = default;

  virtual std::string_view name() const = 0;  // as a configuration writes it: "id_number"
  // levels()[0] is `missing`; the last one is "different".
  virtual std::span<const LevelInfo> levels() const = 0;
  // Names of the parts that keys can be made of; part 0 is the whole value.
  virtual std::span<const std::string_view> parts() const = 0;

  // Bytes of a packed value. All zero means that there is none.
  virtual std::size_t width() const = 0;
  // Total: any text is packed, unreadable or empty text as missing. `out` has width() bytes, all zero. `pool`
  // must outlive the value; values to be compared share one pool.
  virtual void pack(std::string_view text, std::byte* out, TextPool& pool) const = 0;
  // Symmetric. Precondition: both packed with `pool` by this kind.
  virtual Level compare(const std::byte* left, const std::byte* right, const TextPool& pool) const = 0;
  // A hash that is equal where the part is equal; 0 where the value has no such part.
  virtual std::uint64_t key(std::uint8_t part, const std::byte* value, const TextPool& pool) const = 0;
};

// id_number, person_name, phone, date, address, text; nullptr for any other name. They live as long as the
// program.
const FieldKind* field_kind(std::string_view name);
std::span<const FieldKind* const> field_kinds();

// One step of a hash over 64-bit values (the finalizer of splitmix64, Steele, Lea and Flood 2014).
constexpr std::uint64_t mixed(std::uint64_t value) {
  value += 0x9E3779B97F4A7C15ull;
  value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9ull;
  value = (value ^ value >> 27) * 0x94D049BB133111EBull;
  return value ^ value >> 31;
}
constexpr std::uint64_t mixed(std::uint64_t first, std::uint64_t second) {
  return mixed(first ^ mixed(second));
}
// FNV-1a, then mixed; 0 for an empty text only.
constexpr std::uint64_t text_hash(std::string_view text) {
  if (text.empty()) return 0;
  std::uint64_t hash = 0xCBF29CE484222325ull;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
  hash = mixed(hash);
  return hash == 0 ? 1 : hash;
}

}  // namespace weige::linkage
