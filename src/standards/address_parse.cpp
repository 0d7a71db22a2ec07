// The parser: folds, reads the divisions, then numbers and names from left to right in one pass.
#include <algorithm>

#include "standards/address_builder.h"
#include "standards/text_fold.h"

namespace weige::standards {
namespace {

constexpr std::array<std::u32string_view, 5> committee_offices{U"居委会", U"居民委员会", U"村委会",
                                                               U"村民委员会", U"社区管理站"};
constexpr std::array<std::u32string_view, 3> town_name_endings{U"街道", U"镇", U"乡"};
// Zones that stand in place of a town.
constexpr std::array<std::u32string_view, 7> zone_name_endings{
    U"工业区", U"开发区", U"工业园区", U"管委会", U"管理委员会", U"农场", U"旅游区"};
constexpr std::size_t longest_committee = 24;

std::size_t closing_of(const AddressText& text, std::size_t open) {
  for (std::size_t at = open + 1; at < text.size(); ++at)
    if (std::u32string_view{U")]}】〕）〉"}.find(text[at]) != std::u32string_view::npos) return at + 1;
  return text.size();
}

// 1 where a slip has written an office's last sign twice (十九棉居委会会), not where a word begins with it
// (居委会会议室).
std::size_t doubled_ending(const AddressText& text, std::size_t end) {
  if (end >= text.size() || text[end] != U'会' || text[end - 1] != U'会') return 0;
  const bool word = end + 1 < text.size() &&
                    std::u32string_view{U"议所馆客场"}.find(text[end + 1]) != std::u32string_view::npos;
  return word ? 0 : 1;
}

// 金海社区三长村村委会 names a village of a town; 明珠社区第二居委会 is one committee.
bool only_numbers_office(const AddressText& text, std::size_t at) {
  while (at < text.size() && (text.is(at, sign_numeral | sign_digit) || text[at] == U'第')) ++at;
  return text.any(at, committee_offices) != 0;
}

// Where an office (居委会 ...) ends in the text behind `at`; 0 = there is none. Its name may hold anything:
// 明珠路第二居委会.
std::size_t office_end(const AddressText& text, std::size_t at) {
  for (std::size_t i = at; i < std::min(text.size(), at + longest_committee); ++i) {
    if (text.is(i, sign_bracket)) {
      if (closing_of(text, i) != i + 3) return 0;  // 工四(1)居委会
      i += 2;
    }
    if (!text.is(i, sign_ending)) continue;
    if (const std::size_t length = text.any(i, committee_offices); length && i > at)
      return i + length + doubled_ending(text, i + length);
  }
  return 0;
}

// Where the town ends that an office's text begins with; 0 = there is none.
std::size_t town_end(const AddressText& text, std::size_t at, std::size_t office) {
  for (std::size_t i = at + 1; i + 4 < office; ++i) {
    std::size_t length = text.is(i, sign_ending) ? text.any(i, town_name_endings) : 0;
    if (!length) length = text.any(i, zone_name_endings);
    if (!length && text.has(i, U"社区") && !only_numbers_office(text, i + 2)) length = 2;
    if (!length || text.any(i + length, committee_offices)) continue;
    if (text.has(i + length, U"街道")) continue;  // 真如镇街道
    return i + length;
  }
  return 0;
}

class AddressParser {
 public:
  explicit AddressParser(AddressBuilder& builder) : builder_(builder), text_(builder.text()) {}

  void run() {
    at_ = read_divisions(builder_, 0, false);
    read_office();
    while (at_ < text_.size()) step();
  }

 private:
  void step() {
    if (text_.is(at_, sign_bracket)) return read_bracket();
    if (text_.is(at_, sign_separator)) return void(++at_);
    if (const std::size_t end = read_numbers(builder_, at_); end > at_) return void(at_ = end);
    if (begins_anew()) return;
    at_ = read_names(builder_, at_);
  }
  void read_bracket() {
    const std::size_t end = closing_of(text_, at_);
    builder_.add_rest(span_of(at_, end));
    at_ = end;
  }
  // The whole head once more behind the first one: "... 西兴街道 杭州市滨江区西兴街道 ...".
  bool begins_anew() {
    if (builder_.has(AddressPart::road) || builder_.has(AddressPart::number)) return false;
    const std::size_t end = read_divisions(builder_, at_, true);
    if (end == at_) return false;
    for (const AddressPart part : {AddressPart::town, AddressPart::committee, AddressPart::poi})
      builder_.clear(part);
    at_ = end;
    return true;
  }
  void read_office() {
    while (text_.is(at_, sign_separator)) ++at_;
    const std::size_t end = office_end(text_, at_);
    if (!end) return;
    if (const std::size_t town = town_end(text_, at_, end)) {
      builder_.set(AddressPart::town, span_of(at_, town));
      at_ = town;
      while (text_.is(at_, sign_separator)) ++at_;
    }
    builder_.set(AddressPart::committee, span_of(at_, end));
    at_ = end;
  }

