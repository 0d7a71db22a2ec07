// SQL of visits. The same submission is the same visit. Lists take a Scope; what a door's next visit rests on
// is asked with the door in hand.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "store/database.h"
#include "work/visit.h"

namespace weige::work {

inline constexpr access::SubjectKind kVisitSubject{"visit"};

access::Change insert_visit(store::Transaction& tx, const Visit& visit);
std::optional<Visit> visit_submitted(store::Transaction& tx, std::string_view submission);

struct VisitQuery {
  std::optional<DoorId> door = {};
  std::optional<std::int64_t> area = {};  // with what lies beneath it
  std::optional<access::PostId> post = {};
  std::optional<Day> from = {}, to = {};
  std::int64_t before = 0;  // ids below; 0: from the newest
  int limit = 50;
};
// The newest first.
std::vector<Visit> find_visits(store::Transaction& tx, const access::Scope& scope, const VisitQuery& query);

// On which nobody was met, since that day, with an hour; the oldest first.
std::vector<Visit> failed_visits(store::Transaction& tx, const DoorId& door, Day since);
// Grows with every task and visit at the door.
std::int64_t door_version(store::Transaction& tx, const DoorId& door);
// What could not be registered is an attempt like others from now on. No receipt: the log must not keep it
// either.
void forget_refusals(store::Transaction& tx, const DoorId& door);

// Their exact times and hours, of days before that one; at most `limit`. Whether any were left.
std::int64_t coarsen_visits(store::Transaction& tx, Day before, int limit);
std::int64_t erase_visits(store::Transaction& tx, Day before, int limit);
// Into the areas of their places, with what sits there.
void move_visits(store::Transaction& tx, std::span<const std::int64_t> addresses);

}  // namespace weige::work
