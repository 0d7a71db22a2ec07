#include "town/sample_places.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>

namespace weige::town {
namespace {

// Names are put together from these so that no two committees share one; roads and compounds are invented.
constexpr std::array<std::string_view, 16> kRoadFirst{"明", "青", "云", "华", "秀", "泾", "龙", "盈",
                                                      "徐", "诸", "蟠", "尚", "乐", "嘉", "润", "景"};
constexpr std::array<std::string_view, 8> kRoadLast{"珠", "松", "禾", "溪", "辉", "泽", "桥", "安"};
constexpr std::array<std::string_view, 15> kNameFirst{"玉兰", "春江", "绿洲", "西郊", "徐泾",
                                                      "御澜", "盛世", "金色", "书香", "蟠龙",
                                                      "仁恒", "天安", "翡翠", "紫薇", "银杏"};
constexpr std::array<std::string_view, 8> kNameLast{"花园", "苑",   "佳苑", "新村",
                                                    "公寓", "名邸", "雅苑", "家园"};
constexpr int kRoadsEach = 3, kNamesEach = 3;

constexpr int kMostCommittees = 40;
static_assert(kMostCommittees * kRoadsEach <= 128 && kMostCommittees * kNamesEach <= 120);

std::string road_name(int n) {
  const auto at = static_cast<std::size_t>(n * 37 % 128);
  return fmt::format("{}{}路", kRoadFirst[at % 16], kRoadLast[at / 16]);
}

std::string compound_name(int n) {
  const auto at = static_cast<std::size_t>(n * 37 % 120);
  return fmt::format("{}{}", kNameFirst[at % 15], kNameLast[at / 15]);
}

}  // namespace

SamplePlaces::SamplePlaces(const SampleCommittee& committee, SampleRandom random)
    : committee_(committee), random_(random) {
  assert(committee.index < kMostCommittees);
  for (int i = 0; i < kRoadsEach; ++i)
    roads_.push_back({committee_.area_text + road_name(committee_.index * kRoadsEach + i)});
  if (committee_.is_village) houses_.resize(static_cast<std::size_t>(random_.between(7, 14)));
}

std::string SamplePlaces::even_number(int step) {
  auto& road = roads_[static_cast<std::size_t>(random_.below(kRoadsEach))];
  road.next_even += 2 * random_.between(1, step);
  return road.text + std::to_string(road.next_even);
}

std::string SamplePlaces::odd_number() {
  auto& road = roads_[static_cast<std::size_t>(random_.below(kRoadsEach))];
  road.next_odd += 2;
  return road.text + std::to_string(road.next_odd);
}

SamplePlaces::Building SamplePlaces::new_compound() {
  constexpr std::array<int, 5> kKinds{500, 210, 130, 60, 100};
  Building out;
  out.kind = static_cast<Kind>(random_.weighted(kKinds));
  if (out.kind == Kind::named && names_used_ == kNamesEach) out.kind = Kind::walk_up;
  out.houses = random_.between(5, 22);
  if (out.kind == Kind::tower) {
    out.houses = random_.between(2, 8);
    out.floors = random_.between(11, 24);
    out.on_floor = random_.between(2, 4);
  } else if (out.kind == Kind::branch_lane) {
    out.floors = 1;
    out.on_floor = 1;
  }
  if (out.kind == Kind::named) {
    out.before = committee_.area_text + compound_name(committee_.index * kNamesEach + names_used_++);
    if (out.before.ends_with("公寓")) out.use = "apartment";
  } else {
    out.before = even_number(20) + (out.kind == Kind::estate ? "号" : "弄");
    if (out.kind == Kind::branch_lane) out.before += std::to_string(random_.between(1, 9)) + "支弄";
  }
  return out;
}

// The text of the next room, and moves on.
std::string SamplePlaces::next_room(Building& building) {
  const auto room = fmt::format("{}{:02}室", building.floor, building.room);
  const int house = building.house;
  if (++building.room > building.on_floor) {
    building.room = 1;
    if (++building.floor > building.floors) {
      building.floor = 1;
      ++building.house;
    }
  }
  switch (building.kind) {
    case Kind::estate:
      return fmt::format("{}{}幢{}单元{}", building.before, (house + 1) / 2, house % 2 == 1 ? 1 : 2, room);
    case Kind::rooms:
      return building.before + room;
    case Kind::branch_lane:
      return fmt::format("{}{}号", building.before, house);
    default:
      return fmt::format("{}{}号{}", building.before, house, room);
  }
}

SamplePlace SamplePlaces::village_house() {
  const auto group = static_cast<std::size_t>(random_.below(static_cast<int>(houses_.size())));
  const int house = ++houses_[group];
  auto village = committee_.name.substr(0, committee_.name.find("村委会"));
  if (!village.ends_with("村")) village += "村";
  SamplePlace out{fmt::format("{}{}{}组{}号", committee_.area_text, village, group + 1, house), "home"};
  if (random_.chance(540)) out.rooms_to_let = random_.around(1, 5);
  return out;
}

SamplePlace SamplePlaces::home() {
  if (committee_.is_village) return village_house();
  if (compound_.house > compound_.houses) compound_ = new_compound();
  const auto use = compound_.use;
  return {next_room(compound_), use};
}

SamplePlace SamplePlaces::dormitory_room() {
  if (dormitory_.house > dormitory_.houses)
    dormitory_ = {.kind = Kind::rooms,
                  .before = fmt::format("{}号{}幢", even_number(6), random_.between(2, 6)),
                  .houses = 1,
                  .floors = random_.between(3, 6),
                  .on_floor = random_.between(6, 14)};
  return {next_room(dormitory_), "dormitory"};
}

SamplePlace SamplePlaces::office() {
  if (offices_.house > offices_.houses)
    offices_ = {.kind = Kind::rooms,
                .before = fmt::format("{}号{}幢", even_number(6), random_.chance(500) ? "A" : "B"),
                .houses = 1,
                .floors = random_.between(3, 12),
                .on_floor = random_.between(3, 10)};
  return {next_room(offices_), "office"};
}

SamplePlace SamplePlaces::shop() {
  return {odd_number() + "号", "shop"};
}

SamplePlace SamplePlaces::stall() {
  if (market_.empty()) market_ = even_number(4) + "号";
  return {fmt::format("{}{}室", market_, 100 + ++stalls_), "market"};
}

SamplePlace SamplePlaces::plot(std::string_view use) {
  return {even_number(6) + "号", use};
}

}  // namespace weige::town
