#include "standards/person_name.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <bitset>

#include "standards/name_fold.h"
#include "standards/text_fold.h"

namespace weige::standards {
namespace {

constexpr std::size_t longest_name = 64;

bool is_latin_letter(char32_t c) {
  return c < 0x250 ? u_isalpha(static_cast<UChar32>(c)) : (c >= 0x1E00 && c <= 0x1EFF);
}

bool joins_latin(char32_t c) {
  return c == U' ' || c == U'-' || c == U'\'' || c == 0x2019 || c == U',' || is_name_dot(c) || is_dash(c) ||
         u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK;
}

bool is_name_han(char32_t c) {
  return is_han(c) || c == U'○' || c == U'◯' || (c >= 0x2E80 && c <= 0x2FD5);
}

// Without invisible signs and blanks at the ends; one blank between words, none beside Han or a dot of a Han
// name.
std::u32string tidy(std::string_view raw) {
  std::u32string out;
  bool gap = false, any_han = false;
  for (std::size_t at = 0; at < raw.size();) {
    const char32_t c = fold_width(next_code_point(raw, at));
    if (is_invisible(c)) continue;
    if (c == U' ') {
      gap = true;
      continue;
    }
    if (gap && !out.empty()) out.push_back(U' ');
    gap = false;
    any_han = any_han || is_name_han(c);
    out.push_back(c);
  }
  if (any_han) std::erase(out, U' ');
  return out;
}

// Dots stand between characters, never at an end and never side by side.
bool dots_well_placed(std::u32string_view text) {
  if (is_name_dot(text.front()) || is_name_dot(text.back())) return false;
  for (std::size_t i = 1; i < text.size(); ++i)
    if (is_name_dot(text[i]) && is_name_dot(text[i - 1])) return false;
  return true;
}

std::optional<NameScript> script_of(std::u32string_view text) {
  const auto all = [&](auto accepts) { return std::all_of(text.begin(), text.end(), accepts); };
  const auto any = [&](auto accepts) { return std::any_of(text.begin(), text.end(), accepts); };
  if (all(is_name_han)) return NameScript::han;
  if (all([](char32_t c) { return is_name_han(c) || is_name_dot(c); }) && any(is_name_han)) {
    return dots_well_placed(text) ? std::optional{NameScript::han_dotted} : std::nullopt;
  }
  if (all([](char32_t c) { return is_latin_letter(c) || joins_latin(c); }) && is_latin_letter(text.front()))
    return NameScript::latin;
  return std::nullopt;
}

std::size_t surname_length(NameScript script, std::u32string_view text) {
  if (script == NameScript::han) {
    if (text.size() < 2) return text.size();
    return text.size() > 2 && is_double_surname(text.substr(0, 2)) ? 2 : 1;
  }
  if (script == NameScript::latin) {
    const auto comma = text.find(U',');
    return comma == text.npos ? 0 : comma;
  }
  return 0;
}

std::string stars(std::size_t count) {
  return std::string(count, '*');
}

// First letter of each part, the rest as stars; separators stay.
std::string masked_parts(std::u32string_view text) {
  std::string out;
  bool first = true;
  for (char32_t c : text) {
    const bool separator = c == U' ' || c == U'-' || c == U',' || c == U'\'' || is_name_dot(c);
    if (separator || first) {
      append_utf8(out, c);
    } else {
      out.push_back('*');
    }
    first = separator;
  }
  return out;
}

}  // namespace

bool is_double_surname(std::u32string_view two) {
  static constexpr std::u32string_view known =
      U"欧阳 歐陽 太史 端木 上官 司马 司馬 东方 東方 独孤 南宫 南宮 万俟 闻人 夏侯 诸葛 諸葛 尉迟 公羊 赫连 "
      U"澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 公孫 "
      U"慕容 仲孙 钟离 长孙 長孫 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 "
      U"宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 "
      U"呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五 公仪 公乘 太公 南郭 北堂 拓拔 完颜 耶律 纳兰 叶赫 "
      U"哥舒 贺兰 贺若 高堂 淳于 单于 "
      U"即墨 达奚 褚师 爱新 章佳 那拉 钮祜 富察 瓜尔 乌雅 佟佳 ";
  static const std::bitset<0x10000> first_signs = [] {
    std::bitset<0x10000> signs;
    for (std::size_t at = 0; at < known.size(); at += 3) signs.set(known[at]);
    return signs;
  }();
  if (two.size() != 2 || two[0] >= first_signs.size() || !first_signs[two[0]]) return false;
  for (std::size_t at = 0; at + 2 < known.size(); at += 3)
    if (known.substr(at, 2) == two) return true;
  return false;
}

Result<PersonName> PersonName::parse(std::string_view raw) {
  if (raw.size() > 1024) return problem(ProblemCode::too_long).with("max", std::to_string(longest_name));
  const std::u32string text = tidy(raw);
  if (text.empty()) return problem(ProblemCode::missing_field);
  if (text.size() > longest_name)
    return problem(ProblemCode::too_long).with("max", std::to_string(longest_name));
  const auto script = script_of(text);
  if (!script) return problem(ProblemCode::person_name);
  std::string written = to_utf8(text);
  std::string key = name_key(written);
  if (key.empty()) return problem(ProblemCode::person_name);
  const auto surname_bytes =
      to_utf8(std::u32string_view{text}.substr(0, surname_length(*script, text))).size();
  return PersonName{*script, std::move(written), std::move(key), surname_bytes};
}

std::string PersonName::given() const {
  const std::string_view rest = std::string_view{text_}.substr(surname_bytes_);
  const auto start = rest.find_first_not_of(", ");
  return std::string{start == rest.npos ? std::string_view{} : rest.substr(start)};
}

std::string PersonName::masked() const {
  const std::u32string text = to_code_points(text_);
  if (script_ != NameScript::han) return masked_parts(text);
  if (text.size() == 1) return "*";
  const auto first = std::u32string_view{text}.substr(0, 1),
             last = std::u32string_view{text}.substr(text.size() - 1);
  if (text.size() == 2) return to_utf8(first) + "*";
  return to_utf8(first) + stars(text.size() - 2) + to_utf8(last);
}

std::optional<Warning> PersonName::warning() const {
  const bool single = script_ == NameScript::han && to_code_points(text_).size() == 1;
  return single ? std::optional{Warning::single_character} : std::nullopt;
}

}  // namespace weige::standards
