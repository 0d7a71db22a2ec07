#include "linkage/address_kind.h"

#include <array>
#include <cstring>
#include <string>

#include "standards/address.h"

namespace weige::linkage {
namespace {

using standards::AddressPart;

constexpr std::array<LevelInfo, 8> address_levels{{{"missing", no_part, false},
                                                   {"same_door", AddressKind::door, true},
                                                   {"door_partly", AddressKind::tail, true},
                                                   {"same_building", AddressKind::house, false},
                                                   {"neighbours", AddressKind::house, false},
                                                   {"same_lane", AddressKind::lane, false},
                                                   {"same_street", no_part, false},
                                                   {"different", no_part, false}}};
constexpr std::array<std::string_view, 4> address_parts{"door", "house", "lane", "tail"};

constexpr std::size_t packed_width = 20;

// Hashes of the elements, 0 = absent. street: the road, or the village where there is none; lane: with its
// branch, or the group of a village.
struct Packed {
  std::uint32_t street = 0, lane = 0, number = 0;
  std::uint16_t building = 0, unit = 0, room = 0, compound = 0;
  bool operator==(const Packed&) const = default;
};
static_assert(sizeof(Packed) == packed_width);

Packed read(const std::byte* from) {
  Packed packed;
  std::memcpy(&packed, from, sizeof packed);
  return packed;
}

template <class Number>
Number short_hash(std::string_view text) {
  const std::uint64_t hash = text_hash(text);
  if (hash == 0) return 0;
  const auto shortened = static_cast<Number>(hash);
  return shortened == 0 ? Number{1} : shortened;
}

std::uint32_t lane_hash(const standards::StandardAddress& address) {
  if (!address.has(AddressPart::lane) && !address.has(AddressPart::branch_lane))
    return short_hash<std::uint32_t>(address.element(AddressPart::group));
  return short_hash<std::uint32_t>(address.element(AddressPart::lane) + "/" +
                                   address.element(AddressPart::branch_lane));
}

Packed packed_of(const standards::StandardAddress& address) {
  const bool village = !address.has(AddressPart::road);
  Packed packed;
  packed.street =
      short_hash<std::uint32_t>(address.element(village ? AddressPart::committee : AddressPart::road));
  packed.lane = lane_hash(address);
  packed.number = short_hash<std::uint32_t>(address.element(AddressPart::number));
  packed.unit = short_hash<std::uint16_t>(address.element(AddressPart::unit));
  packed.room = short_hash<std::uint16_t>(address.element(AddressPart::room));
  packed.compound = short_hash<std::uint16_t>(address.part(AddressPart::poi));
  const std::string building = address.element(AddressPart::building);
  if (packed.number == 0)  // 88弄3幢 is 88弄3号
    packed.number = short_hash<std::uint32_t>(building);
  else
    packed.building = short_hash<std::uint16_t>(building);
  if (packed.street == 0) packed.street = packed.compound;
  return packed;
}

enum class Element { equal, one_sided, contrary };

template <class Number>
Element met(Number a, Number b) {
  if (a == b) return Element::equal;
  return a == 0 || b == 0 ? Element::one_sided : Element::contrary;
}

// Street and lane, taken together; a compound of the same name is the same place whatever street is written.
Element around(const Packed& a, const Packed& b) {
  const Element street = met(a.street, b.street), inner = met(a.lane, b.lane);
  const bool same_compound = a.compound != 0 && a.compound == b.compound;
  if (inner == Element::contrary) return Element::contrary;
  if (street == Element::contrary) return same_compound ? Element::one_sided : Element::contrary;
  if (street == Element::one_sided || inner == Element::one_sided) return Element::one_sided;
  return Element::equal;
}

bool same_house(const Packed& a, const Packed& b) {
  return met(a.number, b.number) == Element::equal && met(a.building, b.building) != Element::contrary &&
         met(a.unit, b.unit) != Element::contrary;
}

Level of_elsewhere(const Packed& a, const Packed& b) {
  if (a.street == 0 || a.street != b.street) return AddressKind::different;
  return a.lane != 0 && a.lane == b.lane ? Level{AddressKind::same_lane} : Level{AddressKind::same_street};
}

}  // namespace

std::span<const LevelInfo> AddressKind::levels() const {
  return address_levels;
}

std::span<const std::string_view> AddressKind::parts() const {
  return address_parts;
}

std::size_t AddressKind::width() const {
  return packed_width;
}

void AddressKind::pack(std::string_view text, std::byte* out, TextPool&) const {
  // People of one household stand side by side in most files.
  thread_local std::string last_text;
  thread_local Packed last;
  if (text != last_text) {
    const auto address = standards::StandardAddress::parse(text);
    last = address ? packed_of(*address) : Packed{};
    last_text = text;
  }
  std::memcpy(out, &last, sizeof last);
}

Level AddressKind::compare(const std::byte* left, const std::byte* right, const TextPool&) const {
  const Packed a = read(left), b = read(right);
  if (a == Packed{} || b == Packed{}) return missing;
  const Element place = around(a, b), rooms = met(a.room, b.room);
  if (place == Element::contrary || !same_house(a, b) || a.number == 0) return of_elsewhere(a, b);
  if (rooms == Element::equal && place == Element::equal) return same_door;
  if (rooms == Element::equal && a.room != 0) return door_partly;
  if (place != Element::equal) return of_elsewhere(a, b);
  return rooms == Element::one_sided ? Level{same_building} : Level{neighbours};
}

std::uint64_t AddressKind::key(std::uint8_t part, const std::byte* value, const TextPool&) const {
  const Packed packed = read(value);
  const std::uint64_t place = std::uint64_t{packed.street} << 32 | packed.lane;
  const std::uint64_t within = std::uint64_t{packed.number} << 32 | std::uint64_t{packed.building} << 16;
  if (part == tail) return packed.number == 0 || packed.room == 0 ? 0 : mixed(within | packed.room, 4);
  if (packed.street == 0) return 0;
  if (part == lane) return mixed(place, 3);
  if (packed.number == 0) return 0;
  return part == house ? mixed(place, mixed(within, 2)) : mixed(place, mixed(within | packed.room, 1));
}

}  // namespace weige::linkage
