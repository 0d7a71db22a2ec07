// How names are folded for comparison: one dot, real code points in place of private ones, no accents.
#pragma once

#include <string>
#include <string_view>

namespace weige::standards {

bool is_name_dot(char32_t code_point);  // · and its many look-alikes, '.' included

// GB 18030 characters that older systems hold in the private use area, as the code points that GB 18030-2022
// gives them; everything else unchanged.
char32_t fold_private_use(char32_t code_point);

// The comparison key of a name or of a part of one (a search term): compatibility forms, radicals and
// private-use characters folded, blanks beside Han dropped; a text without Han in lower case, without
// accents, one blank between words.
std::string name_key(std::string_view text);

}  // namespace weige::standards
