#include "store/schema_tables.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "store/migrations.h"
#include "store/sql_tokens.h"

namespace weige::store {
namespace {

// Table, column, type, place in the primary key (from 1; 0 = none).
constexpr std::string_view kSqliteColumns =
    "SELECT m.name, c.name, c.type, c.pk FROM sqlite_master m JOIN pragma_table_info(m.name) c"
    " WHERE m.type = 'table' ORDER BY m.rowid, c.cid";
constexpr std::string_view kPostgresColumns =
    "SELECT c.relname::text, a.attname::text, t.typname::text,"
    " coalesce(array_position(string_to_array(i.indkey::text, ' ')::int[], a.attnum::int), 0)"
    " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()"
    " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
    " JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary"
    " WHERE c.relkind = 'r' ORDER BY c.oid, a.attnum";
constexpr std::string_view kSqliteTable = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1";
constexpr std::string_view kPostgresTable =
    "SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname = current_schema() AND c.relkind = 'r' AND c.relname::text = $1";

std::string in_capitals(std::string_view word) {
  std::string out(word);
  std::ranges::transform(out, out.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return out;
}

// The words of a script, without comments and what stands in quotes.
std::vector<std::string_view> sql_words(std::string_view sql) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < sql.size();) {
    const auto end = token_end(sql, at);
    if (is_word(sql[at])) out.push_back(sql.substr(at, end - at));
    at = end;
  }
  return out;
}

// CREATE TABLE name, in whatever migration of the program.
std::set<std::string, std::less<>> made_by_migrations() {
  std::set<std::string, std::less<>> out;
  for (const Migration& migration : built_in_migrations()) {
    const auto words = sql_words(migration.sqlite_sql);
    for (std::size_t i = 0; i + 2 < words.size(); ++i)
      if (in_capitals(words[i]) == "CREATE" && in_capitals(words[i + 1]) == "TABLE")
        out.emplace(words[i + 2]);
  }
  return out;
}

bool is_ours(std::string_view table) {
  static const auto names = made_by_migrations();
  return names.contains(table);
}

ColumnKind kind_of_type(std::string_view type) {
  if (type == "INTEGER" || type == "int8") return ColumnKind::integer;
  if (type == "REAL" || type == "float8") return ColumnKind::real;
  if (type == "TEXT" || type == "text") return ColumnKind::text;
  if (type == "BLOB" || type == "bytea") return ColumnKind::blob;
  throw DatabaseError(Failure::bug, "a column of type " + std::string(type));
}

struct KeyPlace {
  std::string column;
  int place;
};

// The columns of a table follow each other.
class TableGatherer {
 public:
  void take(const Row& row) {
    const auto table = row.text(0);
    if (!is_ours(table)) return;
    if (tables_.empty() || tables_.back().name != table) begin(std::string(table));
    tables_.back().columns.push_back({std::string(row.text(1)), kind_of_type(row.text(2))});
    if (const int place = row.get<int>(3); place > 0) key_.push_back({std::string(row.text(1)), place});
  }
  std::vector<TableShape> all() && {
    end();
    return std::move(tables_);
  }

 private:
  void begin(std::string name) {
    end();
    tables_.push_back({.name = std::move(name), .columns = {}, .key = {}});
  }
  void end() {
    std::ranges::sort(key_, {}, &KeyPlace::place);
    for (auto& part : key_) tables_.back().key.push_back(std::move(part.column));
    key_.clear();
  }

  std::vector<TableShape> tables_;
  std::vector<KeyPlace> key_;
};

std::string name_list(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) out.append(out.empty() ? "" : ", ").append(name);
  return out;
}

std::string column_list(const TableShape& table) {
  std::vector<std::string> names;
  for (const auto& column : table.columns) names.push_back(column.name);
  return name_list(names);
}

}  // namespace

std::vector<TableShape> tables_of(Transaction& tx) {
  TableGatherer gathered;
  tx.each(tx.engine() == Engine::sqlite ? kSqliteColumns : kPostgresColumns,
          [&](const Row& row) { gathered.take(row); });
  return std::move(gathered).all();
}

bool has_table(Transaction& tx, std::string_view name) {
  return tx
      .first(
          tx.engine() == Engine::sqlite ? kSqliteTable : kPostgresTable, [](const Row&) { return true; },
          name)
      .has_value();
}

void each_row(Transaction& tx, const TableShape& table, const std::function<void(const Row&)>& f) {
  if (table.key.empty()) throw DatabaseError(Failure::bug, "no primary key: " + table.name);
  tx.each("SELECT " + column_list(table) + " FROM " + table.name + " ORDER BY " + name_list(table.key), f);
}

std::int64_t count_rows(Transaction& tx, const TableShape& table) {
  return tx.scalar<std::int64_t>("SELECT count(*) FROM " + table.name);
}

void delete_rows(Transaction& tx, const TableShape& table) {
  tx.exec("DELETE FROM " + table.name);
}

}  // namespace weige::store
