// The named elements: town, committee, road and the names of compounds, cut at their endings.
#include <algorithm>

#include "standards/address_builder.h"

namespace weige::standards {
namespace {

using Words = std::u32string_view;

constexpr std::array<Words, 7> town_endings{U"街道办事处", U"街道", U"镇",    U"乡",
                                            U"民族乡",     U"农场", U"办事处"};
constexpr std::array<Words, 11> committee_endings{
    U"社区居民委员会", U"社区居委会", U"居民委员会", U"村民委员会", U"居委会",  U"村委会",
    U"社区",           U"村",         U"居委",       U"村委",       U"社区居委"};
constexpr std::array<Words, 8> road_endings{U"大道", U"大街", U"公路", U"路", U"街", U"巷", U"胡同", U"弄"};
constexpr std::array<Words, 6> numbered_road_endings{U"国道", U"省道", U"县道", U"乡道", U"线", U"道"};
// A compound ends here even when a road follows at once: 某某有限公司山阴路.
constexpr std::array<Words, 14> compound_endings{U"公司", U"区",   U"花园",   U"广场", U"工业园",
                                                 U"大厦", U"市场", U"新村",   U"公寓", U"花苑",
                                                 U"中心", U"家园", U"工业城", U"期"};
// A district of works or offices by name stands before a town or village without being its name.
constexpr std::array<Words, 6> zone_endings{U"开发区", U"工业区", U"高新区", U"园区", U"工业园", U"新区"};
constexpr std::array<Words, 5> place_endings{U"镇", U"村", U"街道", U"社区", U"居委"};
// Behind a road these say where to look and name nothing.
constexpr std::array<Words, 27> pointing_words{
    U"交叉口", U"交叉路口", U"交汇处", U"交界处", U"交汇", U"路口", U"对面", U"旁边", U"附近",
    U"门口",   U"大门口",   U"后面",   U"隔壁",   U"楼下", U"院内", U"东侧", U"西侧", U"南侧",
    U"北侧",   U"斜对面",   U"电联",   U"口",     U"东段", U"西段", U"南段", U"北段", U"中段"};
constexpr Words turns = U"东西南北中一二三四五六七八九十前后新老环";
// Before 路 these add to a name: 中山北一路, 金沙江支路.
constexpr Words road_turns = U"东西南北中一二三四五六七八九十支环内外";
constexpr std::array<Words, 3> walking_streets{U"步行", U"商业", U"一条"};

class NameReader {
 public:
  NameReader(AddressBuilder& builder, std::size_t at)
      : builder_(builder), text_(builder.text()), from_(at), end_(run_end(at)) {}

  std::size_t read() {
    for (std::size_t at = from_; at < end_;) {
      at = step(at);
      if (ends_early_) return at;
    }
    add_leftover(end_);
    return end_;
  }

 private:
  std::size_t run_end(std::size_t at) const {
    const std::size_t begin = at;
    while (at < text_.size() && !text_.is(at, sign_separator | sign_bracket)) {
      if (const std::size_t name = numbered_name(at)) {
        at = name;
        continue;
      }
      if (at > begin && may_start_number(at) && number_starts(text_, at)) break;
      ++at;
    }
    return std::max(at, begin + 1);
  }
  bool may_start_number(std::size_t at) const {
    if (text_.is(at, sign_digit | sign_numeral))
      return !text_.is(at - 1, sign_digit | sign_numeral | sign_letter);
    if (text_.is(at, sign_letter)) return !text_.is(at - 1, sign_letter);
    const char32_t sign = text_[at];
    return sign == U'第' || sign == U'甲' || sign == U'乙' || sign == U'丙' || sign == U'丁' ||
           sign == U'临' || sign == U'附' || sign == U'负' || sign == U'地';
  }
  std::size_t numbered_name(std::size_t at) const {
    return text_.is(at, sign_digit | sign_letter | sign_numeral) ? numbered_name_end(text_, at) : 0;
  }

  // Takes an element that ends at `at`, or moves on by one sign.
  std::size_t step(std::size_t at) {
    if (!text_.is(at, sign_ending)) return at + 1;
    if (const std::size_t end = take_town(at)) return ends_early_ = true, end;
    if (const std::size_t end = take_committee(at)) return ends_early_ = true, end;
    if (const std::size_t end = take_road(at)) return from_ = end;
    return at + 1;
  }

  bool placed() const {
    return builder_.has(AddressPart::road) || builder_.has(AddressPart::number) ||
           builder_.has(AddressPart::building);
  }
  bool road_follows(std::size_t at) const { return text_.any(at, road_endings) && !text_.has(at, U"街道"); }
  // 新街镇, 西乡街道, 老街村: what ends here is only the stem of a longer name.
  bool place_follows(std::size_t at) const { return at < end_ && text_.any(at, place_endings) != 0; }

  std::size_t take_town(std::size_t at) {
    if (at == from_ || at - from_ > 12 || placed() || builder_.has(AddressPart::town)) return 0;
    const std::size_t length = text_.any(at, town_endings);
    if (!length || road_follows(at + length) || builder_.has(AddressPart::committee)) return 0;
    if (length == 1 && ((text_[at] == U'乡' && text_[at + 1] == U'镇') || text_.has(at + 1, U"街道")))
      return 0;  // 金乡镇, 真如镇街道
    const std::size_t begin = behind_zone(at);
    if (begin > from_) add_leftover(begin);
    builder_.set(AddressPart::town, span_of(begin, at + length));
    return at + length;
  }

