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

}  // namespace weige::registry
