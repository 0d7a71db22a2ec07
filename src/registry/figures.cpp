#include "registry/figures.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "registry/address.h"
#include "registry/code_lists.h"

namespace weige::registry {
namespace {

constexpr std::array<std::string_view, 8> kFigures{"addresses",     "covered", "premises", "residents",
                                                   "organisations", "workers", "category", "confirmed"};
constexpr std::array<std::string_view, 5> kBuckets{"d30", "d90", "d180", "d365", "older"};
constexpr std::array kDays{30, 90, 180, 365};

std::string_view part_of(const Place& place) {
  if (!place.use) return kUnknown;
  return is_residential_use(*place.use) ? kResidential : kOther;
}

}  // namespace

std::string_view code(Figure figure) {
  return kFigures.at(static_cast<std::size_t>(figure));
}

std::optional<Figure> figure_of(std::string_view text) {
  const auto found = std::ranges::find(kFigures, text);
  if (found == kFigures.end()) return std::nullopt;
  return static_cast<Figure>(found - kFigures.begin());
}

bool is_leaf(const Place& place) {
  return place.is_current && !place.has_children && can_hold_premises(place.level);
}

bool is_covered(const Place& place) {
  if (!is_leaf(place) || !place.use) return false;
  return place.is_lived_in || place.organisations > 0 || place.is_vacant || *place.use == "public";
}

void add(Figures& figures, const FigureKey& key, std::int64_t amount) {
  if (amount == 0) return;
  const auto [entry, fresh] = figures.try_emplace(key, amount);
  if (!fresh && (entry->second += amount) == 0) figures.erase(entry);
}

void add_place(Figures& figures, const Place& place, int times) {
  const std::string part(part_of(place));
  const auto count = [&](Figure figure, std::int64_t amount) {
    add(figures, {place.area_id, figure, part}, amount * times);
  };
  count(Figure::addresses, is_leaf(place) ? 1 : 0);
  count(Figure::covered, is_covered(place) ? 1 : 0);
  if (!place.use) return;
  count(Figure::premises, 1);
  count(Figure::residents, place.main_residents);
  count(Figure::organisations, place.organisations);
}

std::optional<std::int64_t> area_of_resident(const Record& residence) {
  if (!residence["main_key"]) return std::nullopt;
  return residence.area();
}

std::string_view code(AgeBucket bucket) {
  return kBuckets.at(static_cast<std::size_t>(bucket));
}

std::optional<AgeBucket> age_bucket_of(std::string_view text) {
  const auto found = std::ranges::find(kBuckets, text);
  if (found == kBuckets.end()) return std::nullopt;
  return static_cast<AgeBucket>(found - kBuckets.begin());
}

Day first_day(AgeBucket bucket, Day today) {
  const auto days = kDays.at(static_cast<std::size_t>(bucket));
  return Day{std::chrono::sys_days{today} - std::chrono::days{days}};
}

}  // namespace weige::registry
