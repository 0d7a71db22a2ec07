#include "town/sample_planner.h"

#include <algorithm>

#include "town/sample_names.h"

namespace weige::town {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// Who leaves within a month, per mille.
int monthly_leaving(Tenure tenure) {
  return tenure == Tenure::owner ? 3 : tenure == Tenure::tenant ? 20 : 38;
}

}  // namespace

SampleEvent& SamplePlanner::event(sys_seconds at, SampleDo what, int subject) {
  plan_.events.push_back({.at = at, .what = what, .subject = subject});
  return plan_.events.back();
}

sys_days SamplePlanner::some_day(sys_days from, sys_days to) {
  if (to <= from) return from;
  return from + days{random_.between(0, static_cast<int>((to - from).count()))};
}

sys_seconds SamplePlanner::moment(sys_days day) {
  const auto weekday = std::chrono::weekday{day}.iso_encoding();
  if (weekday > 5 && random_.chance(850)) day += days{8 - weekday};
  day = std::min(day, period_.last_day());
  // 08:30 to 17:30 of the town, which is eight hours ahead.
  return day + hours{0} + minutes{30 + random_.below(540)} + seconds{random_.below(60)};
}

sys_seconds SamplePlanner::survey_is_over() const {
  return sys_seconds{period_.start()} + hours{10};
}

std::string_view SamplePlanner::label_of(Tenure tenure) const {
  return tenure == Tenure::owner ? "owner_occupied" : tenure == Tenure::tenant ? "let" : "dormitory";
}

void SamplePlanner::add_movers(SampleArrivals arrivals) {
  plan_.people = std::move(arrivals.people);
  movers_ = std::move(arrivals.movers);
  person_known_.resize(plan_.people.size());
  arrived_ = static_cast<int>(plan_.people.size());
}

std::optional<sys_days> SamplePlanner::draw_leave(Tenure tenure, sys_days from) {
  // Early enough that what follows a leaving is over before the end.
  const auto latest = period_.last_day() - days{30};
  for (auto day = std::max(from, period_.start()) + days{35}; day < latest; day += days{30})
    if (random_.chance(monthly_leaving(tenure))) return std::min(day + days{random_.below(30)}, latest);
  return std::nullopt;
}

std::vector<int> SamplePlanner::invent_household(Tenure tenure) {
  std::vector<int> out;
  for (auto& person : people_.household(random_, tenure, std::max(1, wanted_ - plan_.residents))) {
    out.push_back(static_cast<int>(plan_.people.size()));
    plan_.people.push_back({std::move(person)});
    person_known_.push_back({});
  }
  return out;
}

SamplePlanner::Household SamplePlanner::first_household(const Slot& slot) {
  const int most = slot.tenure == Tenure::owner ? 9000 : slot.tenure == Tenure::tenant ? 2200 : 900;
  // More have come lately than long ago.
  const int ago = 20 + static_cast<int>(static_cast<std::int64_t>(random_.below(most)) *
                                        random_.between(100, 1000) / 1000);
  return {.people = invent_household(slot.tenure),
          .from = period_.start() - days{60 + ago},
          .not_before = {},
          .known_at_survey = true};
}

// Somebody of the town who looks for a home, or people from outside.
SamplePlanner::Household SamplePlanner::next_household(const Slot& slot, sys_days from, sys_days cursor) {
  const auto room = static_cast<std::size_t>(std::max(1, wanted_ - plan_.residents));
  const auto found = std::ranges::find_if(movers_, [&](const SampleMovers& movers) {
    return slot.tenure != Tenure::dormitory && movers.people.size() <= room &&
           movers.left + days{1} > cursor && movers.left + days{1} >= from - days{25} &&
           movers.left + days{1} <= from + days{12};
  });
  if (found == movers_.end()) return {.people = invent_household(slot.tenure), .from = from};
  Household out{.people = found->people, .from = found->left + days{1}, .not_before = found->known};
  movers_.erase(found);
  return out;
}

