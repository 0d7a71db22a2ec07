#include "registry/search_store.h"

#include <array>
#include <vector>

namespace weige::registry {

void insert_terms(store::Transaction& tx, std::span<const SearchTerm> terms) {
  static constexpr std::array<std::string_view, 3> kColumns{"term", "subject_kind", "subject_id"};
  std::vector<store::Params> rows;
  rows.reserve(terms.size());
  for (const auto& term : terms) rows.push_back(store::params(term.term, code(term.kind), term.id));
  if (!rows.empty()) tx.bulk_insert("search_term", kColumns, rows);
}

void delete_terms(store::Transaction& tx, std::span<const SearchTerm> terms) {
  for (const auto& term : terms)
    tx.exec("DELETE FROM search_term WHERE term = $1 AND subject_kind = $2 AND subject_id = $3", term.term,
            code(term.kind), term.id);
}

namespace {

// The first text behind all that begin with `beginning`: no UTF-8 text has a byte 0xFF, but PostgreSQL wants
// valid text, so U+10FFFF.
std::string end_of(const std::string& beginning) {
  return beginning + "\xF4\x8F\xBF\xBF";
}

std::string_view statement(RecordKind kind) {
  static const auto make = [](std::string_view table, std::string_view key) {
    return "SELECT t.term, t.subject_id FROM search_term t WHERE t.term >= $2 AND t.term < $3 AND (t.term, "
           "t.subject_id) > ($4, $5)"
           " AND t.subject_kind = $6 AND EXISTS (SELECT 1 FROM " +
           std::string(table) + " r JOIN post_scope s ON s.area_id = r.area_id WHERE r." + std::string(key) +
           " = t.subject_id AND s.post_id = $1 AND ($7 = 0 OR r.area_id = $7)) ORDER BY t.term, t.subject_id "
           "LIMIT $8";
  };
  static const std::string person = make("person_area", "person_id"), address = make("address", "id"),
                           organisation = make("organisation", "id");
  return kind == RecordKind::person ? person : kind == RecordKind::address ? address : organisation;
}

}  // namespace

std::vector<SearchTerm> find_terms(store::Transaction& tx, const access::Scope& scope,
                                   const TermQuery& query) {
  return tx.all(
      statement(query.kind),
      [&](const store::Row& row) {
        return SearchTerm{row.get<std::string>(0), query.kind, row.int64(1)};
      },
      scope, query.beginning, end_of(query.beginning),
      query.after_term.empty() ? query.beginning : query.after_term, query.after_id, code(query.kind),
      query.area_id.value_or(0), query.limit);
}

}  // namespace weige::registry
