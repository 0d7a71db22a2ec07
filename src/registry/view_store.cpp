#include "registry/view_store.h"

#include "registry/record_store.h"

namespace weige::registry {
namespace {

std::string in_scope(std::string_view alias) {
  return "EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = " + std::string(alias) +
         ".area_id LIMIT 1 OFFSET 0)";
}

std::string first_text(const store::Row& row) {
  return row.get<std::string>(0);
}

std::vector<NamedRecord> named(store::Transaction& tx, RecordKind kind, std::string_view sql,
                               const store::Params& args) {
  SealedFields sealed(tx);
  std::vector<NamedRecord> out;
  const auto cursor = tx.open(sql, args);
  while (const store::Row* row = cursor->next()) {
    auto record = read_record(sealed, kind, *row, 1);
    out.push_back({std::move(record), row->is_null(0) ? std::string{} : std::string(row->text(0))});
  }
  return out;
}

}  // namespace

std::vector<NamedRecord> residences_of(store::Transaction& tx, const access::Scope& scope,
                                       std::int64_t person_id) {
  static const std::string sql = "SELECT a.canonical, " + std::string(record_columns(RecordKind::residence)) +
                                 " FROM residence t LEFT JOIN premises p ON p.id = t.premises_id AND " +
                                 in_scope("p") + " LEFT JOIN address a ON a.id = p.address_id AND " +
                                 in_scope("a") + " WHERE t.person_id = $2 AND " + in_scope("t") +
                                 " ORDER BY t.id";
  return named(tx, RecordKind::residence, sql, store::params(scope, person_id));
}

std::vector<NamedRecord> employments_of(store::Transaction& tx, const access::Scope& scope,
                                        std::int64_t person_id) {
  static const std::string sql =
      "SELECT o.name, " + std::string(record_columns(RecordKind::employment)) +
      " FROM employment t LEFT JOIN organisation o ON o.id = t.organisation_id AND " + in_scope("o") +
      " WHERE t.person_id = $2 AND " + in_scope("t") + " ORDER BY t.id";
  return named(tx, RecordKind::employment, sql, store::params(scope, person_id));
}

std::string address_of_premises(store::Transaction& tx, const access::Scope& scope,
                                std::int64_t premises_id) {
  static const std::string sql =
      "SELECT a.canonical FROM premises p JOIN address a ON a.id = p.address_id WHERE p.id = $2 AND " +
      in_scope("p") + " AND " + in_scope("a");
  return tx.first(sql, first_text, scope, premises_id).value_or("");
}

std::string home_address(store::Transaction& tx, const access::Scope& scope, std::int64_t person_id) {
  static const std::string sql =
      "SELECT a.canonical FROM residence t JOIN premises p ON p.id = t.premises_id JOIN address a ON a.id = "
      "p.address_id WHERE t.main_key = $2 AND " +
      in_scope("t") + " AND " + in_scope("p") + " AND " + in_scope("a");
  return tx.first(sql, first_text, scope, person_id).value_or("");
}

}  // namespace weige::registry
