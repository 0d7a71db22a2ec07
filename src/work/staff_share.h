// L6: full-time grid staff (专职网格员) do at least a set share of the month's changes to residents' records
// in the grid, as the one who found what was changed or as the one who entered it. Values and rules, pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace weige::work {

// 新增, 变更, 注销.
enum class ChangeSort { add, change, cancellation };
std::string_view code(ChangeSort sort);

struct SortedChanges {
  std::int64_t adds = 0, changes = 0, cancellations = 0;
  std::int64_t all() const { return adds + changes + cancellations; }
  void count(ChangeSort sort, std::int64_t times);
  bool operator==(const SortedChanges&) const = default;
};

struct StaffShare {
  std::int64_t area_id = 0;
  SortedChanges grid_staff, all;
  std::optional<double> share() const;  // none: nothing changed
};
// How many changes grid staff must have had a hand in; one where nothing changed, since a month without
// upkeep is no month in which it was kept.
std::int64_t least_of_staff(const SortedChanges& all, double least_share);

// One act's changes to one resident, as the counters count them: the weightiest.
struct StaffChange {
  std::int64_t id = 0;  // of its last entry in the ledger
  ChangeSort sort = ChangeSort::change;
  std::int64_t person = 0;
  Instant at{};
  bool by_grid_staff = false;
  std::string entered_by = {};  // title of the post
};

}  // namespace weige::work
