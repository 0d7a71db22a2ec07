#include "registry/record_store.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

#include "registry/by_id_store.h"

namespace weige::registry {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

// The fixed statements of a kind, made once from its field list; the texts live as long as the program, as
// the statement cache wants.
struct Statements {
  std::string columns, find, update, watchers;
  std::vector<std::string> find_by;  // one per field, in their order
  std::vector<std::string> insert_columns;
  std::vector<std::string_view> insert_views;
};

constexpr std::string_view kInScope =
    " EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = t.area_id"
    " LIMIT 1 OFFSET 0)";
constexpr std::string_view kPersonInScope =
    " EXISTS (SELECT 1 FROM person_area pa JOIN post_scope s ON s.area_id = pa.area_id WHERE pa.person_id = "
    "t.id AND s.post_id = $1 LIMIT 1 OFFSET 0)";

std::string_view in_scope(RecordKind kind) {
  return kind == RecordKind::person ? kPersonInScope : kInScope;
}

std::string quoted_column(std::string_view column) {
  return '"' + std::string(column) + '"';
}

Statements make_statements(RecordKind kind) {
  Statements out;
  out.columns = "t.id, t.version, t.provenance_id, t.confirmed_at";
  out.insert_columns = {"id", "version", "provenance_id", "confirmed_at"};
  std::string sets = "version = version + 1, provenance_id = $3, confirmed_at = $4";
  int parameter = 4;
  for (const auto& field : fields(kind)) {
    const auto column = column_name(field);
    out.columns += ", t." + quoted_column(column);
    out.insert_columns.emplace_back(column);
    sets += ", " + quoted_column(column) + " = $" + std::to_string(++parameter);
  }
  out.columns += ", " + wrapped_key_column(kind, "t");
  const std::string table(code(kind));
  out.find =
      "SELECT " + out.columns + " FROM " + table + " t WHERE t.id = $2 AND" + std::string(in_scope(kind));
  for (const auto& field : fields(kind))
    out.find_by.push_back("SELECT " + out.columns + " FROM " + table + " t WHERE t." +
                          quoted_column(column_name(field)) + " = $2 AND t.id > $4 AND" +
                          std::string(in_scope(kind)) + " ORDER BY t.id LIMIT $3");
  const bool is_person = kind == RecordKind::person;
  out.watchers = "SELECT DISTINCT s.post_id, p.role FROM " + std::string(is_person ? "person_area" : table) +
                 " t JOIN post_scope s ON s.area_id = t.area_id JOIN post p ON p.id = s.post_id WHERE t." +
                 (is_person ? "person_id" : "id") + " = $1";
  out.update = "UPDATE " + table + " SET " + sets + " WHERE id = $1 AND version = $2";
  for (const auto& column : out.insert_columns) out.insert_views.emplace_back(column);
  return out;
}

const Statements& statements(RecordKind kind) {
  static const std::array<Statements, kRecordKinds.size()> all = [] {
    std::array<Statements, kRecordKinds.size()> made;
    for (const auto each : kRecordKinds) made[static_cast<std::size_t>(each)] = make_statements(each);
    return made;
  }();
  return all[static_cast<std::size_t>(kind)];
}

}  // namespace

std::string_view record_columns(RecordKind kind) {
  return statements(kind).columns;
}

Record read_record(SealedFields& sealed, RecordKind kind, const Row& row, int first_column) {
  Record record(kind);
  record.id = row.int64(first_column);
  record.version = row.int64(first_column + 1);
  record.provenance_id = row.int64(first_column + 2);
  record.confirmed_at = row.get<Day>(first_column + 3);
  sealed.read(record, row, first_column + 4);
  return record;
}

std::optional<Record> find_record(Transaction& tx, const access::Scope& scope, RecordKind kind,
                                  std::int64_t id) {
  SealedFields sealed(tx);
  return tx.first(
      statements(kind).find, [&](const Row& row) { return read_record(sealed, kind, row); }, scope, id);
}