  std::size_t take_committee(std::size_t at) {
    if (at == from_ || builder_.has(AddressPart::committee)) return 0;
    const std::size_t length = text_.any(at, committee_endings);
    if (!length || (placed() && !village_behind_road(length))) return 0;
    const std::size_t next = at + length;
    if (length == 1 && (text_[at - 1] == U'新' || part_of_name_behind_village(next))) return 0;
    const std::size_t begin = behind_zone(at);
    if (begin > from_) add_leftover(begin);
    builder_.set(AddressPart::committee, span_of(begin, next));
    return next;
  }
  // 德仁路双桥村5号: a village may stand behind the road that leads to it.
  bool village_behind_road(std::size_t length) const {
    return length == 1 && !builder_.has(AddressPart::number) && !builder_.has(AddressPart::building);
  }
  // 南村路, 周村镇, 东村大厦
  bool part_of_name_behind_village(std::size_t at) const {
    if (road_follows(at) || text_.any(at, town_endings) || text_[at] == U'委' || text_[at] == U'民')
      return true;
    return at < end_ && turns.find(text_[at]) != turns.npos && road_follows(at + 1);
  }
  // Where a town's or village's own name begins: behind a zone (高新区梅墟街道).
  std::size_t behind_zone(std::size_t ending) const {
    for (std::size_t at = ending; at-- > from_ + 1;) {
      const std::size_t length = text_.any(at, zone_endings);
      if (length && at + length < ending) return at + length;
    }
    return from_;
  }

  std::size_t take_road(std::size_t at) {
    const std::size_t length = road_ending(at);
    if (!length || at == from_ || road_follows(at + length) || place_follows(at + length)) return 0;
    if (aisle(at)) return 0;
    const std::size_t end = at + length, begin = road_begin(at, length);
    if (begin > from_) add_front(begin);
    if (!builder_.has(AddressPart::road)) {
      if (builder_.has(AddressPart::number)) return 0;
      builder_.set(AddressPart::road, span_of(begin, end));
    } else if ((text_[end - 1] == U'巷' || text_[end - 1] == U'弄') && !builder_.has(AddressPart::lane) &&
               !builder_.has(AddressPart::number)) {
      builder_.set(AddressPart::lane, span_of(begin, end));
    } else {
      return 0;
    }
    return end;
  }
  // 5楼12街: behind a floor a numbered 街 is an aisle between stalls.
  bool aisle(std::size_t at) const {
    return text_[at] == U'街' && builder_.has(AddressPart::floor) &&
           text_.is(at - 1, sign_digit | sign_numeral);
  }
  std::size_t road_ending(std::size_t at) const {
    if (const std::size_t length = text_.any(at, road_endings)) return text_.has(at, U"街道") ? 0 : length;
    const std::size_t length = text_.any(at, numbered_road_endings);
    if (!length) return 0;
    if (text_.is(at - 1, sign_digit | sign_numeral)) return text_.has(at, U"道口") ? 0 : length;
    return text_[at] != U'道' && number_starts(text_, at + length) ? length : 0;
  }
  // The road begins behind the last compound that ends before it, unless one sign is left (花园东路, 区府路),
  // and has no more signs than roads have.
  std::size_t road_begin(std::size_t ending, std::size_t length) const {
    std::size_t begin = from_;
    for (std::size_t at = ending; at-- > from_;) {
      const std::size_t compound = text_.is(at, sign_ending) ? text_.any(at, compound_endings) : 0;
      if (!compound || at == from_ || at + compound >= ending) continue;
      if (ending - at - compound > 1) begin = at + compound;
      break;
    }
    const std::size_t most = longest_road(begin, ending, length);
    begin = std::max(begin, ending + length - std::min(ending + length, most));
    return begin > from_ && text_[begin] == U'村' && begin + 1 < ending ? begin + 1 : begin;
  }
  // What stands before a road is a village (夹浦村老街) or some place by name.
  void add_front(std::size_t end) {
    const bool village = text_[end - 1] == U'村' && text_[end - 2] != U'新' && end - from_ > 1;
    if (!village || placed() || builder_.has(AddressPart::committee)) return add_leftover(end);
    builder_.set(AddressPart::committee, span_of(from_, end));
    from_ = end;
  }
  // Nine roads in ten are two signs and 路, 大道 or the like, with one more for a direction (人民东路): of a
  // longer run the front is a place without its sign (坎门建州路).
  std::size_t longest_road(std::size_t begin, std::size_t ending, std::size_t length) const {
    const std::size_t size = ending - begin;
    for (std::size_t at = begin; at < ending; ++at)
      if (text_.is(at, sign_digit | sign_letter)) return size + length;
    const bool turned = length == 1 && road_turns.find(text_[ending - 1]) != road_turns.npos;
    if (size <= (turned || length == 2 ? 4u : 3u) || text_.any(ending - 2, walking_streets))
      return size + length;
    return 2 + length + (turned || (length == 1 && text_[ending - 1] == U'山') ? 1 : 0);
  }

  void add_leftover(std::size_t end) {
    if (from_ == end) return;
    const std::size_t pointing = text_.any(from_, pointing_words);
    if (pointing && from_ + pointing <= end)
      builder_.add_rest(span_of(from_, from_ + pointing)), from_ += pointing;
    if (from_ < end) builder_.add_poi(span_of(from_, end));
    from_ = end;
  }

  AddressBuilder& builder_;
  const AddressText& text_;
  std::size_t from_;  // where the element under way begins
  const std::size_t end_;
  bool ends_early_ = false;  // behind a town or village the whole address may begin anew
};

}  // namespace

std::size_t read_names(AddressBuilder& builder, std::size_t at) {
  return NameReader{builder, at}.read();
}

}  // namespace weige::standards
