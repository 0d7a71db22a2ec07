// The tables of a database as its own catalogue tells them, those of the program's migrations only: for what
// copies whole tables from one engine to another.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"

namespace weige::store {

enum class ColumnKind : char { integer = 'i', real = 'r', text = 't', blob = 'b' };

struct TableColumn {
  std::string name;
  ColumnKind kind = ColumnKind::integer;
  bool operator==(const TableColumn&) const = default;
};

struct TableShape {
  std::string name;
  std::vector<TableColumn> columns;  // in their order
  std::vector<std::string> key;      // the primary key's, in its order
};

// In the order in which they were made, so that a table comes after those to which its rows refer.
// schema_migration is not among them.
std::vector<TableShape> tables_of(Transaction& tx);
bool has_table(Transaction& tx, std::string_view name);

// Calls f(row) for each, in the order of the primary key, which is the same on both engines.
void each_row(Transaction& tx, const TableShape& table, const std::function<void(const Row&)>& f);
std::int64_t count_rows(Transaction& tx, const TableShape& table);
void delete_rows(Transaction& tx, const TableShape& table);

}  // namespace weige::store
