#include "standards/number_text.h"

#include <algorithm>

#include "standards/text_fold.h"

namespace weige::standards {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Moves past digits; how many there were.
std::size_t skip_digits(std::string_view text, std::size_t& at) {
  const std::size_t start = at;
  while (at < text.size() && is_digit(text[at])) ++at;
  return at - start;
}

}  // namespace

std::string clean_number(std::string_view text) {
  std::string folded = fold_text(text);
  std::erase_if(folded, [](char c) { return c >= 0 && c <= ' '; });
  for (std::string_view mark : {"'", "‘", "’", "`"})
    if (folded.starts_with(mark)) return clean_number(std::string_view{folded}.substr(mark.size()));
  for (char& c : folded)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return folded;
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool shows_lost_digits(std::string_view clean) {
  std::size_t at = 0;
  const std::size_t whole = skip_digits(clean, at);
  if (whole == 0 || at == clean.size()) return false;
  if (clean[at] == '.') {
    ++at;
    skip_digits(clean, at);
    if (at == clean.size()) return whole >= 15;
  }
  if (clean[at] != 'E' || whole > 1) return false;
  ++at;
  if (at < clean.size() && clean[at] == '+') ++at;
  return skip_digits(clean, at) > 0 && at == clean.size();
}

}  // namespace weige::standards
