// How alike two short texts are.
#pragma once

#include <string_view>

namespace weige::linkage {

// Insertions, deletions, substitutions and exchanges of neighbours that turn one text into the other, no sign
// edited twice (optimal string alignment; Damerau 1964, Levenshtein 1966), counted in bytes; `most` + 1 when
// there are more than `most`. Precondition: most <= 3.
int edits(std::string_view a, std::string_view b, int most);

// Jaro-Winkler similarity, 0 to 1 (Winkler 1990: prefix of up to four signs, weight 0.1), over bytes; texts
// of more than 64 bytes are compared by their first 64.
double jaro_winkler(std::string_view a, std::string_view b);

}  // namespace weige::linkage
