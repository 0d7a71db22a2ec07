// Use case of the duty board: the month's cells of the grids in scope, each from records; figures of teams
// and places, none of a named person. Right: read_duties.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/actor.h"
#include "store/database.h"
#include "town/duty_board.h"

namespace weige::town {

struct BoardContext {
  store::Transaction& tx;
  const access::Actor& actor;
  Instant now;
  TownTime town = {};
  Day today() const { return town.day_of(now); }
};

struct BoardGrid {
  access::AreaId id;
  std::string name;
  std::optional<access::AreaId> committee = {};  // where that is in scope too
  std::string committee_name = {};
  bool populated = true;        // has population elements; one without has no coordinator (A1)
  std::vector<DutyCell> cells;  // in the order of duty_lines()
};
struct DutyBoard {
  std::string month;
  std::vector<BoardGrid> grids;  // by committee, then code
};

struct BoardWish {
  std::optional<std::string> month;  // none: this one
  std::optional<std::int64_t> area;  // in scope; none: all of it
};
// Problems: forbidden, bad_date (month), not_found (area).
Result<DutyBoard> read_duty_board(const BoardContext& context, const BoardWish& wish);

}  // namespace weige::town
