// The head of an address: province, city and county, by the gazetteer and by rule where a name is not in it.
#include <algorithm>

#include "standards/address_builder.h"
#include "standards/address_gazetteer.h"

namespace weige::standards {
namespace {

using Words = std::u32string_view;

// Behind a short name these show that the name is part of a longer one: 西湖大道, 余杭镇, 北京东路, 江东街道.
constexpr std::array<Words, 44> longer_name_words{
    U"路",   U"街",   U"巷",   U"大道", U"大街", U"公路",   U"弄",   U"胡同", U"里",   U"镇",   U"乡",
    U"村",   U"社区", U"小区", U"新村", U"大厦", U"广场",   U"花园", U"花苑", U"公寓", U"市场", U"医院",
    U"中学", U"小学", U"大学", U"学院", U"公园", U"大酒店", U"酒店", U"宾馆", U"商城", U"国际", U"名苑",
    U"家园", U"银行", U"湾",   U"经济", U"高速", U"火车站", U"港",   U"工业", U"商务", U"科技", U"人民医院"};
constexpr std::array<Words, 7> road_words{U"路", U"街", U"大道", U"大街", U"巷", U"公路", U"支路"};
// What forms fill in where there is no division.
constexpr std::array<Words, 5> filler_words{U"市辖区", U"其它区", U"其他区", U"中国", U"市区"};
constexpr Words missing_value = U"null";  // written by programs
// Real counties of these names are few: they count only below their own city.
constexpr std::array<Words, 3> generic_counties{U"城区", U"郊区", U"矿区"};
// Before 区 these make it something else than a county: 小区, 园区, 开发区.
constexpr Words not_a_county = U"小社园业发校市城景新库厂矿住宅生活山东西南北中前后库商贸";

bool full_name_starts(const AddressText& text, std::size_t at) {
  for (const GazetteerName& name : Gazetteer::instance().starting_with(text[at], text[at + 1]))
    if (name.full && text.has(at, name.text)) return true;
  return false;
}

// 上海 in 上海曹路镇, but not 金山 in 金山卫镇.
bool town_starts(const AddressText& text, std::size_t at) {
  constexpr std::array<Words, 3> towns{U"镇", U"街道", U"乡"};
  if (text.has(at, U"新城镇") || text.has(at, U"新村街道")) return false;
  if (text.any(at + 1, road_words) && text.has(at + 2, U"街道")) return false;  // 南京东路街道
  for (std::size_t i = at + 2; i <= at + 4 && !text.is(i - 1, sign_separator); ++i)
    if (text.any(i, towns)) return true;
  return false;
}

bool part_of_longer_name(const AddressText& text, std::size_t at) {
  if (town_starts(text, at)) return false;
  if (text.is(at, sign_han) && (text[at + 1] == U'镇' || text[at + 1] == U'乡')) return true;
  if (text.has(at, U"新城镇")) return true;
  if (text.any(at, longer_name_words)) return !full_name_starts(text, at);
  if (text.is(at, sign_numeral | sign_digit) && text[at + 1] == U'区') return true;  // 江南四区
  return text.is(at, sign_han) && text.any(at + 1, road_words);  // 皇姑山路, 北京东路
}

constexpr AddressPart part_of(DivisionLevel level) {
  return static_cast<AddressPart>(level);
}
constexpr std::size_t place_of(DivisionLevel level) {
  return static_cast<std::size_t>(level);
}

class DivisionReader {
 public:
  DivisionReader(AddressBuilder& builder, bool full_only)
      : builder_(builder), text_(builder.text()), gazetteer_(Gazetteer::instance()), full_only_(full_only) {}

  std::size_t read(std::size_t at) {
    load();
    for (;;) {
      const std::size_t begin = skip(at);
      const std::size_t end = read_name(begin);
      if (end == begin) break;
      at = end;
    }
    restore_deeper();
    store();
    return at;
  }

 private:
  struct Found {
    std::array<std::int16_t, 3> divisions{-1, -1, -1};
    std::array<Span, 3> spans{};
    std::size_t depth() const {
      for (std::size_t i = 3; i > 0; --i)
        if (!spans[i - 1].empty()) return i;
      return 0;
    }
    std::size_t written() const { return std::size_t{spans[0].size()} + spans[1].size() + spans[2].size(); }
  };

