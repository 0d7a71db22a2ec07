#include "store/sqlite/statement.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <string>

#include "store/sqlite/errors.h"

namespace weige::store::sqlite {
namespace {

[[noreturn]] void bug(const std::string& what) {
  throw DatabaseError(Failure::bug, what);
}

// k of "$k"; SQLite takes $ with any name, we take numbers only.
int parameter_number(const char* name) {
  int number = 0;
  if (!name || name[0] != '$') bug("parameters are written $1..$n");
  const char* end = name + std::strlen(name);
  const auto [stop, error] = std::from_chars(name + 1, end, number);
  if (error != std::errc{} || stop != end || number < 1) bug(std::string("not a parameter: ") + name);
  return number;
}

}  // namespace

Statement::Statement(sqlite3* connection, std::string_view sql) : connection_(connection) {
  sqlite3_stmt* handle = nullptr;
  const char* tail = nullptr;
  const int code = sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &handle, &tail);
  handle_.reset(handle);
  check(connection, code, "prepare");
  if (!handle) bug("an empty statement");
  const std::string_view rest(tail, sql.data() + sql.size() - tail);
  if (rest.find_first_not_of(" \t\r\n;") != rest.npos) bug("more than one statement");
  find_parameters();
}

void Statement::find_parameters() {
  const int count = sqlite3_bind_parameter_count(handle());
  for (int slot = 1; slot <= count; ++slot) {
    numbers_.push_back(parameter_number(sqlite3_bind_parameter_name(handle(), slot)));
    highest_ = std::max(highest_, numbers_.back());
  }
}

void Statement::bind(std::span<const Value> args, Lifetime lifetime) {
  if (static_cast<int>(args.size()) != highest_)
    bug("statement takes " + std::to_string(highest_) + " parameters, given " + std::to_string(args.size()));
  const auto destructor = lifetime == Lifetime::outlives ? SQLITE_STATIC : SQLITE_TRANSIENT;
  for (std::size_t i = 0; i < numbers_.size(); ++i)
    bind_one(static_cast<int>(i) + 1, args[numbers_[i] - 1], destructor);
}

void Statement::bind_one(int slot, const Value& value, sqlite3_destructor_type destructor) {
  int code = SQLITE_OK;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    code = sqlite3_bind_int64(handle(), slot, *integer);
  } else if (const auto* real = std::get_if<double>(&value)) {
    if (std::isnan(*real)) bug("NaN cannot be stored");  // SQLite would store NULL, PostgreSQL NaN
    code = sqlite3_bind_double(handle(), slot, *real);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    if (text->find('\0') != text->npos) bug("text with a NUL");  // PostgreSQL has no such text
    code = sqlite3_bind_text64(handle(), slot, text->data(), text->size(), destructor, SQLITE_UTF8);
  } else if (const auto* blob = std::get_if<Blob>(&value)) {
    code = sqlite3_bind_blob64(handle(), slot, blob->bytes.data(), blob->bytes.size(), destructor);
  } else {
    code = sqlite3_bind_null(handle(), slot);
  }
  check(connection_, code, "bind");
}

bool Statement::step() {
  const int code = sqlite3_step(handle());
  check(connection_, code, "statement");
  return code == SQLITE_ROW;
}

void Statement::reset() {
  sqlite3_reset(handle());
  sqlite3_clear_bindings(handle());
}

}  // namespace weige::store::sqlite
