#include "access/role.h"

#include "access/code_list.h"

namespace weige::access {
namespace {

constexpr CodeEntry<Role> kRoleEntries[] = {
    {Role::nobody, "nobody", "未担任岗位", "no post"},
    {Role::population_office, "population_office", "镇人口办", "population office"},
    {Role::working_group, "working_group", "工作小组", "working group"},
    {Role::task_force, "task_force", "属地工作专班", "local task force"},
    {Role::committee, "committee", "村居、安居办", "committee (village, residents' committee, 安居办)"},
    {Role::police_station, "police_station", "派出所", "police station"},
    {Role::police_team, "police_team", "社区警务队", "community police team"},
    {Role::grid_leader, "grid_leader", "微网格长", "grid leader"},
    {Role::community_officer, "community_officer", "社区民警", "community officer"},
    {Role::coordinator, "coordinator", "社区综合协管员", "coordinator"},
    {Role::helper, "helper", "社会力量", "helper"},
    {Role::resident, "resident", "居民", "resident"},
    {Role::system_admin, "system_admin", "系统管理员", "system administrator"},
    {Role::security_admin, "security_admin", "安全管理员", "security administrator"},
    {Role::auditor, "auditor", "审计员", "auditor"},
    {Role::system, "system", "系统", "the system itself"},
};
constexpr CodeList<Role> kRoles{kRoleEntries};

}  // namespace

std::string_view code(Role role) {
  return kRoles.of(role).code;
}
std::string_view zh_name(Role role) {
  return kRoles.of(role).zh;
}
std::string_view en_name(Role role) {
  return kRoles.of(role).en;
}
std::optional<Role> role_of(std::string_view code) {
  return kRoles.find(code);
}
std::vector<Role> all_roles() {
  return kRoles.values();
}

}  // namespace weige::access
