#include "standards/address_gazetteer.h"

#include <algorithm>
#include <map>

#include "standards/text_fold.h"

namespace weige::standards {
namespace {

constexpr std::string_view current_divisions =
#include "standards/address_divisions.inc"
    ;
constexpr std::string_view former_divisions =
#include "standards/address_former.inc"
    ;

std::string_view next_piece(std::string_view& text, char end) {
  const std::size_t at = std::min(text.find(end), text.size());
  const std::string_view piece = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return piece;
}

std::string_view without_digits(std::string_view text) {
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') text.remove_prefix(1);
  return text;
}

bool ends_with(std::u32string_view name, std::u32string_view tail) {
  return name.ends_with(tail);
}

// 景宁畲族自治县 -> 景宁, 恩施土家族苗族自治州 -> 恩施: cut before the first people's name.
std::u32string without_peoples(std::u32string_view name) {
  static constexpr std::u32string_view peoples[] = {
      U"蒙古族", U"蒙古",   U"回族",   U"藏族",     U"维吾尔", U"苗族",     U"彝族",   U"壮族",
      U"布依族", U"朝鲜族", U"满族",   U"侗族",     U"瑶族",   U"白族",     U"土家族", U"哈尼族",
      U"哈萨克", U"傣族",   U"黎族",   U"傈僳族",   U"佤族",   U"畲族",     U"拉祜族", U"水族",
      U"东乡族", U"纳西族", U"景颇族", U"柯尔克孜", U"土族",   U"达斡尔族", U"仫佬族", U"羌族",
      U"布朗族", U"撒拉族", U"毛南族", U"仡佬族",   U"锡伯",   U"塔吉克",   U"怒族",   U"鄂温克族",
      U"裕固族", U"保安族", U"独龙族", U"鄂伦春",   U"各族",   U"自治"};
  std::size_t cut = name.size();
  for (const auto people : peoples)
    if (const auto at = name.find(people); at != name.npos && at >= 2) cut = std::min(cut, at);
  return std::u32string{name.substr(0, cut)};
}

std::u32string stem_of(std::u32string_view name) {
  for (const std::u32string_view tail : {U"特别行政区", U"自治区", U"自治州", U"自治县", U"自治旗"})
    if (ends_with(name, tail)) return without_peoples(name);
  for (const std::u32string_view tail :
       {U"地区", U"新区", U"矿区", U"林区", U"省", U"市", U"区", U"县", U"盟", U"旗"})
    if (ends_with(name, tail) && name.size() >= tail.size() + 2)
      return std::u32string{name.substr(0, name.size() - tail.size())};
  return std::u32string{name};
}

class NameCollector {
 public:
  void add(std::u32string text, bool full, std::int16_t owner) {
    if (text.size() < 2) return;
    Entry& entry = entries_[std::move(text)];
    entry.full = entry.full || full;
    if (std::find(entry.owners.begin(), entry.owners.end(), owner) == entry.owners.end())
      entry.owners.push_back(owner);
  }
  // Official, short and re-suffixed forms (绍兴县 and 绍兴区 after 撤县设区) of one division.
  void add_forms(const GazetteerDivision& division, std::int16_t index, const GazetteerDivision* above) {
    add(division.name, true, index);
    const std::u32string stem = stem_of(division.name);
    if (stem == division.name || stem.size() < 2) return;
    // 金华 is the city, not the former county of its name.
    if (division.level != DivisionLevel::district || !above || stem_of(above->name) != stem)
      add(stem, false, index);
    if (division.level == DivisionLevel::province) return add(stem + U"省", true, index);
    if (division.level == DivisionLevel::city) return add(stem + U"市", true, index);
    for (const char32_t tail : U"县市区")
      if (tail) add(stem + tail, true, index);
  }
  std::vector<GazetteerName> take() {
    std::vector<GazetteerName> names;
    names.reserve(entries_.size());
    for (auto& [text, entry] : entries_) names.push_back({text, entry.full, std::move(entry.owners)});
    return names;
  }

 private:
  struct Entry {
    bool full = false;
    std::vector<std::int16_t> owners;
  };
  std::map<std::u32string, Entry> entries_;
};

struct Loader {
  std::vector<GazetteerDivision> divisions;
  std::map<std::string, std::int16_t, std::less<>> by_code;
  struct OtherName {
    std::int16_t division;
    std::u32string name;
  };
  std::vector<OtherName> other_names;

