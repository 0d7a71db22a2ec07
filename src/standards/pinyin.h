// Pinyin of names for search: full syllables and initials without tones; ü is written v. Readings come from
// the Unicode Han database, surnames that read differently (单 shan, 仇 qiu) from a small table of our own.
#pragma once

#include <string>
#include <string_view>

#include "standards/person_name.h"

namespace weige::standards {

struct Pinyin {
  std::string full;      // "ouyangnana"
  std::string initials;  // "oynn"
  bool operator==(const Pinyin&) const = default;
};

// Latin names give their own letters and the initial of every word. A character without a known reading is
// left out.
Pinyin pinyin_of(const PersonName& name);
// Of any text, read character by character without surname readings; other signs than Han and ASCII letters
// are dropped.
Pinyin pinyin_of_text(std::string_view text);

// The customary reading without tone; empty when there is none.
std::string_view reading_of(char32_t han);

// A typed search term in the same spelling: lower case, without tones, blanks and apostrophes, ü as v ("Lǚ
// Bù" -> "lvbu").
std::string fold_pinyin(std::string_view typed);

}  // namespace weige::standards
