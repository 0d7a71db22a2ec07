#include "work/staff_share.h"

#include <algorithm>
#include <cmath>

namespace weige::work {

std::string_view code(ChangeSort sort) {
  if (sort == ChangeSort::add) return "add";
  return sort == ChangeSort::cancellation ? "cancellation" : "change";
}

void SortedChanges::count(ChangeSort sort, std::int64_t times) {
  if (sort == ChangeSort::add) adds += times;
  if (sort == ChangeSort::change) changes += times;
  if (sort == ChangeSort::cancellation) cancellations += times;
}

std::optional<double> StaffShare::share() const {
  if (all.all() == 0) return std::nullopt;
  return static_cast<double>(grid_staff.all()) / static_cast<double>(all.all());
}

std::int64_t least_of_staff(const SortedChanges& all, double least_share) {
  const auto least = std::ceil(least_share * static_cast<double>(all.all()) - 1e-9);
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(least));
}

}  // namespace weige::work
