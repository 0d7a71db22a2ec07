#include "store/sql_tokens.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace weige::store {

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

std::size_t token_end(std::string_view sql, std::size_t at) {
  const auto past = [&](std::string_view end, std::size_t from) {
    const auto found = sql.find(end, from);
    return found == sql.npos ? sql.size() : found + end.size();
  };
  if (sql.substr(at, 2) == "--") return past("\n", at);
  if (sql.substr(at, 2) == "/*") return past("*/", at + 2);
  // A doubled quote inside is two quoted tokens side by side.
  if (sql[at] == '\'' || sql[at] == '"') return past(sql.substr(at, 1), at + 1);
  std::size_t end = at;
  while (end < sql.size() && is_word(sql[end])) ++end;
  return std::max(end, at + 1);
}

int highest_parameter(std::string_view sql) {
  int highest = 0;
  for (std::size_t at = 0; at < sql.size(); at = token_end(sql, at)) {
    int number = 0;
    if (sql[at] == '$') std::from_chars(sql.data() + at + 1, sql.data() + sql.size(), number);
    highest = std::max(highest, number);
  }
  return highest;
}

}  // namespace weige::store