// Their stays; who is born later comes later, who has left before is not among them.
std::vector<int> SamplePlanner::settle(const Slot& slot, const Household& household,
                                       std::optional<sys_days> leaves) {
  std::vector<int> stays;
  for (const int person : household.people) {
    const auto birth = plan_.people[static_cast<std::size_t>(person)].person.birth;
    const auto from = std::max(household.from, birth);
    // A birth is told within six weeks, and nobody leaves before having been told of.
    if (leaves && from > household.from && from + days{50} >= *leaves) continue;
    stays.push_back(static_cast<int>(plan_.stays.size()));
    plan_.stays.push_back({.person = person, .door = slot.door, .from = from, .last = leaves});
  }
  return stays;
}

void SamplePlanner::arrive(const Slot& slot, const std::vector<int>& stays, const Household& household) {
  std::vector<int> together;
  const auto told =
      std::max(moment(household.from + days{random_.weighted(std::array{3, 3, 2, 1, 1, 1, 1, 1, 1, 1})}),
               household.not_before + hours{1});
  for (const int at : stays) {
    auto& stay = plan_.stays[static_cast<std::size_t>(at)];
    auto& known = person_known_[static_cast<std::size_t>(stay.person)];
    if (household.known_at_survey && stay.from < period_.start() - days{60}) {
      plan_.doors[static_cast<std::size_t>(slot.door)].here.push_back(at);
      known = sys_seconds{period_.start()};
      continue;
    }
    if (stay.from > household.from) {  // born here
      stay.known = std::max({moment(stay.from + days{random_.between(5, 40)}), told, survey_is_over()});
      event(stay.known, SampleDo::arrive, slot.door).items = {at};
    } else {
      stay.known = told;
      together.push_back(at);
    }
    known = stay.known;
  }
  if (together.empty()) return;
  auto& arrival = event(told, SampleDo::arrive, slot.door);
  arrival.items = together;
  arrival.day = household.from;
  if (slot.whole) arrival.text = label_of(slot.tenure);
  if (household.known_at_survey) return;
  const bool lately = household.from > period_.last_day() - days{25};
  if (!random_.chance(lately ? 400 : 150)) return;
  const std::string_view state = lately && random_.chance(350) ? "to_verify" : "reported";
  for (const int at : together) plan_.stays[static_cast<std::size_t>(at)].state = state;
  if (lately) return;  // still to be looked at
  const auto seen = std::chrono::floor<days>(told) + days{random_.between(2, 8)};
  event(moment(seen) + hours{1}, SampleDo::verify, slot.door).items = together;
}

void SamplePlanner::leave(const Slot& slot, const std::vector<int>& stays, sys_days day) {
  auto learned = moment(day + days{random_.between(1, 7)});
  if (random_.chance(250)) {
    auto& report = event(learned, SampleDo::reported_gone, slot.door);
    report.items = stays;
    report.day = day;
    learned = moment(std::chrono::floor<days>(learned) + days{random_.between(2, 9)}) + hours{1};
  }
  const bool suspended = day > period_.last_day() - days{90} && random_.chance(120);
  auto& left = event(learned, suspended ? SampleDo::suspend : SampleDo::leave, slot.door);
  left.items = stays;
  left.day = day;
  if (slot.whole) left.text = "vacant";
  const bool stays_in_town = !suspended && random_.chance(slot.tenure == Tenure::owner ? 250 : 350);
  SampleMovers movers{.left = day, .known = learned};
  for (const int at : stays) {
    const int person = plan_.stays[static_cast<std::size_t>(at)].person;
    person_known_[static_cast<std::size_t>(person)] = learned;
    movers.people.push_back(person);
  }
  if (stays_in_town && movers_.size() < 200) movers_.push_back(std::move(movers));
}

