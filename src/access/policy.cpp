#include "access/policy.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace weige::access {
namespace {

// + allowed, p allowed for a stated purpose, . denied. Columns stand in the order of enum Role: nobody |
// population office, working group, task force, committee, police station, police team | grid leader,
// officer, coordinator | helper, resident | system administrator, security administrator, auditor | system.
// Rows hold the work plan's duties: who supervises sees figures (G1, S5), who collects writes (L6, O2, C1),
// the office finds people by purpose, everybody opens a single person for one, and full numbers always need
// one.
struct RowOfPolicy {
  Right right;
  std::string_view cells;
};

// clang-format off
constexpr RowOfPolicy kPolicy[] = {
    //                         no  office wg tf com stn team  ldr off coo  hlp res  sys sec aud  system
    {Right::use_own_account,   "+  +      +  +  +   +   +     +   +   +    +   +    +   +   +    ."},
    {Right::search_people,     ".  p      .  .  +   +   +     +   +   +    .   .    .   .   .    +"},
    {Right::read_person,       ".  p      .  .  p   p   p     p   p   p    .   .    .   .   .    +"},
    {Right::read_place,        ".  +      .  .  +   +   +     +   +   +    .   .    .   .   .    +"},
    {Right::read_organisation, ".  +      .  .  +   +   +     +   +   +    .   .    .   .   .    +"},
    {Right::reveal_number,     ".  p      .  .  p   p   p     .   p   p    .   .    .   .   .    ."},
    {Right::read_counters,     ".  +      +  +  +   +   +     +   +   +    .   .    .   .   .    +"},
    {Right::edit_person,       ".  p      .  .  +   .   +     .   +   +    .   .    .   .   .    +"},
    {Right::edit_address,      ".  +      .  .  +   .   .     .   +   +    .   .    .   .   .    +"},
    {Right::edit_premises,     ".  +      .  .  +   .   +     +   +   +    .   .    .   .   .    +"},
    {Right::edit_organisation, ".  +      .  .  +   .   +     .   +   +    .   .    .   .   .    +"},
    {Right::edit_employment,   ".  p      .  .  +   .   +     .   +   +    .   .    .   .   .    +"},
    {Right::merge_people,      ".  p      .  .  +   .   .     .   +   .    .   .    .   .   .    +"},
    {Right::renumber_address,  ".  +      .  .  +   .   .     .   .   .    .   .    .   .   .    +"},
    {Right::reorganise_areas,  ".  +      .  .  .   .   .     .   .   .    .   .    .   .   .    +"},
    {Right::erase_records,     ".  +      .  .  .   .   .     .   .   .    .   .    .   .   .    +"},
    {Right::undo_change,       ".  +      .  .  +   .   .     .   +   +    .   .    .   .   .    +"},
    {Right::import_files,      ".  +      .  .  +   .   .     .   .   .    .   .    .   .   .    +"},
    {Right::hand_in_rosters,   ".  +      .  .  +   +   +     +   +   +    +   .    .   .   .    +"},
    {Right::decide_findings,   ".  p      .  .  +   .   +     .   +   +    .   .    .   .   .    +"},
    {Right::read_grids,        ".  +      +  +  +   +   +     +   +   +    .   .    .   .   .    +"},
    {Right::edit_grids,        ".  +      .  .  .   .   .     .   .   .    .   .    .   .   .    +"},
    {Right::export_records,    ".  p      .  .  p   p   .     .   .   .    .   .    .   .   .    +"},
    {Right::hand_over_code,    ".  p      .  .  p   .   .     .   p   p    .   .    .   .   .    ."},
    {Right::handle_requests,   ".  +      .  .  +   .   .     .   .   .    .   .    .   .   .    ."},
    {Right::delay_readings,    ".  p      .  .  .   p   .     .   .   .    .   .    .   .   .    ."},
    {Right::read_jobs,         ".  +      .  .  +   +   .     .   .   .    .   .    +   .   .    +"},
    {Right::publish_figures,   ".  +      +  .  .   .   .     .   .   .    .   .    .   .   .    ."},
    {Right::read_self_check,   ".  +      .  .  .   .   .     .   .   .    .   .    +   +   +    ."},
    {Right::manage_accounts,   ".  .      .  .  .   .   .     .   .   .    .   .    +   .   .    +"},
    {Right::manage_posts,      ".  .      .  .  .   .   .     .   .   .    .   .    +   +   .    +"},
    {Right::read_retention,    ".  +      .  .  .   .   .     .   .   .    .   .    +   .   .    +"},
    {Right::manage_areas,      ".  +      .  .  .   .   .     .   .   .    .   .    +   .   .    +"},
    {Right::manage_keys,       ".  .      .  .  .   .   .     .   .   .    .   .    +   +   .    +"},
    {Right::approve_exports,   ".  +      .  .  +   +   .     .   .   .    .   .    .   .   .    ."},
    {Right::approve_erasures,  ".  +      .  .  .   .   .     .   .   .    .   .    .   .   .    ."},
    {Right::approve_grants,    ".  .      .  .  .   .   .     .   .   .    .   .    +   +   .    ."},
    {Right::send_leads,        ".  .      .  .  .   .   .     +   +   +    +   .    .   .   .    ."},
    {Right::read_leads,        ".  .      .  .  .   .   .     .   +   .    .   .    .   .   .    ."},
    {Right::read_teams,           ".  +      +  +  +   +   +     +   +   +    +   .    .   .   .    +"},
    {Right::edit_teams,           ".  +      .  .  +   .   .     +   +   .    .   .    .   .   .    +"},
    {Right::issue_instructions,   ".  +      .  .  +   +   +     +   +   .    .   .    .   .   .    +"},
    {Right::answer_instructions,  ".  +      .  .  +   +   +     +   +   +    +   .    .   .   .    ."},
    {Right::read_tasks,           ".  +      .  .  +   .   +     +   +   +    .   .    .   .   .    +"},
    {Right::assign_tasks,         ".  +      .  .  +   .   +     .   +   .    .   .    .   .   .    +"},
    {Right::visit_doors,          ".  .      .  .  +   .   +     .   +   +    .   .    .   .   .    +"},
    {Right::lead_refusals,        ".  .      .  .  .   .   +     .   +   .    .   .    .   .   .    ."},
    {Right::run_verification,     ".  +      .  .  +   .   +     .   +   .    .   .    .   .   .    +"},
    {Right::patrol,               ".  .      .  .  +   .   +     +   +   +    +   .    .   .   .    ."},
    {Right::manage_key_premises,  ".  +      .  .  +   .   +     +   +   .    .   .    .   .   .    +"},
    {Right::report_key_premises,  ".  .      .  .  .   .   .     +   +   +    +   .    .   .   .    ."},
    {Right::inspect,              ".  +      +  +  .   +   .     +   +   .    .   .    .   .   .    ."},
    {Right::manage_obligations,   ".  +      .  .  +   +   +     +   +   +    .   .    .   .   .    +"},
    {Right::hold_meetings,        ".  +      +  .  +   .   +     +   +   .    .   .    .   .   .    ."},
    {Right::attend_meetings,      ".  +      +  +  +   +   +     +   +   +    +   .    .   .   .    +"},
    {Right::plan_shifts,          ".  .      .  +  +   .   .     +   +   .    .   .    .   .   .    ."},
    {Right::report_day,           ".  .      .  .  .   .   .     .   .   +    .   .    .   .   .    ."},
    {Right::read_norms,           ".  +      +  +  +   +   +     +   +   +    +   .    .   .   .    +"},
    {Right::edit_norms,           ".  +      .  .  .   .   .     .   .   .    .   .    .   .   .    ."},
    {Right::read_duties,          ".  +      +  +  +   +   +     +   +   +    .   .    .   .   .    +"},
    {Right::read_audit,        ".  .      .  .  .   .   .     .   .   .    .   .    .   .   +    ."},
};
// clang-format on

constexpr std::size_t kRoleCount = static_cast<std::size_t>(Role::system) + 1;
using Cells = std::array<Cell, kRoleCount>;

constexpr Cell cell_of(char sign) {
  if (sign == '+') return Cell::allow;
  if (sign == 'p') return Cell::by_purpose;
  if (sign == '.') return Cell::deny;
  throw "a sign that the policy does not know";  // at compile time
}

constexpr Cells parse(std::string_view text) {
  Cells cells{};
  std::size_t count = 0;
  for (const char sign : text) {
    if (sign == ' ') continue;
    cells.at(count++) = cell_of(sign);
  }
  if (count != kRoleCount) throw "a row of the policy with too few cells";
  return cells;
}

constexpr auto kMatrix = [] {
  std::array<Cells, std::size(kPolicy)> matrix{};
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    if (kPolicy[i].right != static_cast<Right>(i)) throw "the policy's rows stand in the order of the rights";
    matrix[i] = parse(kPolicy[i].cells);
  }
  return matrix;
}();
static_assert(kMatrix.size() == static_cast<std::size_t>(Right::read_audit) + 1, "every right has its row");

