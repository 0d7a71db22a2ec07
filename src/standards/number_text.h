// What files do to numbers before they reach a parser: widths, blanks, text marks, and digits that a
// spreadsheet has lost.
#pragma once

#include <string>
#include <string_view>

namespace weige::standards {

// Folded (text_fold.h), without any blanks and without a leading apostrophe (the "this is text" mark of
// spreadsheets), ASCII letters in upper case.
std::string clean_number(std::string_view text);

bool all_digits(std::string_view text);  // ASCII; false when empty

// A number that a spreadsheet rewrote: scientific notation (1.10105194912310E+17) or a decimal tail
// (110105194912310000.0). Expects clean_number(). Doubles hold 15 to 17 digits, so what followed is gone for
// good.
bool shows_lost_digits(std::string_view clean);

}  // namespace weige::standards
