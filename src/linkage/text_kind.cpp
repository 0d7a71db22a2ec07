#include "linkage/text_kind.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "linkage/text_similarity.h"
#include "standards/pinyin.h"
#include "standards/text_fold.h"

namespace weige::linkage {
namespace {

constexpr std::array<LevelInfo, 6> text_levels{{{"missing", no_part, false},
                                                {"exact", TextKind::whole, false},
                                                {"one_error", no_part, false},
                                                {"close", no_part, false},
                                                {"contained", no_part, false},
                                                {"different", no_part, false}}};
constexpr std::array<std::string_view, 3> text_parts{"whole", "sound", "start"};

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

// Lower case, one blank between words, no punctuation.
std::string normal(std::string_view text) {
  std::string plain;
  for (char c : standards::fold_text(text)) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    if (is_plain(c))
      plain += c;
    else if (c != '\'' && !plain.empty() && plain.back() != ' ')
      plain += ' ';
  }
  if (plain.ends_with(' ')) plain.pop_back();
  return plain;
}

std::uint32_t read(const std::byte* from) {
  std::uint32_t number = 0;
  std::memcpy(&number, from, sizeof number);
  return number;
}

std::string without_blanks(std::string_view text) {
  std::string plain(text);
  std::erase(plain, ' ');
  return plain;
}

bool share_a_word(std::string_view a, std::string_view b) {
  constexpr std::size_t shortest = 4;
  while (!a.empty()) {
    const auto end = std::min(a.find(' '), a.size());
    const auto word = a.substr(0, end);
    a.remove_prefix(std::min(end + 1, a.size()));
    if (word.size() < shortest) continue;
    for (auto at = b.find(word); at != b.npos; at = b.find(word, at + 1))
      if ((at == 0 || b[at - 1] == ' ') && (at + word.size() == b.size() || b[at + word.size()] == ' '))
        return true;
  }
  return false;
}

// Soundex (Russell 1918): the first letter and three digits.
std::string soundex(std::string_view text) {
  constexpr std::string_view codes = "01230120022455012623010202";
  std::string code;
  char last = 0;
  for (const char c : text) {
    if (c < 'a' || c > 'z') continue;
    const char digit = codes[static_cast<std::size_t>(c - 'a')];
    if (code.empty())
      code += c;
    else if (digit != '0' && digit != last)
      code += digit;
    if (c != 'h' && c != 'w') last = digit;
    if (code.size() == 4) break;
  }
  return code;
}

}  // namespace

std::span<const LevelInfo> TextKind::levels() const {
  return text_levels;
}

std::span<const std::string_view> TextKind::parts() const {
  return text_parts;
}

void TextKind::pack(std::string_view text, std::byte* out, TextPool& pool) const {
  const std::string plain = normal(text);
  if (plain.empty()) return;
  const std::uint32_t number = pool.add(plain);
  std::memcpy(out, &number, sizeof number);
}

Level TextKind::compare(const std::byte* left, const std::byte* right, const TextPool& pool) const {
  const std::uint32_t first = read(left), second = read(right);
  if (first == 0 || second == 0) return missing;
  if (first == second) return exact;
  const std::string_view a = pool.at(first), b = pool.at(second);
  if (edits(a, b, 1) <= 1 || without_blanks(a) == without_blanks(b)) return one_error;
  const bool long_enough = std::min(a.size(), b.size()) >= 6;
  if ((long_enough && edits(a, b, 2) <= 2) || jaro_winkler(a, b) >= 0.9) return close;
  if (a.starts_with(b) || b.starts_with(a) || share_a_word(a, b)) return contained;
  return different;
}

std::uint64_t TextKind::key(std::uint8_t part, const std::byte* value, const TextPool& pool) const {
  const std::uint32_t number = read(value);
  if (number == 0) return 0;
  const std::string_view text = pool.at(number);
  if (part == whole) return text_hash(text);
  if (part == start) return mixed(text_hash(text.substr(0, std::min<std::size_t>(text.size(), 3))), 3);
  const std::string code = soundex(text);
  return text_hash(code.empty() ? standards::pinyin_of_text(text).full : code);
}

}  // namespace weige::linkage