  void load() {
    found_.divisions = builder_.divisions();
    for (std::size_t i = 0; i < 3; ++i) found_.spans[i] = builder_.part(static_cast<AddressPart>(i));
  }
  void store() {
    builder_.divisions() = found_.divisions;
    for (std::size_t i = 0; i < 3; ++i) builder_.set(static_cast<AddressPart>(i), found_.spans[i]);
  }

  std::size_t skip(std::size_t at) const {
    for (;;) {
      while (text_.is(at, sign_separator)) ++at;
      const std::size_t filler = filler_at(at);
      if (!filler) return at;
      at += filler;
    }
  }
  std::size_t filler_at(std::size_t at) const {
    if (text_.has(at, missing_value)) return missing_value.size();
    if (full_only_ || !found_.depth()) return skip_country(at);
    if (found_.depth() == 3 && text_.has(at, generic_counties[0])) return generic_counties[0].size();
    return text_.any(at, filler_words);
  }
  std::size_t skip_country(std::size_t at) const {
    if (text_.has(at, U"中华人民共和国")) return 7;
    return text_.has(at, U"中国") && !full_only_ &&
                   !Gazetteer::instance().starting_with(text_[at + 2], text_[at + 3]).empty()
               ? 2
               : 0;
  }

  std::size_t read_name(std::size_t at) {
    for (const GazetteerName& name : gazetteer_.starting_with(text_[at], text_[at + 1])) {
      if ((full_only_ && !name.full) || !text_.has(at, name.text)) continue;
      if (const std::size_t end = take(name, at)) return end;
    }
    return full_only_ ? at : read_unknown_county(at);
  }

  std::size_t take(const GazetteerName& name, std::size_t at) {
    const std::size_t end = at + name.text.size();
    if (!plausible(name, end)) return 0;
    const std::int16_t owner = best_owner(name, end);
    if (owner == ambiguous) return take_county_only(at, end);
    if (owner < 0) return 0;
    const std::size_t whole = name.full ? end : end + new_area(end);
    accept(owner, {static_cast<std::uint16_t>(at), static_cast<std::uint16_t>(whole)});
    return whole;
  }

  // 龙华新区 is written for 龙华区.
  std::size_t new_area(std::size_t at) const { return text_.has(at, U"新区") ? 2 : 0; }

  bool plausible(const GazetteerName& name, std::size_t end) const {
    if (!name.full && is_municipality(name) && text_[end + 1] == U'镇') return true;  // 上海唐镇
    if (!name.full) return new_area(end) || !part_of_longer_name(text_, end);
    if (name.text.back() == U'市' && (text_[end] == U'场' || text_[end] == U'花')) return false;
    if (name.text.back() == U'县' && text_[end] == U'道') return false;
    return !text_.any(end, road_words) || full_name_starts(text_, end);  // 台州市路桥区
  }

  static constexpr std::int16_t none = -1, ambiguous = -2;

  bool agrees(std::int16_t owner, const std::array<std::int16_t, 3>& with) const {
    const DivisionLevel level = gazetteer_.division(owner).level;
    for (std::size_t i = 0; i < place_of(level); ++i) {
      const std::int16_t above = gazetteer_.ancestor(owner, static_cast<DivisionLevel>(i));
      if (with[i] >= 0 && above != with[i]) return false;
      if (i == place_of(DivisionLevel::city) && above < 0 && with[i] >= 0) return false;
    }
    return true;
  }

