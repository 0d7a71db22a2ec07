// SQL of inspections and urgings. A post sees those of its areas, and those that it made or that are about
// its own work.
#pragma once

#include <optional>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "store/database.h"
#include "work/inspection.h"

namespace weige::work {

inline constexpr access::SubjectKind kInspectionSubjectKind{"inspection"}, kUrgingSubject{"urging"};

// Newest first. state: none means all.
std::vector<Inspection> find_inspections(store::Transaction& tx, const access::Scope& scope,
                                         std::optional<InspectionState> state, const PlacePage& page);
std::optional<Inspection> find_inspection(store::Transaction& tx, const access::Scope& scope,
                                          InspectionId id);
access::Change insert_inspection(store::Transaction& tx, const Inspection& inspection);
// State, answer and use. nullopt: somebody was faster.
std::optional<access::Change> update_inspection(store::Transaction& tx, const Inspection& after);

// to: what reached the post; by: what it sent. Newest first.
enum class UrgingBox { received, sent };
std::vector<Urging> find_urgings(store::Transaction& tx, access::PostId post, UrgingBox box,
                                 const PlacePage& page);
std::optional<Urging> find_urging(store::Transaction& tx, access::PostId receiver, UrgingId id);
access::Change insert_urging(store::Transaction& tx, const Urging& urging);
access::Change set_urging_seen(store::Transaction& tx, UrgingId id, Day on);

// Made before the day, whatever their state; how many, at most the limit of each.
std::int64_t erase_inspections(store::Transaction& tx, Day before, int limit);

}  // namespace weige::work
