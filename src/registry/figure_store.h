// SQL of the figures: reading what they are counted from while the register is written, keeping their sums,
// and telling them within a scope.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "access/ids.h"
#include "access/scope.h"
#include "registry/figures.h"
#include "store/database.h"

namespace weige::registry {

// The addresses as they now are in the database, in no order; those that do not exist are left out.
std::vector<Place> find_places(store::Transaction& tx, std::span<const std::int64_t> address_ids);
// Premises and the addresses they stand at.
std::vector<std::pair<std::int64_t, std::int64_t>> addresses_of_premises(
    store::Transaction& tx, std::span<const std::int64_t> premises_ids);
std::string category_of_person(store::Transaction& tx, std::int64_t person_id);  // "" = not known
std::optional<std::int64_t> area_of_main_residence(store::Transaction& tx, std::int64_t person_id);
// What the people at the addresses count for by their own records: residents by category and by day of
// confirmation, and workers. The ids differ.
Figures figures_of_people_at(store::Transaction& tx, std::span<const std::int64_t> address_ids);

void add_to_figures(store::Transaction& tx, access::PostId post, const Figures& figures);

// within: an area in scope; only it and what lies beneath it is told. nullopt: all of the scope.
struct FigureScope {
  const access::Scope& scope;
  std::optional<access::AreaId> within = {};
};
// All figures but the days of confirmation.
Figures find_figures(store::Transaction& tx, const FigureScope& where);

struct AgeCount {
  std::int64_t area_id = 0;
  AgeBucket bucket = AgeBucket::d30;
  std::int64_t residents = 0;
};
// Residents confirmed within the last 365 days, by area; whoever is older is the rest.
std::vector<AgeCount> recent_ages(store::Transaction& tx, const FigureScope& where, Day today);

struct MonthCount {
  std::string month;
  std::int64_t adds = 0, changes = 0, cancellations = 0;
};
// Changes to residents' records from the month on, by month, oldest first; months without any are left out.
std::vector<MonthCount> changes_since(store::Transaction& tx, const FigureScope& where,
                                      const std::string& month);

}  // namespace weige::registry
