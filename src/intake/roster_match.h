// Whom each row of a roster speaks of: one person of the register, nobody in it, or several whom a person
// must look at. Pure. Never the first of several: two rows that claim one person and do not agree are both
// looked at.
#pragma once

#include <span>
#include <vector>

#include "intake/roster_import.h"

namespace weige::intake {

// A chosen person of 0 is somebody the register does not know. None: the candidates are for a person to look
// at.
struct RowMatch {
  std::optional<std::int64_t> person = {};
  double probability = 0;  // of the choice
  std::vector<registry::LikelyPerson> candidates = {};
  std::uint32_t same_as_row = 0;  // an earlier row that says the same
};

// The person whose document number a row gives exactly, 0 = nobody's. Under the same name it is that person,
// whatever else differs.
struct NumberOwner {
  std::int64_t person = 0;
  bool same_name = false;
};

// In the order of the rows; rows that are not usable have no match.
struct Matching {
  std::span<const RosterRow> rows;
  const registry::PeopleMatches& matches;
  std::span<const NumberOwner> number_owner;
};
std::vector<RowMatch> choose_people(const Matching& matching);

}  // namespace weige::intake
