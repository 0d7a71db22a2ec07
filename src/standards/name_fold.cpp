#include "standards/name_fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "standards/text_fold.h"

namespace weige::standards {
namespace {

constexpr char32_t middle_dot = 0xB7;

// U+E815 to U+E864: the 80 places FE50 to FEA0 of GBK, as GB 18030-2022 maps them.
constexpr std::array<char32_t, 80> gbk_tail{
    0x2E81, 0x20087, 0x20089, 0x200CC, 0x2E84,  0x3473, 0x3447, 0x2E88, 0x2E8B, 0x9FB4, 0x359E, 0x361A,
    0x360E, 0x2E8C,  0x2E97,  0x396E,  0x3918,  0x9FB5, 0x39CF, 0x39DF, 0x3A73, 0x39D0, 0x9FB6, 0x9FB7,
    0x3B4E, 0x3C6E,  0x3CE0,  0x2EA7,  0x215D7, 0x9FB8, 0x2EAA, 0x4056, 0x415F, 0x2EAE, 0x4337, 0x2EB3,
    0x2EB6, 0x2EB7,  0x2298F, 0x43B1,  0x43AC,  0x2EBB, 0x43DD, 0x44D6, 0x4661, 0x464C, 0x9FB9, 0x4723,
    0x4729, 0x477C,  0x478D,  0x2ECA,  0x4947,  0x497A, 0x497D, 0x4982, 0x4983, 0x4985, 0x4986, 0x499F,
    0x499B, 0x49B7,  0x49B6,  0x9FBA,  0x241FE, 0x4CA3, 0x4C9F, 0x4CA0, 0x4CA1, 0x4C77, 0x4CA2, 0x4D13,
    0x4D14, 0x4D15,  0x4D16,  0x4D17,  0x4D18,  0x4D19, 0x4DAE, 0x9FBB};

const icu::Normalizer2& normalizer(const icu::Normalizer2* (*get)(UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* found = get(status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no normalisation data");
  return *found;
}

// NFKC-like for Han (radicals and compatibility ideographs), NFKD without marks for Latin: both are NFKD less
// the marks.
std::u32string decomposed(std::u32string_view text) {
  const auto& nfkd = normalizer(icu::Normalizer2::getNFKDInstance);
  UErrorCode status = U_ZERO_ERROR;
  const auto source = icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(text.data()),
                                                    static_cast<int32_t>(text.size()));
  const auto result = nfkd.normalize(source, status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU could not normalise a name");
  std::u32string out;
  for (int32_t at = 0; at < result.length(); at = result.moveIndex32(at, 1))
    if (u_charType(result.char32At(at)) != U_NON_SPACING_MARK)
      out.push_back(static_cast<char32_t>(result.char32At(at)));
  return out;
}

char32_t fold_sign(char32_t c) {
  if (c == U'○' || c == U'◯') return U'〇';
  return fold_private_use(fold_width(c));
}

bool is_plain_han(char32_t c) {
  return c >= 0x4E00 && c <= 0x9FFF;
}

// Blanks, hyphens, apostrophes, commas and full stops part Latin words; a dot beside Han stays a dot.
std::string joined_words(std::u32string_view text, bool latin) {
  std::string out;
  bool gap = false;
  for (char32_t c : text) {
    const bool parts = latin ? (!u_isalpha(static_cast<UChar32>(c))) : c == U' ';
    if (parts) {
      gap = latin && c != U'\'' && c != 0x2019;
      continue;
    }
    if (gap && !out.empty()) out.push_back(' ');
    gap = false;
    append_utf8(out, latin            ? static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)))
                     : is_name_dot(c) ? middle_dot
                                      : c);
  }
  return out;
}

}  // namespace

bool is_name_dot(char32_t c) {
  static constexpr std::array<char32_t, 18> dots{U'.',   0xB7,   0x387,  0x1427, 0x2022, 0x2024,
                                                 0x2027, 0x2219, 0x22C5, 0x25CF, 0x25E6, 0x2E31,
                                                 0x2E33, 0x30FB, 0xFE52, 0xFF0E, 0xFF65, 0xA78F};
  return std::find(dots.begin(), dots.end(), c) != dots.end();
}

char32_t fold_private_use(char32_t c) {
  if (c < 0xE815 || c > 0xE864) return c;
  return gbk_tail[c - 0xE815];
}

std::string name_key(std::string_view text) {
  std::u32string folded;
  bool plain = true;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = fold_sign(next_code_point(text, at));
    if (is_invisible(c)) continue;
    plain = plain && is_plain_han(c);
    folded.push_back(c);
  }
  if (plain) return to_utf8(folded);
  for (char32_t& c : folded)
    if (is_name_dot(c)) c = middle_dot;
  folded = decomposed(folded);
  const bool latin = std::none_of(folded.begin(), folded.end(), is_han);
  return joined_words(folded, latin);
}

}  // namespace weige::standards
