// SamplePlan: everything that is and happens in one committee of the sample town, as values, before any of it
// is written. Pure: the same seed gives the same plan.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "town/sample_ground.h"
#include "town/sample_organisations.h"
#include "town/sample_people.h"
#include "town/sample_places.h"

namespace weige::town {

using std::chrono::sys_days;
using std::chrono::sys_seconds;

// History runs from `start` to the day before `until`.
struct SamplePeriod {
  sys_days until{};
  sys_days start() const { return until - std::chrono::days{730}; }
  sys_days last_day() const { return until - std::chrono::days{1}; }
};

// `id`s are those of the register's records, given when they are written.
struct SampleResident {
  SamplePerson person;
  std::int64_t id = 0;
};

struct SampleStay {
  int person = 0, door = 0;
  sys_days from{};
  std::optional<sys_days> last = {};
  sys_seconds known{};
  std::string_view state = "current";  // when it is entered
  std::int64_t id = 0;
  std::int64_t operation = 0;  // of a mistake that will be undone
};

struct SampleDoor {
  SamplePlace place;
  std::string owner_name = {}, owner_phone = {}, agent_name = {}, agent_phone = {};
  int headcount_limit = 0;             // 0 = none
  std::string_view label = {};         // who uses it; changes as people come and go
  std::string_view second_label = {};  // beside it, and stays
  std::vector<int> here = {};          // stays known at the survey; afterwards those open
  std::int64_t premises_id = 0, area_id = 0, label_id = 0;
};

struct SampleJob {
  int person = 0, organisation = 0;
  std::string_view title;
  sys_days from{};
  std::int64_t id = 0;
};

struct SampleFirm {
  SampleOrganisation organisation;
  int door = 0;
  sys_days since{};
  std::string contact_name = {}, contact_phone = {};
  std::vector<int> jobs = {};  // open ones
  std::int64_t id = 0;
};

enum class SampleDo {
  survey,
  arrive,
  verify,
  reported_gone,
  leave,
  suspend,
  mistake,
  take_back,
  correct,
  visit,
  open_firm,
  close_firm,
  hire,
  quit
};

struct SampleEvent {
  sys_seconds at{};  // when the register learns of it
  SampleDo what = SampleDo::survey;
  int subject = 0;              // door, person, firm or job, as `what` says
  int to = 0;                   // of survey and visit: one behind the last door
  std::vector<int> items = {};  // stays, or jobs of open_firm
  sys_days day{};               // when it happened
  std::string_view text = {};   // label afterwards, field corrected, reason
  std::string value = {};       // of a correction
};

// A household that has left its home for another in the town, and is looked for there.
struct SampleMovers {
  std::vector<int> people = {};
  sys_days left{};
  sys_seconds known{};
};

struct SamplePlan {
  SampleCommittee committee;
  std::vector<SampleResident> people = {};
  std::vector<SampleDoor> doors = {};
  std::vector<SampleStay> stays = {};
  std::vector<SampleFirm> firms = {};
  std::vector<SampleJob> jobs = {};
  std::vector<SampleEvent> events = {};   // in the order of time
  std::vector<SampleMovers> movers = {};  // who found no home in this committee
  int residents = 0;                      // with a main residence at the end
  SampleSpots spots = {};                 // where addresses stand; empty: nobody has told
};

// What comes over from the committee before: movers whose people are the first of the plan.
struct SampleArrivals {
  std::vector<SampleResident> people = {};
  std::vector<SampleMovers> movers;
};

SamplePlan plan_committee(const SampleCommittee& committee, int residents, const SamplePeriod& period,
                          SampleNumbers& numbers, const SampleRandom& random, SampleArrivals arrivals);

}  // namespace weige::town
