#include "store/postgres/copy.h"

#include <string>

#include "store/postgres/parameters.h"

namespace weige::store::postgres {
namespace {

constexpr std::size_t chunk_bytes = 64 * 1024;

// The text form of COPY: a backslash before backslash, tab, newline and carriage return.
void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '\\':
        out += "\\\\";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      default:
        out += c;
    }
  }
}

void append_row(std::string& out, const Params& row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i) out += '\t';
    if (std::holds_alternative<std::monostate>(row[i]))
      out += "\\N";
    else
      append_escaped(out, to_text(row[i]));
  }
  out += '\n';
}

std::string copy_text(std::string_view table, std::span<const std::string_view> columns) {
  std::string names;
  for (const auto& column : columns) names.append(names.empty() ? "" : ", ").append(column);
  return "COPY " + std::string(table) + " (" + names + ") FROM STDIN";
}

void put(PGconn* connection, std::string& chunk) {
  if (PQputCopyData(connection, chunk.data(), static_cast<int>(chunk.size())) != 1)
    raise(connection, nullptr, "copy");
  chunk.clear();
}

// Reads the outcome to its end, so that the connection is free again; throws the first error.
void finish(PGconn* connection, const char* abandon) {
  if (PQputCopyEnd(connection, abandon) != 1) raise(connection, nullptr, "copy");
  ResultPointer error;
  while (ResultPointer result{PQgetResult(connection)})
    if (PQresultStatus(result.get()) == PGRES_FATAL_ERROR && !error) error = std::move(result);
  if (error && !abandon) raise(connection, error.get(), "copy");
}

void send_rows(PGconn* connection, std::size_t columns, std::span<const Params> rows) {
  std::string chunk;
  for (const Params& row : rows) {
    if (row.size() != columns) throw DatabaseError(Failure::bug, "a row with another number of columns");
    append_row(chunk, row);
    if (chunk.size() >= chunk_bytes) put(connection, chunk);
  }
  if (!chunk.empty()) put(connection, chunk);
}

}  // namespace

void copy_in(PGconn* connection, std::string_view table, std::span<const std::string_view> columns,
             std::span<const Params> rows) {
  const ResultPointer begun(PQexec(connection, copy_text(table, columns).c_str()));
  if (PQresultStatus(begun.get()) != PGRES_COPY_IN) raise(connection, begun.get(), "copy");
  try {
    send_rows(connection, columns.size(), rows);
  } catch (...) {
    finish(connection, "abandoned");
    throw;
  }
  finish(connection, nullptr);
}

}  // namespace weige::store::postgres
