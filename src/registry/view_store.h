// SQL of pages: records joined with the one name that a page shows beside them, so that a page costs few
// statements.
#pragma once

#include <string>
#include <vector>

#include "access/scope.h"
#include "registry/record.h"
#include "store/database.h"

namespace weige::registry {

// name: the address of a residence, the organisation of an employment; empty where that is out of scope.
struct NamedRecord {
  Record record;
  std::string name;
};
std::vector<NamedRecord> residences_of(store::Transaction& tx, const access::Scope& scope,
                                       std::int64_t person_id);
std::vector<NamedRecord> employments_of(store::Transaction& tx, const access::Scope& scope,
                                        std::int64_t person_id);

// The canonical text of where the premises are; empty where that is out of scope.
std::string address_of_premises(store::Transaction& tx, const access::Scope& scope, std::int64_t premises_id);
// That of the premises where the person mainly lives now; empty without any in scope.
std::string home_address(store::Transaction& tx, const access::Scope& scope, std::int64_t person_id);

}  // namespace weige::registry
