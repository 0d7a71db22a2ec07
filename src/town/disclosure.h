// Disclosure control: which numbers of a table that leaves the house may be told, so that nobody works out
// from them what a count below kLeastTold is, whatever is added and subtracted (boundaries 6). Pure.
//
// Sources: Hundepool et al., Statistical Disclosure Control, Wiley 2012, ch. 4: threshold rule, secondary
// suppression, linked tables, conventional rounding. Bounds of hidden cells: Dobra and Fienberg, PNAS 97
// (2000) 11885, after Fréchet. Decision 33 has the proof. Zero counts as small: a table does not tell
// "nobody" from "a few".
#pragma once

#include <compare>
#include <cstdint>
#include <set>
#include <vector>

namespace weige::town {

// Counts below it are not told, and what is not told stays uncertain by at least as much.
inline constexpr std::int64_t kLeastTold = 10;
// What is told is rounded to a multiple of it, each number by itself, halves up: the same count gives the
// same number in every table and every month. Precondition: count >= kLeastTold.
inline constexpr std::int64_t kRoundedTo = 10;
std::int64_t rounded(std::int64_t count);

// An area with everything beneath it: what it holds by column, and the areas that it consists of. Those have
// as many columns, and add up to it.
struct AreaCounts {
  std::int64_t area = 0;
  std::vector<std::int64_t> parts;
  std::vector<AreaCounts> within = {};
  std::int64_t total() const;
};

// Something that is not told: a column of an area, or all that is known of it. depth: 0 the whole, 1 the
// areas within it, 2 those within these.
inline constexpr int kWholeRow = -1;
struct Untold {
  int depth = 0;
  std::int64_t area = 0;
  int column = kWholeRow;
  auto operator<=>(const Untold&) const = default;
};
using UntoldSet = std::set<Untold>;

// What may be told of an area. With total false nothing is, neither of it nor of what is within it. hidden:
// what is kept back for its own sake or that of the areas beside it; other columns that are not told are
// kept back already in the area that it lies in.
struct Told {
  std::int64_t area = 0;
  bool total = false;
  std::vector<bool> parts = {};
  std::vector<bool> hidden = {};
  std::vector<Told> within = {};
};

// wanted: what shall not be told for another reason than being small. Whoever knows every told number
// exactly, at all depths at once, cannot narrow any count below kLeastTold to fewer than kLeastTold + 1
// values. Precondition: counts are not negative, and each area has the same, positive number of columns.
Told protect(const AreaCounts& whole, const UntoldSet& wanted = {});

// What is kept back, each where it is. Wanted by itself it leads to the same table again.
UntoldSet untold_of(const Told& told);

}  // namespace weige::town
