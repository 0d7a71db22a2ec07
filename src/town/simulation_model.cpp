#include "town/simulation_model.h"

#include <algorithm>
#include <array>

#include "registry/code_lists.h"

namespace weige::town {

enum class ErrorModel::Ask : std::uint64_t {
  all_gone = 1,
  taken_over,
  how_many_came,
  is_let,
  one_gone,
  one_more,
  how_many_more,
  restless,
  steady,
  all_leave,
  one_leaves,
  one_comes,
  answers,
  notices,
  listed,
  list_day,
  omits,
  still_names,
  wrong,
  which,
  changes,
  leaves_or_comes,
  claims_gone,
  claims_new
};

namespace {

constexpr std::array<std::string_view, kDoorKinds> kDoorKindCodes{"owned", "let", "dormitory", "vacant",
                                                                  "workplace"};

// Nobody has counted these in 徐泾; they are assumptions, set once before anything was run. In order:
// all_gone, taken_over, one_gone, one_more, most_more, all_leave, one_leaves, one_comes, answers, listed.
// owned: people who own their home move about once in twenty years; children and parents come and go unseen.
// let: tenants stay two years or so; about one move in three is told to nobody for months.
// dormitory: beds change hands several times a year, and whoever runs the house reports most of it.
// vacant: some homes that stand empty on paper are let on the quiet.
// workplace: few people live where they work.
constexpr std::array<DoorRates, kDoorKinds> kRealRates{{
    {0.015, 0.60, 0.015, 0.025, 2, 0.004, 0.002, 0.004, 0.62, 0.00},
    {0.090, 0.70, 0.040, 0.080, 2, 0.035, 0.010, 0.020, 0.52, 0.15},
    {0.040, 0.80, 0.120, 0.200, 3, 0.020, 0.080, 0.150, 0.70, 0.60},
    {0.000, 0.00, 0.000, 0.060, 3, 0.020, 0.005, 0.020, 0.52, 0.00},
    {0.010, 0.30, 0.030, 0.010, 2, 0.003, 0.005, 0.003, 0.75, 0.00},
}};

// Means of 1: 0.6 of doors are quiet, 0.1 change hands all the time; a quarter of doors each are rarely and
// mostly at home. Both are the door's for good.
struct DoorTrait {
  double share, factor;
};
constexpr std::array<DoorTrait, 3> kRestless{{{0.60, 0.25}, {0.30, 1.50}, {0.10, 4.00}}};
constexpr std::array<DoorTrait, 3> kSteady{{{0.25, 0.70}, {0.50, 1.00}, {0.25, 1.30}}};

double trait_of(const std::array<DoorTrait, 3>& traits, double chance) {
  for (const auto& trait : traits) {
    if (chance < trait.share) return trait.factor;
    chance -= trait.share;
  }
  return traits.back().factor;
}

void one_comes(TrueDoor& now) {
  now.people.insert(now.people.begin(), --now.newest);  // below all others
}

// A person and a day as one number.
std::int64_t person_on(std::int64_t person, int day) {
  return person * 4096 + day;
}

}  // namespace

std::string_view code(DoorKind kind) {
  return kDoorKindCodes[static_cast<std::size_t>(kind)];
}

DoorKind door_kind_of(std::string_view use, const std::set<std::string>& labels, std::size_t registered) {
  if (use == "dormitory" || labels.contains("dormitory")) return DoorKind::dormitory;
  if (!registry::is_residential_use(use)) return DoorKind::workplace;
  if (registered == 0) return DoorKind::vacant;
  for (const auto* let : {"let", "overcrowded_let", "guesthouse"})
    if (labels.contains(let)) return DoorKind::let;
  return use == "apartment" ? DoorKind::let : DoorKind::owned;
}

std::string_view code(ErrorWorld world) {
  return world == ErrorWorld::real ? "real" : "null";
}

std::optional<ErrorWorld> error_world_of(std::string_view text) {
  for (const auto each : {ErrorWorld::real, ErrorWorld::null})
    if (code(each) == text) return each;
  return std::nullopt;
}

const DoorRates& door_rates(DoorKind kind) {
  return kRealRates[static_cast<std::size_t>(kind)];
}

double ErrorModel::chance(Ask ask, const ModelDoor& door, std::int64_t item) const {
  auto random = random_.branch(static_cast<std::uint64_t>(ask))
                    .branch(static_cast<std::uint64_t>(door.premises))
                    .branch(static_cast<std::uint64_t>(item));
  return static_cast<double>(random.next() >> 11U) * 0x1p-53;
}

std::size_t ErrorModel::pick(Ask ask, const ModelDoor& door, std::int64_t item, std::size_t of) const {
  return std::min(of - 1, static_cast<std::size_t>(chance(ask, door, item) * static_cast<double>(of)));
}

TrueDoor ErrorModel::at_start(const ModelDoor& door) const {
  TrueDoor now{.kind = door.kind, .people = door.people};
  if (world_ == ErrorWorld::null) {
    if (chance(Ask::wrong, door) < kNullWrong) change_one(door, now, -1);
    return now;
  }
  now.restless = trait_of(kRestless, chance(Ask::restless, door));
  now.steady = trait_of(kSteady, chance(Ask::steady, door));
  start_real(door, now);
  return now;
}

void ErrorModel::start_real(const ModelDoor& door, TrueDoor& now) const {
  const auto& rates = door_rates(door.kind);
  if (!door.people.empty() && chance(Ask::all_gone, door) < rates.all_gone * now.restless) {
    take_over(door, now, -1);
    return;
  }
  std::erase_if(now.people,
                [&](std::int64_t person) { return chance(Ask::one_gone, door, person) < rates.one_gone; });
  if (chance(Ask::one_more, door) >= rates.one_more * now.restless) return;
  const auto more = 1 + pick(Ask::how_many_more, door, 0, static_cast<std::size_t>(rates.most_more));
  for (std::size_t i = 0; i < more; ++i) one_comes(now);
  if (door.kind == DoorKind::vacant) now.kind = DoorKind::let;
}

void ErrorModel::take_over(const ModelDoor& door, TrueDoor& now, std::int64_t item) const {
  const auto& rates = door_rates(now.kind);
  now.people.clear();
  if (chance(Ask::taken_over, door, item) >= rates.taken_over) return;
  const auto came = 1 + pick(Ask::how_many_came, door, item, static_cast<std::size_t>(rates.most_more) + 1);
  for (std::size_t i = 0; i < came; ++i) one_comes(now);
  if (now.kind == DoorKind::owned && chance(Ask::is_let, door, item) < kTakenOverIsLet)
    now.kind = DoorKind::let;
}

// One goes or one comes, each as likely as the other where somebody is there who was registered at the start.
// Whoever came since does not go again: each change is one wrong fact more, however many live there.
void ErrorModel::change_one(const ModelDoor& door, TrueDoor& now, std::int64_t item) const {
  const auto known = std::ranges::upper_bound(now.people, 0);
  if (known == now.people.end() || chance(Ask::leaves_or_comes, door, item) < 0.5) {
    one_comes(now);
    return;
  }
  const auto of = static_cast<std::size_t>(now.people.end() - known);
  now.people.erase(known + static_cast<std::ptrdiff_t>(pick(Ask::which, door, item, of)));
}

void ErrorModel::live(const ModelDoor& door, TrueDoor& now, int day) const {
  if (world_ == ErrorWorld::real)
    live_real(door, now, day);
  else if (chance(Ask::changes, door, day) < kNullChangesAMonth / kDaysOfMonth)
    change_one(door, now, day);
}

void ErrorModel::live_real(const ModelDoor& door, TrueDoor& now, int day) const {
  const auto& rates = door_rates(now.kind);
  const double daily = now.restless / kDaysOfMonth;
  if (!now.people.empty() && chance(Ask::all_leave, door, day) < rates.all_leave_a_month * daily) {
    take_over(door, now, day);
    return;
  }
  std::erase_if(now.people, [&](std::int64_t person) {
    return chance(Ask::one_leaves, door, person_on(person, day)) < rates.one_leaves_a_month * daily;
  });
  if (chance(Ask::one_comes, door, day) < rates.one_comes_a_month * daily) one_comes(now);
}

bool ErrorModel::answers(const ModelDoor& door, const TrueDoor& now, int day) const {
  const double drawn = chance(Ask::answers, door, day);
  if (world_ == ErrorWorld::null) return drawn < kNullAnswers;
  if (now.people.empty() && now.kind != DoorKind::workplace) return drawn < kToldOfEmpty;
  return drawn < door_rates(now.kind).answers * now.steady;
}

bool ErrorModel::notices(const ModelDoor& door, const TrueDoor& now, std::int64_t person, int day) const {
  const bool lives_there = std::ranges::binary_search(now.people, person);
  if (world_ == ErrorWorld::null) return chance(Ask::notices, door, person_on(person, day)) < kNullNotices;
  return chance(Ask::notices, door, person_on(person, day)) < (lives_there ? kNoticesMissing : kNoticesGone);
}

std::optional<std::vector<std::int64_t>> ErrorModel::listed(const ModelDoor& door, const TrueDoor& now,
                                                            int day) const {
  const int month = day / kDaysOfMonth;
  const double share = world_ == ErrorWorld::null ? kNullListed : door_rates(door.kind).listed_a_month;
  if (chance(Ask::listed, door, month) >= share) return std::nullopt;
  if (pick(Ask::list_day, door, month, kDaysOfMonth) != static_cast<std::size_t>(day % kDaysOfMonth))
    return std::nullopt;
  return world_ == ErrorWorld::null ? list_of_null(door, day) : list_of_real(door, now, day);
}

std::vector<std::int64_t> ErrorModel::list_of_real(const ModelDoor& door, const TrueDoor& now,
                                                   int day) const {
  std::vector<std::int64_t> out;
  for (const auto person : now.people)
    if (chance(Ask::omits, door, person_on(person, day)) >= kListOmits) out.push_back(person);
  for (const auto person : door.people)
    if (!std::ranges::binary_search(now.people, person) &&
        chance(Ask::still_names, door, person_on(person, day)) < kListStillNames)
      out.push_back(person);
  std::ranges::sort(out);
  return out;
}

// As the register was at the start, but for claims that nothing stands behind.
std::vector<std::int64_t> ErrorModel::list_of_null(const ModelDoor& door, int day) const {
  constexpr std::int64_t kNobody = -1'000'000'000;  // lives nowhere
  auto out = door.people;
  if (!out.empty() && chance(Ask::claims_gone, door, day) < kNullListClaims)
    out.erase(out.begin() + static_cast<std::ptrdiff_t>(pick(Ask::omits, door, day, out.size())));
  if (chance(Ask::claims_new, door, day) < kNullListClaims) out.insert(out.begin(), kNobody - day);
  return out;
}

}  // namespace weige::town
