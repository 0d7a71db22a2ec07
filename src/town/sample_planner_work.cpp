// The second half of SamplePlanner: organisations and staff, and what the register's own people do.
#include <algorithm>

#include "town/sample_names.h"
#include "town/sample_planner.h"

namespace weige::town {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

struct Share {
  std::string_view use;
  int per_100_000;  // places for so many residents
};
constexpr std::array kShares{Share{"shop", 1300},  Share{"office", 900},   Share{"market", 320},
                             Share{"factory", 90}, Share{"warehouse", 60}, Share{"hotel", 18},
                             Share{"school", 26},  Share{"medical", 16},   Share{"public", 50}};

}  // namespace

void SamplePlanner::add_firms() {
  for (std::size_t at = 0; at < plan_.stays.size(); ++at) {
    const auto& stay = plan_.stays[at];
    const int age = people_.age(plan_.people[static_cast<std::size_t>(stay.person)].person);
    if (!stay.last && age >= 19 && age <= 59) workers_.push_back(stay.person);
  }
  for (std::size_t i = workers_.size(); i > 1; --i)
    std::swap(workers_[i - 1], workers_[static_cast<std::size_t>(random_.below(static_cast<int>(i)))]);
  for (const auto& [use, per_100_000] : kShares) {
    // What is left over after whole places is the chance of one more.
    int places = plan_.residents * per_100_000 / 100'000;
    if (random_.below(100'000) < plan_.residents * static_cast<std::int64_t>(per_100_000) % 100'000) ++places;
    for (int i = 0; i < places; ++i) {
      const int door = static_cast<int>(plan_.doors.size());
      plan_.doors.push_back({.place = use == "shop"     ? places_.shop()
                                      : use == "office" ? places_.office()
                                      : use == "market" ? places_.stall()
                                                        : places_.plot(use)});
      if (use == "shop") plan_.doors.back().label = "shop";
      if (!random_.chance(930)) {
        if (use != "shop") plan_.doors.back().label = "vacant";
        continue;
      }
      add_firm_at(door, period_.start() - days{random_.between(70, 4500)}, true);
    }
  }
}

void SamplePlanner::add_firm_at(int door, sys_days since, bool at_start) {
  const int firm = static_cast<int>(plan_.firms.size());
  const auto use = plan_.doors[static_cast<std::size_t>(door)].place.use;
  SampleFirm out{.organisation = sample_organisation(random_, numbers_, plan_.committee, use),
                 .door = door,
                 .since = since};
  const auto sex = random_.chance(600) ? standards::Sex::male : standards::Sex::female;
  out.contact_name =
      std::string(sample_surname(random_)) + sample_given(random_, random_.between(1965, 2000), sex);
  if (random_.chance(950)) out.contact_phone = numbers_.mobile();
  plan_.firms.push_back(std::move(out));
  staff(firm, at_start);
  may_close(firm);
}

// The staff there from the start is entered with the organisation; others as they come.
void SamplePlanner::staff(int firm, bool at_start) {
  const auto since = plan_.firms[static_cast<std::size_t>(firm)].since;
  const auto known = at_start ? moment(period_.start() + days{random_.between(1, 4)})
                              : moment(since + days{random_.between(3, 20)});
  event(known, SampleDo::open_firm, firm).day = since;
  const int count = plan_.firms[static_cast<std::size_t>(firm)].organisation.staff;
  for (int i = 0; i < count; ++i) {
    const auto latest = at_start ? period_.start() - days{61} : since + days{20};
    hire(firm, some_day(std::max(since, latest - days{2000}), latest), known);
  }
}

// A resident who has no job yet, or somebody from elsewhere.
int SamplePlanner::find_worker() {
  if (!workers_.empty() && random_.chance(560)) {
    const int person = workers_.back();
    workers_.pop_back();
    return person;
  }
  plan_.people.push_back({people_.worker(random_)});
  person_known_.push_back({});
  return static_cast<int>(plan_.people.size()) - 1;
}

void SamplePlanner::hire(int firm, sys_days from, sys_seconds known) {
  const int person = find_worker(), job = static_cast<int>(plan_.jobs.size());
  auto& into = plan_.firms[static_cast<std::size_t>(firm)];
  const auto use = plan_.doors[static_cast<std::size_t>(into.door)].place.use;
  plan_.jobs.push_back(
      {.person = person, .organisation = firm, .title = sample_job(random_, use), .from = from});
  const auto person_known = person_known_[static_cast<std::size_t>(person)];
  if (known >= person_known) {
    person_known_[static_cast<std::size_t>(person)] = known;
    // With the organisation's own event, which is the last of its kind for it.
    auto& events = plan_.events;
    const auto opening = std::find_if(events.rbegin(), events.rend(), [&](const SampleEvent& each) {
      return each.what == SampleDo::open_firm && each.subject == firm;
    });
    opening->items.push_back(job);
  } else {  // comes to live here later, and is then found to work here
    const auto day = std::chrono::floor<days>(person_known) + days{1};
    plan_.jobs.back().from = std::max(from, day - days{20});
    event(std::max(moment(day), person_known + hours{1}), SampleDo::hire, job);
  }
  may_quit(job);
}

void SamplePlanner::may_quit(int job) {
  const auto& employment = plan_.jobs[static_cast<std::size_t>(job)];
  const auto from =
      std::max({employment.from, period_.start(),
                std::chrono::floor<days>(person_known_[static_cast<std::size_t>(employment.person)])}) +
      days{40};
  const auto latest = period_.last_day() - days{20};
  if (from >= latest || !random_.chance(200)) return;
  const auto day = some_day(from, latest);
  auto& quit = event(moment(day + days{random_.between(1, 12)}), SampleDo::quit, job);
  quit.day = day;
}

void SamplePlanner::may_close(int firm) {
  const auto since = plan_.firms[static_cast<std::size_t>(firm)].since;
  const int door = plan_.firms[static_cast<std::size_t>(firm)].door;
  const auto from = std::max(since, period_.start()) + days{80}, latest = period_.last_day() - days{40};
  if (from >= latest || !random_.chance(150)) return;
  const auto day = some_day(from, latest);
  event(moment(day + days{random_.between(2, 15)}), SampleDo::close_firm, firm).day = day;
  const auto next = day + days{random_.between(25, 120)};
  if (next < period_.last_day() - days{25}) add_firm_at(door, next, false);
}

// What stood when the register began, lane by lane in the month before the history starts.
void SamplePlanner::add_survey() {
  constexpr int kBlock = 48;
  const int doors = static_cast<int>(plan_.doors.size());
  const int blocks = (doors + kBlock - 1) / kBlock;
  for (int block = 0; block < blocks; ++block) {
    const auto day =
        period_.start() - days{55} + days{static_cast<int>(static_cast<std::int64_t>(block) * 50 / blocks)};
    auto& survey = event(moment(day), SampleDo::survey, block * kBlock);
    survey.to = std::min(doors, (block + 1) * kBlock);
    survey.day = day;
  }
}

// Officers and coordinators go round: about every second block of doors is confirmed once or twice in the two
// years.
void SamplePlanner::add_visits() {
  const int doors = static_cast<int>(plan_.doors.size());
  for (int first = 0; first < doors;) {
    const int next = std::min(doors, first + random_.between(6, 14));
    for (int visits = random_.chance(450) ? random_.between(1, 2) : 0; visits > 0; --visits) {
      auto& visit =
          event(moment(some_day(period_.start() + days{5}, period_.last_day())), SampleDo::visit, first);
      visit.to = next;
    }
    first = next;
  }
}

void SamplePlanner::add_corrections() {
  for (std::size_t at = 0; at < plan_.stays.size(); ++at) {
    const auto stay = plan_.stays[at];
    if (stay.last) continue;
    auto& person = plan_.people[static_cast<std::size_t>(stay.person)];
    const auto known = std::chrono::floor<days>(person_known_[static_cast<std::size_t>(stay.person)]);
    const auto from = std::max(known, period_.start()) + days{3}, latest = period_.last_day();
    if (from >= latest) continue;
    const auto correct = [&](std::string_view field, std::string value) {
      auto& event_ = event(moment(some_day(from, latest)) + minutes{30}, SampleDo::correct, stay.person);
      event_.text = field;
      event_.value = std::move(value);
    };
    if (!person.person.phone.empty() && random_.chance(45)) correct("phone", numbers_.mobile());
    if (stay.person < arrived_) continue;  // came from another committee: written already
    if (random_.chance(2) && person.person.category != "outside_mainland" &&
        person.person.name.size() <= 12) {
      const auto right = person.person.name;
      person.person.name = sample_misheard(right, sample_given(random_, 1975, person.person.sex));
      if (person.person.name != right) correct("name", right);
    }
    if (random_.chance(12) && !person.person.registered_place.empty())
      correct("registered_place", std::exchange(person.person.registered_place, {}));
    if (from + days{20} >= latest - days{40}) continue;
    if (random_.chance(8)) {  // whether it is so is still to be found out
      const auto day = some_day(latest - days{16}, latest);
      auto& report = event(moment(day) + hours{2}, SampleDo::reported_gone, stay.door);
      report.items = {static_cast<int>(at)};
      report.day = day;
    } else if (random_.chance(3)) {
      const auto wrong = moment(some_day(from + days{20}, latest - days{20})) + hours{3};
      event(wrong, SampleDo::mistake, static_cast<int>(at));
      event(moment(std::chrono::floor<days>(wrong) + days{random_.between(1, 6)}) + hours{4},
            SampleDo::take_back, static_cast<int>(at));
    }
  }
}

SamplePlan plan_committee(const SampleCommittee& committee, int residents, const SamplePeriod& period,
                          SampleNumbers& numbers, const SampleRandom& random, SampleArrivals arrivals) {
  SamplePlan plan{.committee = committee};
  SamplePlanner planner(plan, period, numbers,
                        random.branch(static_cast<std::uint64_t>(committee.index) + 100));
  planner.add_movers(std::move(arrivals));
  planner.add_homes(residents);
  planner.add_firms();
  planner.add_survey();
  planner.add_visits();
  planner.add_corrections();
  std::ranges::stable_sort(plan.events, {}, &SampleEvent::at);
  return plan;
}

}  // namespace weige::town