  // Going down is preferred to beginning anew; beginning anew needs a full name or the same place again.
  std::int16_t best_owner(const GazetteerName& name, std::size_t end) const {
    std::int16_t best = none;
    int counties = 0;
    for (const std::int16_t owner : name.owners) {
      const DivisionLevel level = gazetteer_.division(owner).level;
      if (place_of(level) < found_.depth()) {
        if (best == none && may_restart(name, owner)) best = owner;
        continue;
      }
      if (!agrees(owner, found_.divisions) || !short_province_is_followed(name, level, end)) continue;
      if (level == DivisionLevel::district) ++counties;
      if (best == none || place_of(gazetteer_.division(best).level) < found_.depth() || prefer(owner, best))
        best = owner;
    }
    if (counties > 1 && best != none && gazetteer_.division(best).level == DivisionLevel::district)
      return name.full ? ambiguous : none;
    if (best == none && name.full && found_.depth() > 0) return ambiguous_county(name);
    return best;
  }
  bool prefer(std::int16_t owner, std::int16_t over) const {
    return gazetteer_.division(owner).level < gazetteer_.division(over).level;
  }
  bool may_restart(const GazetteerName& name, std::int16_t owner) const {
    const std::size_t place = place_of(gazetteer_.division(owner).level);
    if (found_.divisions[place] == owner) return true;
    if (!name.full || is_generic(name)) return false;
    const std::int16_t province = gazetteer_.ancestor(owner, DivisionLevel::province);
    return place == 0 || found_.divisions[0] < 0 || found_.divisions[0] == province;
  }
  static bool is_generic(const GazetteerName& name) {
    return std::find(generic_counties.begin(), generic_counties.end(), name.text) != generic_counties.end();
  }
  // A county whose parents disagree is still a county ("金华市" before a county of another city).
  std::int16_t ambiguous_county(const GazetteerName& name) const {
    if (!found_.spans[place_of(DivisionLevel::district)].empty()) return none;
    for (const std::int16_t owner : name.owners)
      if (gazetteer_.division(owner).level == DivisionLevel::district) return ambiguous;
    return none;
  }
  bool is_municipality(const GazetteerName& name) const {
    return gazetteer_.division(name.owners.front()).name.back() == U'市';
  }
  // 浙江大厦, 江西会馆: a short province counts only before another division.
  bool short_province_is_followed(const GazetteerName& name, DivisionLevel level, std::size_t end) const {
    if (name.full || level != DivisionLevel::province || is_municipality(name)) return true;
    while (text_.is(end, sign_separator)) ++end;
    for (const GazetteerName& next : gazetteer_.starting_with(text_[end], text_[end + 1]))
      if (text_.has(end, next.text)) return true;
    return false;
  }

  void accept(std::int16_t owner, Span span) {
    const std::size_t place = place_of(gazetteer_.division(owner).level);
    if (found_.divisions[place] == owner && place + 1 == found_.depth() &&
        found_.spans[place].size() > span.size())
      return;  // 瑞安市瑞安: the fuller one stays
    if (place < found_.depth() && found_.depth() >= before_.depth()) before_ = found_;
    for (std::size_t i = place; i < 3; ++i) found_.divisions[i] = -1, found_.spans[i] = {};
    for (std::size_t i = 0; i < place; ++i) {
      const std::int16_t above = gazetteer_.ancestor(owner, static_cast<DivisionLevel>(i));
      if (above >= 0) found_.divisions[i] = above;
    }
    found_.divisions[place] = owner;
    found_.spans[place] = span;
  }

  std::size_t take_county_only(std::size_t at, std::size_t end) {
    const std::size_t place = place_of(DivisionLevel::district);
    found_.divisions[place] = -1;
    found_.spans[place] = {static_cast<std::uint16_t>(at), static_cast<std::uint16_t>(end)};
    return end;
  }

  // Two signs and 区, 县 or 旗 behind a province or city: a county that the gazetteer does not know (yet).
  std::size_t read_unknown_county(std::size_t at) {
    const std::size_t depth = found_.depth();
    if (depth == 0 || depth > 2) return at;
    if (text_.has(at + 2, U"新区") && text_[at + 4] != U'管' && text_.is(at, sign_han) &&
        text_.is(at + 1, sign_han))
      return take_county_only(at, at + 4);
    const char32_t tail = text_[at + 2];
    if (tail != U'区' && tail != U'县') return at;
    for (std::size_t i = at; i < at + 2; ++i)
      if (!text_.is(i, sign_han)) return at;
    if (not_a_county.find(text_[at + 1]) != Words::npos || text_[at + 3] == U'路') return at;
    return take_county_only(at, at + 3);
  }

  // "浙江省温州市鹿城区浙江省温州市": the shorter repetition takes nothing away.
  void restore_deeper() {
    if (before_.depth() < found_.depth()) return;
    for (std::size_t i = 0; i < found_.depth(); ++i)
      if (found_.divisions[i] != before_.divisions[i]) return;
    if (before_.depth() > found_.depth() || before_.written() > found_.written()) found_ = before_;
  }

  AddressBuilder& builder_;
  const AddressText& text_;
  const Gazetteer& gazetteer_;
  const bool full_only_;
  Found found_{}, before_{};
};

}  // namespace

std::size_t read_divisions(AddressBuilder& builder, std::size_t at, bool full_only) {
  return DivisionReader{builder, full_only}.read(at);
}

}  // namespace weige::standards
