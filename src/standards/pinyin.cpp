#include "standards/pinyin.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <utility>

#include "standards/name_fold.h"
#include "standards/text_fold.h"

namespace weige::standards {
namespace {

#include "generated/pinyin_table.inc"

struct SurnameReading {
  std::u32string_view surname;
  std::string_view syllables;  // parted by one blank
};

// Only what differs from the database's customary reading.
constexpr SurnameReading surname_readings[] = {
    {U"单", "shan"},      {U"單", "shan"},        {U"仇", "qiu"},     {U"解", "xie"},
    {U"区", "ou"},        {U"區", "ou"},          {U"查", "zha"},     {U"曾", "zeng"},
    {U"盖", "ge"},        {U"蓋", "ge"},          {U"乐", "yue"},     {U"樂", "yue"},
    {U"朴", "piao"},      {U"缪", "miao"},        {U"繆", "miao"},    {U"翟", "zhai"},
    {U"召", "shao"},      {U"种", "chong"},       {U"秘", "bi"},      {U"繁", "po"},
    {U"黑", "he"},        {U"员", "yun"},         {U"員", "yun"},     {U"贠", "yun"},
    {U"洗", "xian"},      {U"句", "gou"},         {U"覃", "qin"},     {U"祭", "zhai"},
    {U"折", "she"},       {U"郇", "xun"},         {U"佴", "nai"},     {U"都", "du"},
    {U"阚", "kan"},       {U"尉迟", "yu chi"},    {U"万俟", "mo qi"}, {U"澹台", "tan tai"},
    {U"单于", "chan yu"}, {U"乐正", "yue zheng"}, {U"子车", "zi ju"}};

void add(Pinyin& pinyin, std::string_view syllable) {
  if (syllable.empty()) return;
  pinyin.full += syllable;
  pinyin.initials += syllable.front();
}

void add_surname(Pinyin& pinyin, std::u32string_view surname) {
  for (const auto& entry : surname_readings) {
    if (entry.surname != surname) continue;
    const auto blank = entry.syllables.find(' ');
    add(pinyin, entry.syllables.substr(0, blank));
    if (blank != entry.syllables.npos) add(pinyin, entry.syllables.substr(blank + 1));
    return;
  }
  for (char32_t c : surname) add(pinyin, reading_of(c));
}

bool is_ascii_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

// Letters run on as one word; its first letter is the initial.
void add_text(Pinyin& pinyin, std::u32string_view text) {
  bool in_word = false;
  for (char32_t c : text) {
    const bool letter = is_ascii_letter(c);
    if (letter) {
      const char lower = static_cast<char>(c | 0x20);
      pinyin.full += lower;
      if (!in_word) pinyin.initials += lower;
    } else {
      add(pinyin, reading_of(c));
    }
    in_word = letter;
  }
}

// Letters with tone marks and umlauts as pinyin uses them.
char without_tone(char32_t c) {
  static constexpr std::pair<std::u32string_view, char> groups[] = {
      {U"āáǎàĀÁǍÀ", 'a'}, {U"ēéěèêĒÉĚÈÊ", 'e'}, {U"īíǐìĪÍǏÌ", 'i'}, {U"ōóǒòŌÓǑÒ", 'o'},
      {U"ūúǔùŪÚǓÙ", 'u'}, {U"üǖǘǚǜÜǕǗǙǛ", 'v'}, {U"ńňǹŃŇǸ", 'n'},   {U"ḿḾ", 'm'}};
  for (const auto& [letters, plain] : groups)
    if (letters.find(c) != letters.npos) return plain;
  return 0;
}

}  // namespace

std::string_view reading_of(char32_t han) {
  const char32_t c = fold_private_use(han);
  if (c == U'〇') return "ling";
  if (c >= 0x4E00 && c - 0x4E00 < std::size(unified)) return syllables[unified[c - 0x4E00]];
  if (c >= 0x3400 && c - 0x3400 < std::size(extension_a)) return syllables[extension_a[c - 0x3400]];
  const auto at = std::lower_bound(std::begin(rare), std::end(rare), static_cast<std::uint32_t>(c) << 11);
  if (c < 0x20000 || c > 0x1FFFFF || at == std::end(rare) || *at >> 11 != c) return {};
  return syllables[*at & 0x7FF];
}

Pinyin pinyin_of(const PersonName& name) {
  if (name.script() == NameScript::latin) return pinyin_of_text(name.key());
  Pinyin pinyin;
  const std::u32string surname = to_code_points(name_key(name.surname()));
  add_surname(pinyin, surname);
  const std::u32string whole = to_code_points(name.key());
  add_text(pinyin, std::u32string_view{whole}.substr(surname.size()));
  return pinyin;
}

Pinyin pinyin_of_text(std::string_view text) {
  Pinyin pinyin;
  add_text(pinyin, to_code_points(fold_text(text)));
  return pinyin;
}

std::string fold_pinyin(std::string_view typed) {
  std::string out;
  for (char32_t c : to_code_points(fold_text(typed))) {
    if (is_ascii_letter(c))
      out += static_cast<char>(c | 0x20);
    else if (const char plain = without_tone(c))
      out += plain;
    else if (c == 0x308 && out.ends_with('u'))
      out.back() = 'v';  // a combining diaeresis
  }
  return out;
}

}  // namespace weige::standards