void SamplePlanner::may_die(int at) {
  auto& stay = plan_.stays[static_cast<std::size_t>(at)];
  const int age = people_.age(plan_.people[static_cast<std::size_t>(stay.person)].person);
  const int in_two_years = age < 60 ? 1 : age < 70 ? 18 : age < 80 ? 50 : age < 90 ? 150 : 300;
  const auto from = std::max(stay.from, period_.start()) + days{45};
  const auto latest = period_.last_day() - days{20};
  if (from >= latest || !random_.chance(in_two_years)) return;
  const auto day = some_day(from, latest);
  stay.last = day;
  auto& death = event(moment(day + days{random_.between(2, 9)}), SampleDo::leave, stay.door);
  death.items = {at};
  death.day = day;
  death.value = "death";
}

void SamplePlanner::live(Slot slot) {
  auto cursor = period_.start();
  const int lived_in = slot.whole && slot.tenure == Tenure::owner ? 915 : 850;
  bool first = random_.chance(lived_in);
  auto& label = plan_.doors[static_cast<std::size_t>(slot.door)].label;
  if (slot.whole) label = first ? label_of(slot.tenure) : "vacant";
  while (plan_.residents < wanted_) {
    const auto from = cursor + days{random_.between(2, slot.tenure == Tenure::owner ? 300 : 100)};
    if (!first && from > period_.last_day()) return;
    const auto household = first ? first_household(slot) : next_household(slot, from, cursor);
    const auto leaves = draw_leave(slot.tenure, household.from);
    const auto stays = settle(slot, household, leaves);
    arrive(slot, stays, household);
    if (!leaves)
      for (const int stay : stays) {
        may_die(stay);
        if (!plan_.stays[static_cast<std::size_t>(stay)].last) ++plan_.residents;
      }
    if (!leaves) return;
    if (!stays.empty()) leave(slot, stays, *leaves);
    cursor = *leaves;
    first = false;
    const bool may_be_let = slot.whole && slot.tenure != Tenure::dormitory && !plan_.committee.is_village;
    if (may_be_let) slot.tenure = random_.chance(700) ? Tenure::tenant : Tenure::owner;
  }
}

void SamplePlanner::add_owner(SampleDoor& door, const Slot& slot) {
  if (slot.tenure == Tenure::dormitory) return;
  const auto sex = random_.chance(600) ? standards::Sex::male : standards::Sex::female;
  if (slot.tenure == Tenure::tenant || random_.chance(300)) {
    door.owner_name =
        std::string(sample_surname(random_)) + sample_given(random_, random_.between(1955, 1995), sex);
    if (random_.chance(900)) door.owner_phone = numbers_.mobile();
  }
  if (slot.tenure == Tenure::tenant && random_.chance(160)) {
    door.agent_name =
        std::string(sample_surname(random_)) + sample_given(random_, random_.between(1975, 2003), sex);
    door.agent_phone = numbers_.mobile();
  }
}

void SamplePlanner::add_home() {
  Slot slot{.door = static_cast<int>(plan_.doors.size())};
  const bool dormitory = random_.chance(plan_.committee.is_village ? 25 : 14);
  SampleDoor door{.place = dormitory ? places_.dormitory_room() : places_.home()};
  const bool apartment = door.place.use == "apartment";
  if (dormitory)
    slot.tenure = Tenure::dormitory;
  else if (!plan_.committee.is_village && random_.chance(apartment ? 850 : 400))
    slot.tenure = Tenure::tenant;
  add_owner(door, slot);
  if (dormitory) door.headcount_limit = 8;
  if (door.place.rooms_to_let > 0) {
    door.second_label = "let";
    door.headcount_limit = random_.chance(300) ? random_.between(8, 16) : 0;
  } else if (slot.tenure == Tenure::tenant && random_.chance(14)) {
    door.second_label = random_.chance(600) ? "overcrowded_let" : "guesthouse";
  }
  const int rooms = door.place.rooms_to_let;
  plan_.doors.push_back(std::move(door));
  live(slot);
  for (int i = 0; i < rooms; ++i) live({.door = slot.door, .tenure = Tenure::tenant, .whole = false});
}

void SamplePlanner::add_homes(int residents) {
  wanted_ = residents;
  while (plan_.residents < wanted_) add_home();
  plan_.movers = movers_;
}

}  // namespace weige::town