bool stands_alone(Role role) {
  return role == Role::system_admin || role == Role::security_admin || role == Role::auditor ||
         role == Role::coordinator;
}

std::string roles_with(Right right, Language language) {
  std::string out;
  for (const Role role : all_roles()) {
    if (role == Role::system || policy(role, right) == Cell::deny) continue;
    if (!out.empty()) out += language == Language::zh ? "、" : ", ";
    out += language == Language::zh ? zh_name(role) : en_name(role);
  }
  return out;
}

}  // namespace

Cell policy(Role role, Right right) {
  return kMatrix.at(static_cast<std::size_t>(right)).at(static_cast<std::size_t>(role));
}

bool needs_undertaking(Right right) {
  switch (right) {
    case Right::use_own_account:
    case Right::read_jobs:
    case Right::read_self_check:
    case Right::read_retention:
    case Right::manage_accounts:
    case Right::manage_posts:
    case Right::manage_areas:
    case Right::manage_keys:
    case Right::approve_exports:  // what is asked for, and how many people it concerns
    case Right::approve_erasures:
    case Right::approve_grants:
    case Right::read_audit:
      return false;
    default:
      return true;
  }
}

bool needs_undertaking(Role role) {
  for (const Right right : all_rights())
    if (needs_undertaking(right) && policy(role, right) != Cell::deny) return true;
  return false;
}

bool covers_areas(Role role) {
  switch (role) {
    case Role::nobody:
    case Role::helper:
    case Role::resident:
    case Role::system_admin:
    case Role::security_admin:
    case Role::auditor:
      return false;
    default:
      return true;
  }
}

std::string why_not(Role role, Right right, Language language) {
  const bool zh = language == Language::zh;
  const std::string who{zh ? zh_name(role) : en_name(role)};
  const std::string what{zh ? zh_name(right) : en_name(right)};
  switch (policy(role, right)) {
    case Cell::allow:
      return zh ? who + "可以" + what + "。" : who + " may " + what + ".";
    case Cell::by_purpose:
      return zh ? who + "须先说明用途，才能" + what + "。"
                : who + " may " + what + " only for a stated purpose.";
    case Cell::deny:
      break;
  }
  return zh ? who + "不能" + what + "；可以的岗位：" + roles_with(right, language) + "。"
            : who + " may not " + what + "; who may: " + roles_with(right, language) + ".";
}

Done may_hold_together(std::span<const Role> held, Role next) {
  for (const Role role : held)
    if (stands_alone(role) || stands_alone(next)) return problem(ProblemCode::post_exclusive);
  return done();
}

}  // namespace weige::access
