// SQL of obligations with their entries, and of publicity. An obligation lies where its premises or
// organisation lie now.
#pragma once

#include <optional>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "store/database.h"
#include "work/obligation.h"

namespace weige::work {

inline constexpr access::SubjectKind kObligationSubject{"obligation"}, kPublicitySubject{"publicity_action"};

struct ObligationFilter {
  ObligationState state = ObligationState::open;
  std::optional<ObligationKind> kind = {};
};
// With their entries; newest first.
std::vector<Obligation> find_obligations(store::Transaction& tx, const access::Scope& scope,
                                         const ObligationFilter& filter, const PlacePage& page);
std::optional<Obligation> find_obligation(store::Transaction& tx, const access::Scope& scope,
                                          ObligationId id);
// The open one of the kind at the place.
std::optional<Obligation> open_obligation_at(store::Transaction& tx, const access::Scope& scope,
                                             const Obligation& like);
access::Change insert_obligation(store::Transaction& tx, const Obligation& obligation, access::PostId by);
// State and end; version + 1. nullopt: somebody was faster.
std::optional<access::Change> update_obligation(store::Transaction& tx, const Obligation& after);
void insert_obligation_entry(store::Transaction& tx, ObligationId id, const ObligationEntry& entry);
// Closed before the day; how many, at most the limit.
std::int64_t erase_obligations(store::Transaction& tx, Day before, int limit);

std::vector<Publicity> find_publicity(store::Transaction& tx, const access::Scope& scope,
                                      const PlacePage& page);
access::Change insert_publicity(store::Transaction& tx, const Publicity& publicity);
// Of before the day; how many, at most the limit.
std::int64_t erase_publicity(store::Transaction& tx, Day before, int limit);

}  // namespace weige::work
