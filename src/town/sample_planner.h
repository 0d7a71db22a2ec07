// The making of a SamplePlan, in three parts: homes and who lives there over time, organisations and who
// works there, and what the register's people do about both. Inside of plan_committee only.
#pragma once

#include "town/sample_plan.h"

namespace weige::town {

class SamplePlanner {
 public:
  SamplePlanner(SamplePlan& plan, const SamplePeriod& period, SampleNumbers& numbers, SampleRandom random)
      : plan_(plan),
        period_(period),
        numbers_(numbers),
        people_(numbers, period.until),
        random_(random),
        places_(plan.committee, random.branch(1)) {}

  void add_movers(SampleArrivals arrivals);
  void add_homes(int residents);
  void add_firms();
  void add_survey();
  void add_visits();
  void add_corrections();

 private:
  // One home, or one room let in a house, through the two years.
  struct Slot {
    int door = 0;
    Tenure tenure = Tenure::owner;
    bool whole = true;  // the door's label follows it
  };
  struct Household {
    std::vector<int> people;
    sys_days from{};
    sys_seconds not_before{};  // the register cannot know of it earlier
    bool known_at_survey = false;
  };

  void add_home();
  void live(Slot slot);
  Household first_household(const Slot& slot);
  Household next_household(const Slot& slot, sys_days from, sys_days cursor);
  std::vector<int> invent_household(Tenure tenure);
  std::optional<sys_days> draw_leave(Tenure tenure, sys_days from);
  std::vector<int> settle(const Slot& slot, const Household& household, std::optional<sys_days> leaves);
  void arrive(const Slot& slot, const std::vector<int>& stays, const Household& household);
  void leave(const Slot& slot, const std::vector<int>& stays, sys_days day);
  void may_die(int stay);
  void add_owner(SampleDoor& door, const Slot& slot);
  std::string_view label_of(Tenure tenure) const;

  void add_firm_at(int door, sys_days since, bool at_start);
  void staff(int firm, bool at_start);
  int find_worker();
  void hire(int firm, sys_days from, sys_seconds known);
  void may_close(int firm);
  void may_quit(int job);

  sys_seconds moment(sys_days day);  // in office hours, on a weekday where possible, not after the last day
  sys_seconds survey_is_over() const;
  sys_days some_day(sys_days from, sys_days to);
  SampleEvent& event(sys_seconds at, SampleDo what, int subject);

  SamplePlan& plan_;
  SamplePeriod period_;
  SampleNumbers& numbers_;
  SamplePeople people_;
  SampleRandom random_;
  SamplePlaces places_;
  int wanted_ = 0, arrived_ = 0;
  std::vector<SampleMovers> movers_;
  std::vector<int> workers_;  // residents of working age without a job, in the order in which they find one
  std::vector<sys_seconds> person_known_;
};

}  // namespace weige::town
