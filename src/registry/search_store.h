// SQL of the search terms.
#pragma once

#include <span>
#include <string>

#include "registry/record.h"
#include "store/database.h"

namespace weige::registry {

struct SearchTerm {
  std::string term;
  RecordKind kind;
  std::int64_t id = 0;
};
void insert_terms(store::Transaction& tx, std::span<const SearchTerm> terms);
void delete_terms(store::Transaction& tx, std::span<const SearchTerm> terms);

}  // namespace weige::registry
