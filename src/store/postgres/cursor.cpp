#include "store/postgres/cursor.h"

#include <charconv>

namespace weige::store::postgres {
namespace {

int digit(char c) {
  return c <= '9' ? c - '0' : c - 'a' + 10;
}

std::string from_hex(std::string_view text) {  // \x00ff
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 2; i + 1 < text.size(); i += 2)
    bytes += static_cast<char>(digit(text[i]) << 4 | digit(text[i + 1]));
  return bytes;
}

template <class T>
bool parse(std::string_view text, T& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

void PostgresRow::show(const PGresult* result) {
  result_ = result;
  decoded_.clear();
}

Oid PostgresRow::type(int column) const {
  if (column < 0 || column >= columns()) throw DatabaseError(Failure::bug, "no such column of the row");
  return PQftype(result_, column);
}

void PostgresRow::wrong_kind(int column) const {
  throw DatabaseError(Failure::bug,
                      std::string("column ") + PQfname(result_, column) + " is of another kind, or NULL");
}

bool PostgresRow::is_null(int column) const {
  type(column);
  return PQgetisnull(result_, 0, column) == 1;
}

std::string_view PostgresRow::raw(int column) const {
  if (is_null(column)) wrong_kind(column);
  return {PQgetvalue(result_, 0, column), static_cast<std::size_t>(PQgetlength(result_, 0, column))};
}

// sum(bigint) is numeric; a comparison is bool, where SQLite has 0 and 1.
std::int64_t PostgresRow::int64(int column) const {
  const std::string_view text = raw(column);
  const Oid kind = type(column);
  if (kind == type_bool) return text == "t" ? 1 : 0;
  std::int64_t value = 0;
  const bool whole = kind == type_int8 || kind == type_int4 || kind == type_int2 || kind == type_numeric;
  if (!whole || !parse(text, value)) wrong_kind(column);
  return value;
}

double PostgresRow::real(int column) const {
  const std::string_view text = raw(column);
  const Oid kind = type(column);
  double value = 0;
  const bool number = kind == type_float8 || kind == type_float4 || kind == type_numeric ||
                      kind == type_int8 || kind == type_int4;
  if (!number || !parse(text, value)) wrong_kind(column);
  return value;
}

std::string_view PostgresRow::text(int column) const {
  const Oid kind = type(column);
  if (kind != type_text && kind != type_varchar) wrong_kind(column);
  return raw(column);
}

std::string_view PostgresRow::blob(int column) const {
  if (type(column) != type_bytea) wrong_kind(column);
  return decoded_.emplace_back(from_hex(raw(column)));
}

PostgresCursor::PostgresCursor(Connection& connection, bool& failed)
    : connection_(connection), failed_(failed) {
  PQsetSingleRowMode(connection.handle());
  connection.open_cursor(this);
}

PostgresCursor::~PostgresCursor() {
  if (!ended_) finish();
}

// Throws away what is still to come: the connection must be free for the next statement.
void PostgresCursor::finish() {
  ended_ = true;
  connection_.close_cursor(this);
  while (const ResultPointer rest{PQgetResult(connection_.handle())})
    if (PQresultStatus(rest.get()) == PGRES_FATAL_ERROR) failed_ = true;
}

ResultPointer PostgresCursor::receive() {
  if (ended_) return nullptr;
  ResultPointer result(PQgetResult(connection_.handle()));
  if (result && PQresultStatus(result.get()) == PGRES_SINGLE_TUPLE) return result;
  finish();
  if (!result) return nullptr;
  if (PQresultStatus(result.get()) == PGRES_FATAL_ERROR) failed_ = true;
  check(connection_.handle(), result.get(), "statement");
  return nullptr;
}

void PostgresCursor::keep_rest() {
  while (ResultPointer result = receive()) kept_.push_back(std::move(result));
}

const Row* PostgresCursor::next() {
  if (!kept_.empty()) {
    current_ = std::move(kept_.front());
    kept_.pop_front();
  } else {
    current_ = receive();
  }
  if (!current_) return nullptr;
  row_.show(current_.get());
  return &row_;
}

}  // namespace weige::store::postgres
