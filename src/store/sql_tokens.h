// The few things the store must know about SQL text: where comments, quotes and words end, and which $n it
// takes.
#pragma once

#include <string_view>

namespace weige::store {

bool is_word(char c);  // a letter, a digit, _

// Where the token that starts at `at` ends: a comment, something in quotes, a word, or one character.
std::size_t token_end(std::string_view sql, std::size_t at);

// The highest n of the parameters $1..$n outside of quotes and comments; 0 = none.
int highest_parameter(std::string_view sql);

}  // namespace weige::store
