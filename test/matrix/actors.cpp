#include "matrix/actors.h"

#include <algorithm>

namespace weige::matrix {
namespace {

using access::Role;

constexpr std::string_view kAll = "town station team a b c a1 a2 b1 c1";

std::string_view parent_of(std::string_view area) {
  if (area == "town") return {};
  if (area == "team") return "station";
  if (area == "c") return "team";
  if (area == "a1" || area == "a2") return "a";
  if (area == "b1") return "b";
  if (area == "c1") return "c";
  return "town";
}

bool is_beneath(std::string_view area, std::string_view above) {
  for (auto at = parent_of(area); !at.empty(); at = parent_of(at))
    if (at == above) return true;
  return false;
}

}  // namespace

const std::vector<ActorLine>& actor_lines() {
  static const std::vector<ActorLine> all{
      {"nobody", Role::nobody, "town", ""},
      {"office", Role::population_office, "town", kAll},
      {"office for a purpose", Role::population_office, "town", kAll, "data_quality"},
      {"working group", Role::working_group, "town", kAll},
      {"task force a", Role::task_force, "a", "a a1 a2"},
      {"committee a", Role::committee, "a", "a a1 a2", "door_check"},
      {"committee b", Role::committee, "b", "b b1", "door_check"},
      {"station", Role::police_station, "station", "station team c c1", "data_quality"},
      {"team", Role::police_team, "team", "team c c1", "door_check"},
      {"leader a1", Role::grid_leader, "a1", "a1", "door_check"},
      {"officer a", Role::community_officer, "a", "a a1 a2", "door_check"},
      {"coordinator a1", Role::coordinator, "a1", "a1", "door_check"},
      {"helper a", Role::helper, "a", ""},
      {"resident a", Role::resident, "a", ""},
      {"system administrator", Role::system_admin, "town", ""},
      {"security administrator", Role::security_admin, "town", ""},
      {"auditor", Role::auditor, "town", ""},
      {"committee without a purpose", Role::committee, "a", "a a1 a2"},
      {"coordinator without a purpose", Role::coordinator, "a1", "a1", {}, false},
      {"committee c", Role::committee, "c", "c c1", "door_check", false},
      {"task force b", Role::task_force, "b", "b b1", {}, false},
      {"officer b", Role::community_officer, "b", "b b1", "data_quality", false},
      {"officer a2", Role::community_officer, "a2", "a2", "data_quality", false},
      {"leader b1", Role::grid_leader, "b1", "b1", "data_quality", false},
      {"coordinator b1", Role::coordinator, "b1", "b1", "data_quality", false},
      {"coordinator c1", Role::coordinator, "c1", "c1", "data_quality", false},
      {"helper b", Role::helper, "b", "", {}, false}};
  return all;
}

std::string_view relation(std::string_view actor_area, std::string_view area) {
  if (actor_area == area) return "own";
  if (is_beneath(area, actor_area)) return "child";
  if (is_beneath(actor_area, area)) return "parent";
  if (parent_of(actor_area) == parent_of(area)) return "sibling";
  return "other";
}

std::vector<std::string> words(std::string_view list) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < list.size();) {
    const auto end = std::min(list.find(' ', at), list.size());
    if (end > at) out.emplace_back(list.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

bool names(std::string_view list, std::string_view word) {
  const auto all = words(list);
  return std::ranges::find(all, word) != all.end();
}

}  // namespace weige::matrix
