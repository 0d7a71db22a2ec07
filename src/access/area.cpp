#include "access/area.h"

#include "access/code_list.h"
#include "access/text_check.h"

namespace weige::access {
namespace {

constexpr CodeEntry<AreaKind> kKindEntries[] = {
    {AreaKind::town, "town", "镇", "town"},
    {AreaKind::committee, "committee", "村居", "committee"},
    {AreaKind::station, "station", "派出所辖区", "police station's area"},
    {AreaKind::police_team, "police_team", "社区警务队辖区", "community police team's area"},
    {AreaKind::grid, "grid", "微网格", "micro-grid"},
};
constexpr CodeList<AreaKind> kKinds{kKindEntries};

constexpr CodeEntry<AreaState> kAreaStateEntries[] = {
    {AreaState::current, "current", "现行", "current"},
    {AreaState::closed, "closed", "已撤销", "closed"},
};
constexpr CodeList<AreaState> kAreaStates{kAreaStateEntries};

// How far up a kind stands; a child stands strictly lower than its parent.
int tier(AreaKind kind) {
  switch (kind) {
    case AreaKind::town:
      return 0;
    case AreaKind::station:
      return 1;
    case AreaKind::police_team:
      return 2;
    case AreaKind::committee:
      return 3;
    case AreaKind::grid:
      return 4;
  }
  return 0;
}

}  // namespace

std::string_view code(AreaKind kind) {
  return kKinds.of(kind).code;
}
std::string_view zh_name(AreaKind kind) {
  return kKinds.of(kind).zh;
}
std::string_view en_name(AreaKind kind) {
  return kKinds.of(kind).en;
}
std::optional<AreaKind> area_kind_of(std::string_view code) {
  return kKinds.find(code);
}
std::vector<AreaKind> all_area_kinds() {
  return kKinds.values();
}

std::string_view code(AreaState state) {
  return kAreaStates.of(state).code;
}
std::optional<AreaState> area_state_of(std::string_view code) {
  return kAreaStates.find(code);
}

bool may_stand_in(AreaKind kind, AreaKind parent_kind) {
  if (kind == AreaKind::grid) return parent_kind == AreaKind::committee;
  return tier(kind) > tier(parent_kind);
}

Done check_area_naming(std::string_view area_code, std::string_view name) {
  WEIGE_CHECK(check_text(area_code, kLongestAreaCode, "code"));
  return check_text(name, kLongestAreaName, "name");
}

Done check(const NewArea& area, AreaKind parent_kind) {
  WEIGE_CHECK(check_area_naming(area.code, area.name));
  if (!may_stand_in(area.kind, parent_kind)) return problem(ProblemCode::bad_choice, "kind");
  return done();
}

}  // namespace weige::access
