// Publication: a table of counts that leaves the house. What can be asked for, and how counts of areas become
// a table of which no small count can be worked out. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/ids.h"
#include "base/clock.h"
#include "base/result.h"
#include "town/disclosure.h"

namespace weige::town {

using PublicationId = Id<struct PublicationTag>;

// What is counted: residents by main residence, premises, organisations (registry/figures.h).
enum class Measure { residents, premises, organisations };
// By what: from here or elsewhere, how long ago it was confirmed, residential or not. No protected traits.
enum class Breakdown { none, category, confirmed, use };
// One level of the tree at a time. Grids are those in force; what lies in no grid is a row of its own.
enum class Level { town, committee, grid };

std::string_view code(Measure measure);
std::string_view code(Breakdown breakdown);
std::string_view code(Level level);
std::optional<Measure> measure_of(std::string_view code);
std::optional<Breakdown> breakdown_of(std::string_view code);
std::optional<Level> level_of(std::string_view code);

struct TableKind {
  Measure measure = Measure::residents;
  Breakdown breakdown = Breakdown::none;
  Level level = Level::committee;
  bool operator==(const TableKind&) const = default;
};
// Problem: bad_choice, at "breakdown" (the measure is not broken down by that).
Done check(const TableKind& kind);
// The columns of a breakdown, in order; of none one, "".
std::span<const std::string_view> columns_of(Breakdown breakdown);
std::optional<std::size_t> column_of(Breakdown breakdown, std::string_view part);

// An area that is told of, and in which one it lies; what is in no grid stands for its committee.
struct NamedArea {
  std::int64_t area = 0;
  std::string name;
  std::string within = {};  // of a grid: its committee's name
};

// A row as it is told: rounded numbers, none where nothing is told. Cells in the order of columns_of; of no
// breakdown there are none.
struct ToldRow {
  NamedArea area;
  std::optional<std::int64_t> total;
  std::vector<std::optional<std::int64_t>> cells = {};
};

struct Publication {
  PublicationId id;  // 0: a preview
  TableKind kind;
  int number = 0;  // of its kind: 1, 2, ...
  Day as_of;
  Instant made{};
  std::string by = {};  // title of the post
  std::int64_t least_told = kLeastTold, rounded_to = kRoundedTo;
  std::int64_t border_rows = 0;  // not told by themselves because borders moved since that one:
  std::optional<PublicationId> border_publication = {};
  std::vector<ToldRow> rows = {};  // the town first
};

// The rows of the level, the town before them. names: of every area in the tree at that level.
std::vector<ToldRow> told_rows(const AreaCounts& town, const Told& told, const TableKind& kind,
                               std::span<const NamedArea> names);
// How many rows but the town's are told in part or not at all.
std::int64_t rows_not_told(const Publication& publication);

// Before a table is published again, a month has to begin: who watches numbers daily sees who makes them
// jump.
std::string publication_month(Day as_of);
// For how long an earlier table is thought of: what it did not tell stays untold, and moved borders count.
inline constexpr std::chrono::days kRemembered{366};

}  // namespace weige::town
