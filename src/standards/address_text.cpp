#include "standards/address_text.h"

#include <memory>

#include "standards/text_fold.h"

namespace weige::standards {
namespace {

using ClassTable = std::array<std::uint8_t, 0x10000>;

void mark(ClassTable& table, std::u32string_view signs, std::uint8_t bits) {
  for (const char32_t sign : signs) table[sign] |= bits;
}

std::unique_ptr<const ClassTable> make_classes() {
  auto table = std::make_unique<ClassTable>();
  for (std::size_t sign = 0x80; sign < table->size(); ++sign) (*table)[sign] = sign_han;
  for (std::size_t sign = 0; sign < 0x80; ++sign) (*table)[sign] = sign_separator;
  for (char32_t sign = U'0'; sign <= U'9'; ++sign) (*table)[sign] = sign_digit;
  for (char32_t sign = U'a'; sign <= U'z'; ++sign) (*table)[sign] = (*table)[sign - 32] = sign_letter;
  for (const char32_t sign : std::u32string_view{U"，。、；：！？…“”‘’·•《》〉\uFFFD"})
    (*table)[sign] = sign_separator;
  mark(*table, U"-_/~、—", sign_joiner | sign_separator);
  mark(*table, U"([{【〔（〈", sign_bracket);
  (*table)[U'#'] = sign_han;
  mark(*table, U"零〇一二三四五六七八九十百千廿卅两", sign_numeral);
  mark(*table, U"镇乡街路大巷公胡国省县弄线道村社居园小市花广开工中农民新区办家期", sign_ending);
  return table;
}

const ClassTable& classes() {
  static const std::unique_ptr<const ClassTable> table = make_classes();
  return *table;
}

}  // namespace

void AddressText::store(char32_t sign, std::uint8_t bits) {
  signs_[size_] = sign;
  classes_[size_] = bits;
  // 12一7一944: what looks like a dash between digits is one.
  if (bits == sign_digit && size_ >= 2 && signs_[size_ - 1] == U'一' && classes_[size_ - 2] == sign_digit) {
    signs_[size_ - 1] = U'-';
    classes_[size_ - 1] = sign_joiner | sign_separator;
  }
}

bool AddressText::read(std::string_view utf8) {
  const ClassTable& table = classes();
  size_ = 0;
  for (std::size_t at = 0; at < utf8.size(); ++size_) {
    const auto byte = static_cast<unsigned char>(utf8[at]);
    char32_t sign = byte;
    if (byte < 0x80) {
      ++at;
    } else if (byte >= 0xE4 && byte <= 0xE9 && at + 2 < utf8.size() && (utf8[at + 1] & 0xC0) == 0x80 &&
               (utf8[at + 2] & 0xC0) == 0x80) {
      sign = static_cast<char32_t>((byte & 0xF) << 12 | (utf8[at + 1] & 0x3F) << 6 | (utf8[at + 2] & 0x3F));
      at += 3;
    } else {
      return read_slowly(utf8);
    }
    if (size_ == longest_address) return false;
    store(sign, table[sign]);
  }
  return true;
}

bool AddressText::read_slowly(std::string_view utf8) {
  const ClassTable& table = classes();
  size_ = 0;
  const std::string folded = fold_text(utf8);
  for (std::size_t at = 0; at < folded.size(); ++size_) {
    const char32_t sign = next_code_point(folded, at);
    if (size_ == longest_address) return false;
    store(sign, sign < 0x10000 ? table[sign] : std::uint8_t{sign_han});
  }
  return true;
}

}  // namespace weige::standards