  AddressBuilder& builder_;
  const AddressText& text_;
  std::size_t at_ = 0;
};

bool is_numbered(AddressPart part) {
  switch (part) {
    case AddressPart::lane:
    case AddressPart::branch_lane:
    case AddressPart::group:
    case AddressPart::number:
    case AddressPart::building:
    case AddressPart::unit:
    case AddressPart::floor:
    case AddressPart::room:
      return true;
    default:
      return false;
  }
}

// Writes into room that is known to be enough: four bytes a sign.
char* put_utf8(char* out, char32_t sign) {
  const auto put = [&](char32_t byte) { *out++ = static_cast<char>(byte); };
  if (sign < 0x80) return put(sign), out;
  if (sign < 0x800) return put(0xC0 | sign >> 6), put(0x80 | (sign & 63)), out;
  if (sign < 0x10000)
    return put(0xE0 | sign >> 12), put(0x80 | (sign >> 6 & 63)), put(0x80 | (sign & 63)), out;
  put(0xF0 | sign >> 18), put(0x80 | (sign >> 12 & 63)), put(0x80 | (sign >> 6 & 63)),
      put(0x80 | (sign & 63));
  return out;
}

char* put_plain(const AddressText& text, Span span, char* out) {
  for (std::size_t at = span.begin; at < span.end; ++at) out = put_utf8(out, text[at]);
  return out;
}

// As it stands, Chinese numerals in digits: a numeral of n signs has at most 3n digits and takes 3n bytes.
char* put_numbered(const AddressText& text, Span span, char* out) {
  for (std::size_t at = span.begin; at < span.end;) {
    std::size_t end = at;
    while (end < span.end && text.is(end, sign_numeral)) ++end;
    if (end == at) {
      out = put_utf8(out, text[at++]);
      continue;
    }
    const auto number = chinese_number(to_utf8(text.view(span_of(at, end))));
    const std::string digits = number ? std::to_string(*number) : std::string{};
    if (number && digits.size() <= 4 * (end - at))
      out = std::copy(digits.begin(), digits.end(), out);
    else
      out = put_plain(text, span_of(at, end), out);
    at = end;
  }
  return out;
}

}  // namespace

void AddressBuilder::set_once(AddressPart part, Span span) {
  if (has(part)) return add_rest(span);
  set(part, span);
}

void AddressBuilder::add_poi(Span span) {
  const Span before = part(AddressPart::poi);
  if (before.empty()) return set(AddressPart::poi, span);
  if (before.end == span.begin) return set(AddressPart::poi, {before.begin, span.end});
  const Span road = part(AddressPart::road);
  if (road.empty() || before.begin > road.begin) return add_rest(span);
  add_rest(before);  // what stands behind the road is nearer to the door
  set(AddressPart::poi, span);
}

void AddressBuilder::add_rest(Span span) {
  if (rest_count_ < most_rests) {
    rests_[rest_count_++] = span;
  } else {
    rests_[most_rests - 1].end = span.end;
  }
}

bool AddressBuilder::found_anything() const {
  for (const Span& span : parts_)
    if (!span.empty()) return true;
  return false;
}

StandardAddress AddressBuilder::finish() const {
  StandardAddress address;
  std::size_t signs = 0;  // more than the text has where spans of the rest overlap
  for (const Span& span : parts_) signs += span.size();
  for (std::size_t k = 0; k < rest_count_; ++k) signs += rests_[k].size();
  address.text_.resize(signs * 4);
  char* const begin = address.text_.data();
  char* out = begin;
  for (std::size_t i = 0; i < address_part_count; ++i) {
    const auto part = static_cast<AddressPart>(i);
    if (part == AddressPart::rest)
      for (std::size_t k = 0; k < rest_count_; ++k) out = put_plain(text_, rests_[k], out);
    else
      out = is_numbered(part) ? put_numbered(text_, parts_[i], out) : put_plain(text_, parts_[i], out);
    address.ends_[i] = static_cast<std::uint16_t>(out - begin);
  }
  address.text_.resize(static_cast<std::size_t>(out - begin));
  address.divisions_ = divisions_;
  return address;
}

Result<StandardAddress> StandardAddress::parse(std::string_view text) {
  AddressText folded;
  if (!folded.read(text)) return problem(ProblemCode::too_long).with("max", std::to_string(longest_address));
  AddressBuilder builder{folded};
  AddressParser{builder}.run();
  if (!builder.found_anything()) return problem(ProblemCode::bad_address);
  return builder.finish();
}

}  // namespace weige::standards
