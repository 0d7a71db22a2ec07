// SQL of what the sample town's staff finds in a grid: its doors as they were last confirmed, and the
// organisations there. Of the sample town alone, which asks in nobody's name.
#pragma once

#include <string>
#include <vector>

#include "access/ids.h"
#include "store/database.h"

namespace weige::town {

struct SampleResidence {
  std::int64_t id = 0, version = 0;
  std::int64_t person = 0, person_version = 0;
};
struct SampleHome {
  std::int64_t premises = 0, version = 0;
  std::string address, use;
  Day touched{};  // the newest day of anything that is recorded there
  std::vector<SampleResidence> residents = {};
};
// Where people live and all records are current, by id. Those of the area itself. Whose leaving was taken
// back is left out: its newest day does not tell when that was.
std::vector<SampleHome> sample_homes(store::Transaction& tx, access::AreaId area);

struct SampleUnit {
  std::int64_t id = 0, premises = 0;
  std::string name;
};
std::vector<SampleUnit> sample_units(store::Transaction& tx, access::AreaId area);

}  // namespace weige::town
