#include "town/publication.h"

#include <algorithm>
#include <array>

namespace weige::town {
namespace {

constexpr std::array<std::string_view, 3> kMeasures{"residents", "premises", "organisations"};
constexpr std::array<std::string_view, 4> kBreakdowns{"none", "category", "confirmed", "use"};
constexpr std::array<std::string_view, 3> kPublishedLevels{"town", "committee", "grid"};

constexpr std::array<std::string_view, 1> kNoColumns{""};
// Codes of the register's categories (registry/code_lists.h); unknown: not entered.
constexpr std::array<std::string_view, 4> kCategoryColumns{"registered_here", "elsewhere_mainland",
                                                           "outside_mainland", "unknown"};
constexpr std::array<std::string_view, 5> kConfirmedColumns{"d30", "d90", "d180", "d365", "older"};
constexpr std::array<std::string_view, 2> kUseColumns{"residential", "other"};

template <class Choice>
std::optional<Choice> choice_of(auto&& codes, std::string_view text) {
  const auto found = std::ranges::find(codes, text);
  if (found == codes.end()) return std::nullopt;
  return static_cast<Choice>(found - codes.begin());
}

ToldRow told_row(const AreaCounts& counts, const Told& told, const NamedArea& named, Breakdown breakdown) {
  ToldRow out{.area = named, .total = std::nullopt};
  if (told.total) out.total = rounded(counts.total());
  if (breakdown == Breakdown::none) return out;
  for (std::size_t c = 0; c < counts.parts.size(); ++c)
    out.cells.push_back(told.parts[c] ? std::optional(rounded(counts.parts[c])) : std::nullopt);
  return out;
}

}  // namespace

std::string_view code(Measure measure) {
  return kMeasures.at(static_cast<std::size_t>(measure));
}
std::string_view code(Breakdown breakdown) {
  return kBreakdowns.at(static_cast<std::size_t>(breakdown));
}
std::string_view code(Level level) {
  return kPublishedLevels.at(static_cast<std::size_t>(level));
}
std::optional<Measure> measure_of(std::string_view text) {
  return choice_of<Measure>(kMeasures, text);
}
std::optional<Breakdown> breakdown_of(std::string_view text) {
  return choice_of<Breakdown>(kBreakdowns, text);
}
std::optional<Level> level_of(std::string_view text) {
  return choice_of<Level>(kPublishedLevels, text);
}

Done check(const TableKind& kind) {
  const bool of_residents = kind.breakdown == Breakdown::category || kind.breakdown == Breakdown::confirmed;
  const bool fits = kind.breakdown == Breakdown::none || of_residents == (kind.measure == Measure::residents);
  if (!fits) return problem(ProblemCode::bad_choice, "breakdown");
  return done();
}

std::span<const std::string_view> columns_of(Breakdown breakdown) {
  switch (breakdown) {
    case Breakdown::category:
      return kCategoryColumns;
    case Breakdown::confirmed:
      return kConfirmedColumns;
    case Breakdown::use:
      return kUseColumns;
    case Breakdown::none:
      break;
  }
  return kNoColumns;
}

std::optional<std::size_t> column_of(Breakdown breakdown, std::string_view part) {
  return choice_of<std::size_t>(columns_of(breakdown), part);
}

std::vector<ToldRow> told_rows(const AreaCounts& town, const Told& told, const TableKind& kind,
                               std::span<const NamedArea> names) {
  std::vector<ToldRow> out{told_row(town, told, names.front(), kind.breakdown)};
  std::size_t next = 1;
  const auto add = [&](const AreaCounts& counts, const Told& of) {
    out.push_back(told_row(counts, of, names[next++], kind.breakdown));
  };
  if (kind.level == Level::town) return out;
  for (std::size_t i = 0; i < town.within.size(); ++i) {
    const auto& committee = town.within[i];
    if (kind.level == Level::committee) {
      add(committee, told.within[i]);
      continue;
    }
    for (std::size_t k = 0; k < committee.within.size(); ++k)
      add(committee.within[k], told.within[i].within[k]);
  }
  return out;
}

std::int64_t rows_not_told(const Publication& publication) {
  return std::count_if(publication.rows.begin() + 1, publication.rows.end(), [](const ToldRow& row) {
    return !row.total || std::ranges::any_of(row.cells, [](const auto& cell) { return !cell; });
  });
}

std::string publication_month(Day as_of) {
  return month_of(as_of);
}

}  // namespace weige::town
