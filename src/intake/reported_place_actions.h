// The place that a report speaks of, as the register knows it, and who is registered there.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "intake/listed_store.h"

namespace weige::intake {

struct ReportedPlace {
  std::int64_t address = 0, area = 0;
};
// canonical: of the address; empty = it could not be read. nullopt: there is no such address within the
// scope.
std::optional<ReportedPlace> find_reported_place(store::Transaction& tx, const access::Scope& scope,
                                                 std::string_view canonical);

// Those who may be meant where somebody is said to have moved out: who lives there under that name, else
// everybody who does, and nobody where that is more than a household.
std::vector<Listed> who_may_have_left(store::Transaction& tx, const access::Scope& scope,
                                      const ReportedPlace& place, std::string_view name_key);
// That person's current residence there; nullopt: there is none.
std::optional<std::int64_t> residence_there(store::Transaction& tx, const access::Scope& scope,
                                            const ReportedPlace& place, std::int64_t person);

}  // namespace weige::intake