std::vector<Record> find_records(Transaction& tx, const access::Scope& scope, RecordKind kind,
                                 const FieldEquals& where, std::size_t limit) {
  const auto index = field_index(kind, where.field);
  const auto& field = fields(kind)[index];
  const std::string& sql = statements(kind).find_by[index];
  SealedFields sealed(tx);
  std::vector<Record> out;
  const Params args{to_value(scope), sealed.sought(kind, field, where.value),
                    static_cast<std::int64_t>(limit), where.after_id};
  const auto cursor = tx.open(sql, args);
  while (const Row* row = cursor->next()) out.push_back(read_record(sealed, kind, *row));
  return out;
}

constexpr std::size_t kBatch = 64;  // values of a list in one statement

// ($2, $3, ...), so many as a batch has.
std::string list_of_batch() {
  std::string out = "($2";
  for (std::size_t i = 1; i < kBatch; ++i) out += ", $" + std::to_string(i + 2);
  return out + ")";
}

// Full batches share one statement; the last one repeats its last value.
std::vector<Record> find_records_in(Transaction& tx, const access::Scope& scope, RecordKind kind,
                                    const FieldIn& where) {
  if (where.values.empty()) return {};
  static constexpr FieldSpec kId{"id", FieldType::integer};
  const auto& field = where.field == "id" ? kId : fields(kind)[field_index(kind, where.field)];
  const std::string sql = "SELECT " + statements(kind).columns + " FROM " + std::string(code(kind)) +
                          " t WHERE t." + quoted_column(column_name(field)) + " IN " + list_of_batch() +
                          " AND" + std::string(in_scope(kind));
  SealedFields sealed(tx);
  std::vector<Record> out;
  for (std::size_t first = 0; first < where.values.size(); first += kBatch) {
    Params args{to_value(scope)};
    for (std::size_t i = first; i < first + kBatch; ++i)
      args.push_back(sealed.sought(kind, field, where.values[std::min(i, where.values.size() - 1)]));
    const auto cursor = tx.open(sql, args);
    while (const Row* row = cursor->next()) out.push_back(read_record(sealed, kind, *row));
  }
  return out;
}

std::unordered_map<std::string, NumberHolder> holders_of_numbers(Transaction& tx, const access::Scope& scope,
                                                                 std::span<const std::string> numbers) {
  static const auto& field = fields(RecordKind::person)[field_index(RecordKind::person, "document_key")];
  static const std::string column = quoted_column(column_name(field));
  static const std::string sql = "SELECT t." + column + ", t.id, t.name FROM person t WHERE t." + column +
                                 " IN " + list_of_batch() + " AND" + std::string(kPersonInScope);
  SealedFields sealed(tx);
  std::unordered_map<std::string, NumberHolder> out;
  for (std::size_t first = 0; first < numbers.size(); first += kBatch) {
    std::unordered_map<std::string, const std::string*> number_of;
    Params args{to_value(scope)};
    for (std::size_t i = first; i < first + kBatch; ++i) {
      const auto& number = numbers[std::min(i, numbers.size() - 1)];
      args.push_back(sealed.sought(RecordKind::person, field, number));
      number_of.emplace(std::get<store::Blob>(args.back()).bytes, &number);
    }
    const auto cursor = tx.open(sql, args);
    while (const Row* row = cursor->next())
      out[*number_of.at(std::string(row->blob(0)))] = {row->int64(1), std::string(row->text(2))};
  }
  return out;
}

std::optional<std::int64_t> holder_of_key(Transaction& tx, RecordKind kind, std::string_view key_field,
                                          std::string_view key) {
  const auto& field = fields(kind)[field_index(kind, key_field)];
  const std::string sql = "SELECT t.id FROM " + std::string(code(kind)) + " t WHERE t." +
                          quoted_column(column_name(field)) + " = $1";
  const Params args{SealedFields(tx).sought(kind, field, std::string(key))};
  const auto cursor = tx.open(sql, args);
  const Row* row = cursor->next();
  return row ? std::optional(row->int64(0)) : std::nullopt;
}

