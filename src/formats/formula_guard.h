// Keeps a spreadsheet program from running a CSV cell as a formula, in a way that can be undone.
//
// A text that consists of any number of apostrophes followed by one of = + - @ tab CR LF (or the full-width
// ＝ ＋ － ＠) gets one more apostrophe in front; undoing takes one away from a text of that shape that
// starts with an apostrophe. Other texts stay as they are.
#pragma once

#include <string>
#include <string_view>

namespace weige::formats {

bool needs_formula_guard(std::string_view text);
std::string_view without_formula_guard(std::string_view text);

}  // namespace weige::formats
