#include <algorithm>
#include <cctype>

#include "store/migrations.h"
#include "store/sql_tokens.h"

namespace weige::store {
namespace {

std::string upper(std::string_view word) {
  std::string out(word);
  std::ranges::transform(out, out.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return out;
}

// The word in PostgreSQL's dialect: types are written in capitals, so that a column may be called text. After
// AS (a cast) a type has no collation.
std::string translated(std::string_view word, const std::string& before) {
  if (word == "INTEGER") return "BIGINT";
  if (word == "REAL") return "DOUBLE PRECISION";
  if (word == "BLOB") return "BYTEA";
  if (word == "TEXT" && before != "AS") return "TEXT COLLATE \"C\"";
  return {};
}

class Translator {
 public:
  explicit Translator(std::string_view sql) : sql_(sql) {}
  std::string all() {
    while (at_ < sql_.size()) take(sql_.substr(at_, token_end(sql_, at_) - at_));
    return out_;
  }

 private:
  void take(std::string_view token) {
    at_ += token.size();
    if (!is_word(token[0])) {
      out_ += token;
      return;
    }
    const std::string word = upper(token);
    if (word == "STRICT" || is_without_rowid(word)) {
      drop();
    } else if (const auto other = translated(token, before_); !other.empty()) {
      out_ += other;
    } else {
      out_ += token;
    }
    before_ = word;
  }
  // WITHOUT ROWID: swallows the second word too.
  bool is_without_rowid(const std::string& word) {
    if (word != "WITHOUT") return false;
    const auto next = sql_.find_first_not_of(" \t\r\n", at_);
    if (next == sql_.npos || upper(sql_.substr(next, token_end(sql_, next) - next)) != "ROWID") return false;
    at_ = token_end(sql_, next);
    return true;
  }
  // Takes away a table option that has just been swallowed, with the blanks and the comma before it or the
  // comma after it.
  void drop() {
    const auto last = out_.find_last_not_of(" \t\r\n");
    if (last != out_.npos && out_[last] == ',') {
      out_.erase(last);
      return;
    }
    const auto next = sql_.find_first_not_of(" \t\r\n", at_);
    if (next != sql_.npos && sql_[next] == ',') at_ = next + 1;
  }

  std::string_view sql_;
  std::size_t at_ = 0;
  std::string out_;
  std::string before_;  // the word before, in capitals
};

}  // namespace

std::string to_postgres(std::string_view common_sql) {
  return Translator(common_sql).all();
}

}  // namespace weige::store