bool is_in_use(Transaction& tx, RecordKind kind, std::int64_t id) {
  const auto any = [&](std::string_view sql) {
    return tx
        .first(
            sql, [](const Row&) { return true; }, id)
        .has_value();
  };
  switch (kind) {
    case RecordKind::address:
      return any("SELECT 1 FROM address WHERE parent_id = $1 AND state <> 'undone' LIMIT 1") ||
             any("SELECT 1 FROM premises WHERE address_id = $1 AND state <> 'undone' LIMIT 1");
    case RecordKind::premises:
      return any("SELECT 1 FROM residence WHERE premises_id = $1 AND state <> 'undone' LIMIT 1") ||
             any("SELECT 1 FROM premises_label WHERE premises_id = $1 AND state <> 'undone' LIMIT 1") ||
             any("SELECT 1 FROM organisation WHERE premises_id = $1 AND state <> 'undone' LIMIT 1");
    case RecordKind::person:
      return any("SELECT 1 FROM residence WHERE person_id = $1 AND state <> 'undone' LIMIT 1") ||
             any("SELECT 1 FROM employment WHERE person_id = $1 AND state <> 'undone' LIMIT 1") ||
             any("SELECT 1 FROM person WHERE merged_into = $1 AND state <> 'undone' LIMIT 1");
    case RecordKind::organisation:
      return any("SELECT 1 FROM employment WHERE organisation_id = $1 AND state <> 'undone' LIMIT 1");
    default:
      return false;
  }
}

bool never_was(Transaction& tx, RecordKind kind, std::int64_t id) {
  const std::string sql =
      "SELECT 1 FROM " + std::string(code(kind)) + " t WHERE t.id = $1 AND t.state <> 'undone'";
  return !tx.first(
      sql, [](const Row&) { return true; }, id);
}

std::vector<CoveringPost> posts_covering(Transaction& tx, RecordKind kind, std::int64_t id) {
  const auto& sql = statements(kind).watchers;
  return tx.all(
      sql,
      [](const Row& row) {
        return CoveringPost{row.get<access::PostId>(0), access::role_of(row.text(1)).value()};
      },
      id);
}

bool covers(Transaction& tx, const access::Scope& scope, std::int64_t area_id) {
  return tx
      .first(
          "SELECT 1 FROM post_scope WHERE post_id = $1 AND area_id = $2", [](const Row&) { return true; },
          scope, area_id)
      .has_value();
}

void insert_records(SealedFields& sealed, std::span<const Record> records) {
  if (records.empty()) return;
  sealed.prepare(records, SealedFields::Owners::fresh);
  std::vector<Params> rows;
  rows.reserve(records.size());
  for (const auto& record : records) {
    Params row{record.id, record.version, record.provenance_id, store::to_value(record.confirmed_at)};
    sealed.append(row, record);
    rows.push_back(std::move(row));
  }
  sealed.tx().bulk_insert(code(records.front().kind), statements(records.front().kind).insert_views, rows);
}

std::optional<access::Change> update_record(SealedFields& sealed, const Record& after) {
  Params args{after.id, after.version, after.provenance_id, store::to_value(after.confirmed_at)};
  sealed.append(args, after);
  if (sealed.tx().run(statements(after.kind).update, args) != 1) return std::nullopt;
  return access::Change::of(access::SubjectKind{code(after.kind)}, after.id);
}

void refresh_person_areas(Transaction& tx, std::span<const std::int64_t> people) {
  static const ById forget("DELETE FROM person_area WHERE person_id IN ");
  static const ById learn(
      "WITH who (id, area_id) AS (SELECT id, area_id FROM person WHERE id IN ",
      ") INSERT INTO person_area (person_id, area_id) SELECT w.id, w.area_id FROM who w"
      " UNION SELECT r.person_id, r.area_id FROM who w JOIN residence r ON r.person_id = w.id WHERE r.state "
      "NOT IN ('cancelled', 'undone')"
      " UNION SELECT e.person_id, e.area_id FROM who w JOIN employment e ON e.person_id = w.id WHERE e.state "
      "= 'current'");
  for (const auto* sql : {&forget, &learn})
    in_batches(*sql, people, [&](const std::string& text, const Params& args) { tx.run(text, args); });
}

void insert_person_areas(Transaction& tx,
                         std::span<const std::pair<std::int64_t, std::int64_t>> person_and_area) {
  static constexpr std::array<std::string_view, 2> kColumns{"person_id", "area_id"};
  std::vector<Params> rows;
  rows.reserve(person_and_area.size());
  for (const auto& [person, area] : person_and_area) rows.push_back(Params{person, area});
  if (!rows.empty()) tx.bulk_insert("person_area", kColumns, rows);
}

}  // namespace weige::registry
