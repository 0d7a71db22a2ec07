// The cells that guard residents' data, written down here by hand from boundaries 5 and 6 and the duties of
// the work plan.
#include "access/policy.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace weige::access {
namespace policy_test {

using Roles = std::set<Role>;

const Roles kNeverResidents{Role::nobody,     Role::helper,       Role::resident,       Role::working_group,
                            Role::task_force, Role::system_admin, Role::security_admin, Role::auditor};

struct Expected {
  Roles allowed;
  Roles by_purpose;
};

const std::map<Right, Expected>& expected() {
  const Roles readers{Role::committee,   Role::police_station,    Role::police_team,
                      Role::grid_leader, Role::community_officer, Role::coordinator};
  const Roles office{Role::population_office};
  static const std::map<Right, Expected> table{
      {Right::search_people, {readers, office}},
      {Right::read_person,
       {{},
        {Role::population_office, Role::committee, Role::police_station, Role::police_team, Role::grid_leader,
         Role::community_officer, Role::coordinator}}},
      {Right::reveal_number,
       {{},
        {Role::population_office, Role::committee, Role::police_station, Role::police_team,
         Role::community_officer, Role::coordinator}}},
      {Right::edit_person,
       {{Role::committee, Role::police_team, Role::community_officer, Role::coordinator}, office}},
      {Right::merge_people, {{Role::committee, Role::community_officer}, office}},
      {Right::export_records, {{}, {Role::population_office, Role::committee, Role::police_station}}},
      {Right::erase_records, {office, {}}},
      {Right::read_retention, {{Role::population_office, Role::system_admin}, {}}},
      {Right::import_files, {{Role::population_office, Role::committee}, {}}},
      {Right::hand_in_rosters,
       {{Role::population_office, Role::committee, Role::police_station, Role::police_team, Role::grid_leader,
         Role::community_officer, Role::coordinator, Role::helper},
        {}}},
      {Right::decide_findings,
       {{Role::committee, Role::police_team, Role::community_officer, Role::coordinator},
        {Role::population_office}}},
      {Right::edit_grids, {{Role::population_office}, {}}},
      {Right::hand_over_code,
       {{}, {Role::population_office, Role::committee, Role::community_officer, Role::coordinator}}},
      {Right::handle_requests, {{Role::population_office, Role::committee}, {}}},
      {Right::delay_readings, {{}, {Role::population_office, Role::police_station}}},
      {Right::send_leads,
       {{Role::grid_leader, Role::community_officer, Role::coordinator, Role::helper}, {}}},
      {Right::read_leads, {{Role::community_officer}, {}}},
      {Right::publish_figures, {{Role::population_office, Role::working_group}, {}}},
      {Right::read_self_check,
       {{Role::population_office, Role::system_admin, Role::security_admin, Role::auditor}, {}}},
      {Right::manage_accounts, {{Role::system_admin}, {}}},
      {Right::manage_posts, {{Role::system_admin, Role::security_admin}, {}}},
      {Right::manage_keys, {{Role::system_admin, Role::security_admin}, {}}},
      {Right::approve_exports,
       {{Role::population_office, Role::committee, Role::police_station}, {}}},  // who may export themselves
      {Right::approve_erasures, {{Role::population_office}, {}}},
      {Right::approve_grants, {{Role::system_admin, Role::security_admin}, {}}},
      {Right::visit_doors,
       {{Role::committee, Role::police_team, Role::community_officer, Role::coordinator}, {}}},
      {Right::lead_refusals, {{Role::police_team, Role::community_officer}, {}}},
      {Right::assign_tasks,
       {{Role::population_office, Role::committee, Role::police_team, Role::community_officer}, {}}},
      {Right::edit_norms, {office, {}}},
      {Right::read_audit, {{Role::auditor}, {}}},
  };
  return table;
}

Cell expected_cell(const Expected& row, Role role) {
  if (row.allowed.contains(role)) return Cell::allow;
  return row.by_purpose.contains(role) ? Cell::by_purpose : Cell::deny;
}

TEST(Policy, SensitiveRightsAreExactlyThese) {
  for (const auto& [right, row] : expected())
    for (const Role role : all_roles()) {
      if (role == Role::system) continue;
      EXPECT_EQ(policy(role, right), expected_cell(row, role)) << code(role) << " " << code(right);
    }
}

TEST(Policy, WhoSuperviseOrAdministerSeeNoResident) {
  for (const Role role : kNeverResidents)
    for (const Right right :
         {Right::search_people, Right::read_person, Right::read_place, Right::read_organisation,
          Right::reveal_number, Right::edit_person, Right::edit_premises, Right::edit_organisation,
          Right::edit_employment, Right::merge_people, Right::undo_change, Right::import_files,
          Right::decide_findings, Right::export_records, Right::hand_over_code, Right::handle_requests,
          Right::delay_readings, Right::erase_records})
      EXPECT_EQ(policy(role, right), Cell::deny) << code(role) << " " << code(right);
}

TEST(Policy, TheProgramItselfNeverRevealsNumbersOrReadsTheAudit) {
  EXPECT_EQ(policy(Role::system, Right::reveal_number), Cell::deny);
  EXPECT_EQ(policy(Role::system, Right::read_audit), Cell::deny);
  EXPECT_EQ(policy(Role::system, Right::hand_over_code), Cell::deny);
}

TEST(Policy, WithoutAPostOnlyTheOwnAccount) {
  for (const Right right : all_rights())
    EXPECT_EQ(policy(Role::nobody, right), right == Right::use_own_account ? Cell::allow : Cell::deny)
        << code(right);
}

TEST(Policy, AdministratorsHelpersAndResidentsCoverNoArea) {
  const Roles none{Role::nobody,       Role::helper,         Role::resident,
                   Role::system_admin, Role::security_admin, Role::auditor};
  for (const Role role : all_roles()) EXPECT_EQ(covers_areas(role), !none.contains(role)) << code(role);
}

TEST(Policy, CodesAreUniqueAndFoundAgain) {
  std::set<std::string_view> codes;
  for (const Right right : all_rights()) {
    EXPECT_TRUE(codes.insert(code(right)).second) << code(right);
    EXPECT_EQ(right_of(code(right)), right);
  }
  for (const Role role : all_roles()) EXPECT_EQ(role_of(code(role)), role);
  EXPECT_FALSE(right_of("person.read ").has_value());
}

TEST(Policy, EveryRefusalSaysWhoMay) {
  for (const Role role : all_roles())
    for (const Right right : all_rights()) {
      EXPECT_FALSE(why_not(role, right, Language::zh).empty());
      EXPECT_FALSE(why_not(role, right, Language::en).empty());
    }
  EXPECT_EQ(why_not(Role::coordinator, Right::import_files, Language::en),
            "coordinator may not import files; who may: population office, committee (village, residents' "
            "committee, "
            "安居办).");
  EXPECT_EQ(why_not(Role::population_office, Right::read_person, Language::zh),
            "镇人口办须先说明用途，才能查看人员。");
}

TEST(MayHoldTogether, OrdinaryPostsAdd) {
  const Role held[] = {Role::committee, Role::grid_leader};
  EXPECT_TRUE(may_hold_together(held, Role::community_officer).ok());
}

TEST(MayHoldTogether, AdministrativePostsAndTheCoordinatorsStandAlone) {
  const Roles alone{Role::system_admin, Role::security_admin, Role::auditor, Role::coordinator};
  for (const Role held : all_roles())
    for (const Role next : all_roles()) {
      const bool expected_ok = !alone.contains(held) && !alone.contains(next);
      EXPECT_EQ(may_hold_together(std::span(&held, 1), next).ok(), expected_ok)
          << code(held) << "+" << code(next);
    }
}

TEST(MayHoldTogether, NobodyYetMayHoldAny) {
  for (const Role next : all_roles()) EXPECT_TRUE(may_hold_together({}, next).ok());
}

}  // namespace policy_test
}  // namespace weige::access
