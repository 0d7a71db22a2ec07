// SQL of the search terms.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/scope.h"
#include "registry/record.h"
#include "store/database.h"

namespace weige::registry {

struct SearchTerm {
  std::string term;
  RecordKind kind;
  std::int64_t id = 0;
};
void insert_terms(store::Transaction& tx, std::span<const SearchTerm> terms);
// Those that are there already stay.
void add_terms(store::Transaction& tx, std::span<const SearchTerm> terms);
void delete_terms(store::Transaction& tx, std::span<const SearchTerm> terms);

// The records in scope with a term that begins with `beginning`, in the order of terms and ids, after the
// given one. A record with several such terms comes several times. area_id: only records of that area (for
// persons: that may be seen from it).
struct TermQuery {
  RecordKind kind = RecordKind::person;
  std::string beginning;
  std::string after_term = {};
  std::int64_t after_id = 0;
  std::optional<std::int64_t> area_id = {};
  std::size_t limit = 30;
};
std::vector<SearchTerm> find_terms(store::Transaction& tx, const access::Scope& scope,
                                   const TermQuery& query);
// As find_terms, over the canonical texts of current addresses in place of terms.
std::vector<SearchTerm> find_addresses_below(store::Transaction& tx, const access::Scope& scope,
                                             const TermQuery& query);

// The live records in scope that have a term with one of the beginnings (at most three), or all of them, by a
// field and id. By id all of them come at once; by another field they are sorted first.
enum class SortField { id, name, confirmed_at };
struct SortedQuery {
  RecordKind kind;
  std::vector<std::string> beginnings;  // empty = all
  SortField by = SortField::name;
  std::string after_value = {};
  std::int64_t after_id = 0;
  std::optional<std::int64_t> area_id = {};
  std::size_t limit = 30;
};
struct SortedRecord {
  std::string value;
  std::int64_t id = 0;
  auto operator<=>(const SortedRecord&) const = default;
};
std::vector<SortedRecord> find_sorted(store::Transaction& tx, const access::Scope& scope,
                                      const SortedQuery& query);
// The column that stands for the name of a kind.
std::string_view name_field(RecordKind kind);

}  // namespace weige::registry
