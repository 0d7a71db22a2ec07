// The normal form of an address: which elements place it, how each is written, and the canonical text.
#include <algorithm>

#include "standards/address.h"
#include "standards/address_gazetteer.h"
#include "standards/text_fold.h"

namespace weige::standards {
namespace {

using Elements = std::array<std::string, address_part_count>;

std::string& at(Elements& elements, AddressPart part) {
  return elements[static_cast<std::size_t>(part)];
}

std::string_view sign_of(AddressPart part) {
  switch (part) {
    case AddressPart::lane:
      return "弄";
    case AddressPart::branch_lane:
      return "支弄";
    case AddressPart::group:
      return "组";
    case AddressPart::number:
      return "号";
    case AddressPart::building:
      return "幢";
    case AddressPart::unit:
      return "单元";
    case AddressPart::floor:
      return "层";
    case AddressPart::room:
      return "室";
    default:
      return {};
  }
}

bool starts_with_mark(std::string_view text) {
  for (const std::string_view mark : {"甲", "乙", "丙", "丁"})
    if (text.starts_with(mark)) return true;
  return false;
}

// The signs that carry a number's value: digits, letters, dashes, 甲乙丙丁, 临, 附, 负.
bool carries_value(char32_t sign) {
  return std::u32string_view{U"甲乙丙丁临附负"}.find(sign) != std::u32string_view::npos;
}

// Digits without leading zeros, letters as capitals, any joiner as '-': "第08-2号楼" is "8-2".
std::string number_value(std::string_view text) {
  std::string value;
  bool zeros = true;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t sign = next_code_point(text, at);
    const bool digit = sign >= U'0' && sign <= U'9';
    const bool more_digits = at < text.size() && text[at] >= '0' && text[at] <= '9';
    if (digit && sign == U'0' && zeros && more_digits) continue;
    zeros = !digit;
    if (digit || (sign >= U'A' && sign <= U'Z'))
      value.push_back(static_cast<char>(sign));
    else if (sign >= U'a' && sign <= U'z')
      value.push_back(static_cast<char>(sign - 32));
    else if (carries_value(sign))
      append_utf8(value, sign);
    else if (std::u32string_view{U"-_/~、之—"}.find(sign) != std::u32string_view::npos && !value.empty() &&
             value.back() != '-')
      value.push_back('-');
  }
  while (!value.empty() && value.back() == '-') value.pop_back();
  return value;
}

// 甲3 is 3甲: the mark stands behind.
std::string number_with_mark_behind(std::string value) {
  constexpr std::size_t bytes_of_a_mark = 3;
  if (starts_with_mark(value) && value.size() > bytes_of_a_mark)
    std::rotate(value.begin(), value.begin() + bytes_of_a_mark, value.end());
  return value;
}

std::string floor_value(std::string_view text) {
  std::string value = number_value(text);
  if (text.starts_with("地下")) value = "负" + value;
  if (value.size() > 1 && value.back() == 'F') value.pop_back();
  return value;
}

// A lane by name keeps its name (石鼓巷).
std::string lane_value(std::string_view text) {
  const bool numbered = !text.empty() && static_cast<unsigned char>(text.front()) < 0x80;
  std::string value = number_value(text);
  return numbered && !value.empty() ? value : std::string{text};
}

void replace_ending(std::string& text, std::string_view ending, std::string_view with) {
  if (text.ends_with(ending)) text.replace(text.size() - ending.size(), ending.size(), with);
}

std::string committee_value(std::string_view text) {
  std::string value{text};
  replace_ending(value, "居民委员会", "居委会");
  replace_ending(value, "村民委员会", "村");
  replace_ending(value, "村委会", "村");
  replace_ending(value, "社区居委会", "社区");
  replace_ending(value, "村村", "村");  // 前明村村委会
  return value;
}

std::string normal_value(AddressPart part, std::string_view text) {
  switch (part) {
    case AddressPart::town: {
      std::string value{text};
      replace_ending(value, "街道办事处", "街道");
      return value;
    }
    case AddressPart::committee:
      return committee_value(text);
    case AddressPart::lane:
    case AddressPart::branch_lane:
      return lane_value(text);
    case AddressPart::number:
      return number_with_mark_behind(number_value(text));
    case AddressPart::floor:
      return floor_value(text);
    case AddressPart::group:
    case AddressPart::building:
    case AddressPart::unit:
    case AddressPart::room:
      return number_value(text);
    case AddressPart::rest:
      return {};
    default:
      return std::string{text};
  }
}

// Official names where the gazetteer knows the place, with what lies above it: 青浦 is 上海市青浦区.
void name_divisions(Elements& elements, const std::array<std::int16_t, 3>& divisions) {
  const Gazetteer& gazetteer = Gazetteer::instance();
  for (std::size_t i = 0; i < divisions.size(); ++i)
    if (divisions[i] >= 0) elements[i] = to_utf8(gazetteer.division(divisions[i]).name);
}

// Only what places the address stays.
void leave_out_the_optional(Elements& elements) {
  const bool road = !at(elements, AddressPart::road).empty();
  const bool numbered =
      !at(elements, AddressPart::lane).empty() || !at(elements, AddressPart::number).empty();
  const bool in_village =
      !at(elements, AddressPart::committee).empty() && !at(elements, AddressPart::number).empty();
  if (road) at(elements, AddressPart::committee).clear();
  if ((road && numbered) || in_village) at(elements, AddressPart::poi).clear();
  if (!at(elements, AddressPart::room).empty()) at(elements, AddressPart::floor).clear();
}

std::uint64_t hash_of(const Elements& elements) {
  std::uint64_t hash = 0xCBF29CE484222325ull;  // FNV-1a, an empty element counts as a zero byte
  for (const std::string& element : elements) {
    for (const char c : element) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
    hash *= 0x100000001B3ull;
  }
  return hash;
}

bool plain(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

void append_element(std::string& out, AddressPart part, const std::string& value) {
  if (value.empty()) return;
  if (!out.empty() && plain(out.back()) && plain(value.front())) out.push_back(' ');
  const std::string_view sign = sign_of(part);
  constexpr std::size_t bytes_of_a_mark = 3;
  if (part == AddressPart::number && value.size() > bytes_of_a_mark &&
      starts_with_mark(std::string_view{value}.substr(value.size() - bytes_of_a_mark))) {
    out.append(value, 0, value.size() - bytes_of_a_mark)
        .append(sign)
        .append(value, value.size() - bytes_of_a_mark);
    return;
  }
  out += value;
  const bool named_lane =
      !plain(value.front()) && (part == AddressPart::lane || part == AddressPart::branch_lane);
  if (!named_lane) out += sign;
}

// 金海社区三长村村委会: without the word for the office the town would be read as the committee.
bool needs_its_office(const Elements& elements) {
  return elements[static_cast<std::size_t>(AddressPart::town)].ends_with("社区") &&
         elements[static_cast<std::size_t>(AddressPart::committee)].ends_with("村");
}

}  // namespace

AddressKey::AddressKey(Elements elements) : elements_(std::move(elements)), hash_(hash_of(elements_)) {}

bool AddressKey::empty() const {
  return std::all_of(elements_.begin(), elements_.end(), [](const std::string& e) { return e.empty(); });
}

std::string AddressKey::text() const {
  std::string out;
  for (std::size_t i = 0; i < address_part_count; ++i) {
    append_element(out, static_cast<AddressPart>(i), elements_[i]);
    if (static_cast<AddressPart>(i) == AddressPart::committee && needs_its_office(elements_)) out += "村委会";
  }
  return out;
}

AddressKey StandardAddress::key() const {
  Elements elements;
  for (std::size_t i = 0; i < address_part_count; ++i) {
    const auto element = static_cast<AddressPart>(i);
    elements[i] = normal_value(element, part(element));
  }
  name_divisions(elements, divisions_);
  leave_out_the_optional(elements);
  return AddressKey{std::move(elements)};
}

std::string StandardAddress::element(AddressPart part) const {
  const std::string_view text = this->part(part);
  return text.empty() ? std::string() : normal_value(part, text);
}

}  // namespace weige::standards
