// Role: the duty of a post (docs/glossary.md). Fixed by the work plan; kinds of helper are data, because a
// town may add some.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace weige::access {

enum class Role {
  nobody,             // signed in, acting in no post
  population_office,  // 镇人口办
  working_group,      // 工作小组
  task_force,         // 属地工作专班
  committee,          // 村居、安居办
  police_station,     // 派出所
  police_team,        // 社区警务队
  grid_leader,        // 微网格长
  community_officer,  // 社区民警
  coordinator,        // 社区综合协管员
  helper,             // N种社会力量
  resident,           // 居民
  system_admin,       // 系统管理员
  security_admin,     // 安全管理员
  auditor,            // 审计员
  system,             // jobs; no account can be given it
};

std::string_view code(Role role);  // "population_office"
std::string_view zh_name(Role role);
std::string_view en_name(Role role);
std::optional<Role> role_of(std::string_view code);
std::vector<Role> all_roles();

}  // namespace weige::access
