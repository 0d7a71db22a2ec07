// The standard address (标准地址): free Chinese address text into its elements, a canonical text, a key and a
// distance.
//
// Text is folded first (full-width signs, dashes, look-alike digits: text_fold.h); malformed UTF-8 is read as
// U+FFFD and ends up in `rest`. More than 512 code points, or nothing that is an element, is refused with a
// problem.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace weige::standards {

inline constexpr std::size_t longest_address = 512;  // code points

enum class AddressPart : std::uint8_t {
  province,     // 上海市
  city,         // 宁波市; none below a municipality
  district,     // 青浦区, 义乌市, 安吉县
  town,         // 徐泾镇, 夏阳街道
  committee,    // 蟠龙居委会, 前明村
  road,         // 明珠路, 104国道
  lane,         // 88弄
  branch_lane,  // 5支弄
  poi,          // compound or building by name: 春江花园
  group,        // 3组, 2队
  number,       // 3号, 甲3号, 临5号
  building,     // 2幢, 8号楼, A座
  unit,         // 1单元
  floor,        // 3层
  room,         // 201室
  rest,         // what belongs to no element: phone numbers, brackets, 对面
};
inline constexpr std::size_t address_part_count = 16;
std::string_view address_part_name(AddressPart part);  // "branch_lane"

// The elements that tell a place apart, each in its normal form, empty = absent: official division names
// where known, numbers in ASCII digits without leading zeros and without 弄/号/幢/室, 甲 behind ("3甲"), 临
// before ("临3"). The committee and the name of a compound count only where no road and number place the
// address, since both may be written or left out; the floor only where there is no room; `rest` never.
class AddressKey {
 public:
  AddressKey() = default;
  explicit AddressKey(std::array<std::string, address_part_count> elements);

  const std::string& element(AddressPart part) const { return elements_[static_cast<std::size_t>(part)]; }
  // Elements with their signs: 上海市青浦区徐泾镇明珠路88弄3号201室.
  std::string text() const;
  std::uint64_t hash() const { return hash_; }
  bool empty() const;
  bool operator==(const AddressKey& other) const {
    return hash_ == other.hash_ && elements_ == other.elements_;
  }

 private:
  std::array<std::string, address_part_count> elements_{};
  std::uint64_t hash_ = 0;
};

class StandardAddress {
 public:
  static Result<StandardAddress> parse(std::string_view text);

  // As found in the text, folded, with its sign ("88弄", "13", "8号楼"); Chinese numerals of numbered
  // elements in digits ("二十三号" is "23号"). Empty when absent.
  std::string_view part(AddressPart part) const;
  bool has(AddressPart part) const { return !this->part(part).empty(); }

  // The normal form; AddressKey::text() of it is the canonical text. parse(canonical()) has the same key.
  AddressKey key() const;
  std::string canonical() const { return key().text(); }
  // One element in its normal form, as written and not as the whole allows: the name of a compound too, where
  // road and number place the address. Divisions above the town as written. Quicker than key().
  std::string element(AddressPart part) const;

  bool operator==(const StandardAddress& other) const { return key() == other.key(); }

 private:
  friend class AddressBuilder;
  StandardAddress() = default;

  std::string text_;                                      // the parts one behind the other
  std::array<std::uint16_t, address_part_count> ends_{};  // where each part ends in text_
  std::array<std::int16_t, 3> divisions_{-1, -1, -1};     // province, city, district in the gazetteer
};

// What a file's own place adds: the divisions that its lines leave out ("明珠路88弄3号201室" in a town's
// file).
class AddressContext {
 public:
  // Reads "上海市青浦区徐泾镇"; a text without any division is a problem.
  static Result<AddressContext> of(std::string_view division);

  // The key with the divisions filled in from the innermost one that it has, where the two do not contradict.
  AddressKey complete(const AddressKey& key) const;

 private:
  explicit AddressContext(AddressKey division) : division_(std::move(division)) {}
  AddressKey division_;
};

// 0 = the same key, 1 = nothing in common; symmetric. The weighted share of elements that differ, over the
// elements that at least one side has: see address_distance.cpp for the weights.
double distance(const AddressKey& a, const AddressKey& b);

// From the outermost place to the address itself: road, lane, branch lane, compound, group, number, building,
// unit, floor, room; the floor is left out where a room is given. The last one equals the key.
std::vector<AddressKey> ancestors(const AddressKey& key);

}  // namespace weige::standards

template <>
struct std::hash<weige::standards::AddressKey> {
  std::size_t operator()(const weige::standards::AddressKey& key) const noexcept { return key.hash(); }
};
