#include "store/postgres/connection.h"

#include <algorithm>

#include "store/postgres/cursor.h"
#include "store/sql_tokens.h"

namespace weige::store::postgres {
namespace {

// A commit returns after the log is on disk, whatever the server's default says. Waiting for a lock ends with
// an error, not never.
constexpr const char* session_settings =
    "SET synchronous_commit = on; SET lock_timeout = '15s'; SET timezone = 'UTC'; SET jit = off; SET "
    "bytea_output = 'hex';"
    "SET extra_float_digits = 1; SET standard_conforming_strings = on; SET client_min_messages = warning";

// What the rows together say about the parameters' types; known = from earlier executions.
std::vector<Oid> merged_types(std::vector<Oid> known, std::span<const Params> rows) {
  for (const Params& row : rows) {
    if (row.size() != known.size())
      throw DatabaseError(Failure::bug, "another number of parameters than before");
    for (std::size_t i = 0; i < row.size(); ++i)
      if (const Oid given = type_of(row[i]); !fits(known[i], given)) known[i] = given;
  }
  return known;
}

}  // namespace

Connection::Connection(const std::string& url, int cached_statements)
    : capacity_(static_cast<std::size_t>(cached_statements)) {
  // What stands before dbname is a default that the address may override; what stands after it may not be
  // overridden.
  const char* names[] = {"connect_timeout", "application_name", "tcp_user_timeout",
                         "dbname",          "client_encoding",  nullptr};
  const char* values[] = {"10", "weige", "30000", url.c_str(), "UTF8", nullptr};
  handle_.reset(PQconnectdbParams(names, values, 1));
  if (PQstatus(handle()) != CONNECTION_OK)
    throw DatabaseError(Failure::unavailable, PQerrorMessage(handle()));
  set_up();
}

void Connection::set_up() {
  PQsetNoticeProcessor(
      handle(), [](void*, const char*) {}, nullptr);
  const char* encoding = PQparameterStatus(handle(), "server_encoding");
  if (!encoding || std::string_view(encoding) != "UTF8")
    throw DatabaseError(Failure::unavailable, "the database's encoding is not UTF8");
  execute(session_settings);
}

ResultPointer Connection::execute(const std::string& sql) {
  settle();
  ResultPointer result(PQexec(handle(), sql.c_str()));
  check(handle(), result.get(), "execute");
  return result;
}

const std::string& Connection::prepare(std::string_view sql, std::span<const Params> rows) {
  settle();
  const auto found = by_text_.find(sql);
  const bool known = found != by_text_.end();
  const std::vector<Oid> before =
      known ? found->second->types : std::vector<Oid>(rows.front().size(), type_unknown);
  std::vector<Oid> types = merged_types(before, rows);
  if (known && types == before) {
    cache_.splice(cache_.begin(), cache_, found->second);
    return cache_.front().name;
  }
  Prepared made = make(sql, std::move(types));
  if (known) forget(found->second);
  cache_.push_front(std::move(made));
  by_text_.emplace(cache_.front().sql, cache_.begin());
  if (cache_.size() > capacity_) forget(std::prev(cache_.end()));
  return cache_.front().name;
}

Connection::Prepared Connection::make(std::string_view sql, std::vector<Oid> types) {
  // The server would let more types than parameters pass.
  if (static_cast<int>(types.size()) != highest_parameter(sql))
    throw DatabaseError(Failure::bug, "another number of parameters than the statement has");
  Prepared made{std::string(sql), "s" + std::to_string(++made_), std::move(types)};
  const ResultPointer result(PQprepare(handle(), made.name.c_str(), made.sql.c_str(),
                                       static_cast<int>(made.types.size()), made.types.data()));
  check(handle(), result.get(), "prepare");
  return made;
}

void Connection::forget(std::list<Prepared>::iterator entry) {
  execute("DEALLOCATE " + entry->name);
  by_text_.erase(entry->sql);
  cache_.erase(entry);
}

void Connection::settle() {
  if (cursor_) std::exchange(cursor_, nullptr)->keep_rest();
}

}  // namespace weige::store::postgres