  std::int16_t add(DivisionLevel level, std::int16_t parent, std::string_view code, std::string_view name) {
    const auto index = static_cast<std::int16_t>(divisions.size());
    divisions.push_back({level, parent, to_code_points(name)});
    by_code.emplace(code, index);
    return index;
  }
  std::int16_t place_of(std::string_view code) const {
    const auto city = by_code.find(code.substr(0, 4));
    return city != by_code.end() ? city->second : by_code.find(code.substr(0, 2))->second;
  }
  void read_line(std::string_view line) {
    if (const std::size_t sign = line.find('='); sign != line.npos)
      return other_names.push_back({place_of(line.substr(0, sign)), to_code_points(line.substr(sign + 1))});
    const std::size_t colon = line.find(':');
    if (colon == line.npos) return void(add(DivisionLevel::province, -1, line.substr(0, 2), line.substr(2)));
    const std::string_view code = line.substr(0, 4), name = line.substr(4, colon - 4);
    if (!name.empty()) add(DivisionLevel::city, place_of(code.substr(0, 2)), code, name);
    read_counties(code, line.substr(colon + 1));
  }
  void read_counties(std::string_view city, std::string_view list) {
    const std::int16_t parent = place_of(city);
    while (!list.empty()) add(DivisionLevel::district, parent, "", without_digits(next_piece(list, ',')));
  }
  void read(std::string_view text) {
    while (!text.empty())
      if (const auto line = next_piece(text, '\n'); !line.empty()) read_line(line);
  }
};

std::uint64_t pair_key(char32_t first, char32_t second) {
  return (static_cast<std::uint64_t>(first) << 32) | second;
}

std::size_t slot_of(std::uint64_t key, std::size_t size) {
  return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ull) >> 40) & (size - 1);
}

constexpr std::size_t bucket_slots = 1 << 14;

}  // namespace

const Gazetteer& Gazetteer::instance() {
  static const Gazetteer gazetteer;
  return gazetteer;
}

Gazetteer::Gazetteer() {
  Loader loader;
  loader.read(current_divisions);
  loader.read(former_divisions);
  divisions_ = std::move(loader.divisions);
  NameCollector collector;
  for (std::size_t i = 0; i < divisions_.size(); ++i)
    collector.add_forms(divisions_[i], static_cast<std::int16_t>(i),
                        divisions_[i].parent < 0 ? nullptr : &division(divisions_[i].parent));
  for (auto& other : loader.other_names) collector.add(std::move(other.name), true, other.division);
  names_ = collector.take();
  index_names();
}

void Gazetteer::index_names() {
  const auto by_opening = [](const GazetteerName& a, const GazetteerName& b) {
    const std::uint64_t key_a = pair_key(a.text[0], a.text[1]), key_b = pair_key(b.text[0], b.text[1]);
    return key_a != key_b ? key_a < key_b : a.text.size() > b.text.size();
  };
  std::sort(names_.begin(), names_.end(), by_opening);
  buckets_.resize(bucket_slots);
  openers_.resize(0x10000 / 64);
  for (std::uint32_t i = 0; i < names_.size(); ++i) {
    const std::u32string& text = names_[i].text;
    openers_[text[0] >> 6] |= 1ull << (text[0] & 63);
    const std::uint64_t key = pair_key(text[0], text[1]);
    std::size_t slot = slot_of(key, bucket_slots);
    while (buckets_[slot].count && buckets_[slot].key != key) slot = (slot + 1) & (bucket_slots - 1);
    if (!buckets_[slot].count) buckets_[slot] = {key, i, 0};
    ++buckets_[slot].count;
  }
}

std::span<const GazetteerName> Gazetteer::starting_with(char32_t first, char32_t second) const {
  if (first > 0xFFFF || !(openers_[first >> 6] >> (first & 63) & 1)) return {};
  const std::uint64_t key = pair_key(first, second);
  for (std::size_t slot = slot_of(key, bucket_slots); buckets_[slot].count;
       slot = (slot + 1) & (bucket_slots - 1))
    if (buckets_[slot].key == key)
      return std::span{names_}.subspan(buckets_[slot].first, buckets_[slot].count);
  return {};
}

std::int16_t Gazetteer::ancestor(std::int16_t index, DivisionLevel level) const {
  while (index >= 0 && division(index).level > level) index = division(index).parent;
  return index >= 0 && division(index).level == level ? index : std::int16_t{-1};
}

}  // namespace weige::standards
