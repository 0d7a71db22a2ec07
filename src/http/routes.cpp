#include "http/routes.h"

#include "http/account_notice_routes.h"
#include "http/account_routes.h"
#include "http/address_list_routes.h"
#include "http/address_routes.h"
#include "http/approval_routes.h"
#include "http/area_routes.h"
#include "http/audit_routes.h"
#include "http/code_routes.h"
#include "http/daily_report_routes.h"
#include "http/declaration_routes.h"
#include "http/door_routes.h"
#include "http/duty_routes.h"
#include "http/employment_routes.h"
#include "http/export_routes.h"
#include "http/grid_alignment_routes.h"
#include "http/grid_edit_routes.h"
#include "http/grid_layer_routes.h"
#include "http/grid_place_routes.h"
#include "http/history_routes.h"
#include "http/house_routes.h"
#include "http/import_routes.h"
#include "http/inspection_routes.h"
#include "http/instruction_routes.h"
#include "http/job_routes.h"
#include "http/key_premises_routes.h"
#include "http/lead_key_routes.h"
#include "http/lead_routes.h"
#include "http/link_routes.h"
#include "http/map_routes.h"
#include "http/meeting_routes.h"
#include "http/norm_routes.h"
#include "http/obligation_routes.h"
#include "http/organisation_routes.h"
#include "http/overview_routes.h"
#include "http/passkey_routes.h"
#include "http/patrol_routes.h"
#include "http/person_routes.h"
#include "http/plan_routes.h"
#include "http/pocket_routes.h"
#include "http/policy_routes.h"
#include "http/post_routes.h"
#include "http/post_term_routes.h"
#include "http/premises_routes.h"
#include "http/publication_routes.h"
#include "http/quota_routes.h"
#include "http/reorganise_routes.h"
#include "http/report_routes.h"
#include "http/residence_routes.h"
#include "http/resident_routes.h"
#include "http/retention_routes.h"
#include "http/roster_routes.h"
#include "http/search_routes.h"
#include "http/second_factor_routes.h"
#include "http/self_check_routes.h"
#include "http/session_routes.h"
#include "http/shift_routes.h"
#include "http/site_routes.h"
#include "http/task_routes.h"
#include "http/team_helper_routes.h"
#include "http/team_message_routes.h"
#include "http/team_robot_routes.h"
#include "http/team_routes.h"
#include "http/undertaking_routes.h"
#include "http/upload_routes.h"
#include "http/verification_routes.h"

namespace weige::http {

namespace {

void add_daily_work(RouteTable& table, const RouteParts& parts) {
  for (const auto& of_places :
       {key_premises_routes, site_routes, patrol_routes, inspection_routes, obligation_routes})
    table.add(of_places());
  table.add(task_routes());
  table.add(door_routes(parts.finding_events));
  table.add(plan_routes());
  table.add(verification_routes());
  for (const auto& of_meetings : {meeting_routes, rectification_routes, shift_routes, daily_report_routes})
    table.add(of_meetings());
  table.add(norm_routes());
  table.add(duty_routes());
  table.add(team_routes());
  table.add(team_helper_routes());
  table.add(team_message_routes());
  table.add(team_robot_routes(parts.robot_hosts));
  table.add(instruction_routes(parts.scratch));
  table.add(instruction_branch_routes());
}

}  // namespace

RouteTable all_routes(const RouteParts& parts) {
  RouteTable table;
  table.add(house_routes(parts.metrics));
  table.add(session_routes(parts.sign_in));
  table.add(second_factor_routes(parts.sign_in));
  table.add(passkey_routes(parts.sign_in));
  table.add(account_notice_routes(parts.sign_in));
  table.add(link_routes(parts.sign_in));
  table.add(account_routes(parts.sign_in.random));
  table.add(post_routes(parts.approvals));
  table.add(post_term_routes(parts.approvals));
  table.add(approval_routes(parts.approval_events, parts.wake_jobs));
  table.add(undertaking_routes());
  table.add(area_routes(parts.divisions));
  table.add(code_routes());
  table.add(policy_routes());
  table.add(quota_routes(parts.reading_quotas));
  for (const auto& of_register :
       {address_list_routes, address_routes, employment_routes, history_routes, organisation_routes,
        overview_routes, person_routes, premises_routes, reorganise_routes, residence_routes, search_routes})
    table.add(of_register());
  table.add(audit_routes(parts.scratch));
  table.add(publication_routes(parts.scratch));
  table.add(self_check_routes(parts.self_check, parts.retention.journal));
  table.add(retention_routes(parts.retention));
  table.add(job_routes(parts.scratch));
  table.add(export_routes(parts.approvals, parts.wake_jobs));
  table.add(upload_routes(parts.parse_program));
  table.add(import_routes(parts.wake_jobs));
  table.add(grid_layer_routes({parts.parse_program, parts.scratch, parts.wake_jobs}));
  table.add(grid_edit_routes());
  table.add(grid_place_routes());
  table.add(map_routes(parts.ground));
  table.add(grid_alignment_routes());
  table.add(report_routes(parts.wake_jobs));
  table.add(pocket_routes(parts.wake_jobs));
  table.add(declaration_routes({.post = parts.declarations_post,
                                .clock = parts.sign_in.clock,
                                .random = parts.sign_in.random,
                                .city_url = parts.city_declaration_url},
                               parts.wake_jobs));
  table.add(roster_routes(parts.finding_events, parts.wake_jobs));
  const ResidentDesk residents{.clock = parts.sign_in.clock,
                               .random = parts.sign_in.random,
                               .answers = parts.answers,
                               .send_code = parts.send_code};
  for (const auto& of_residents : {resident_door_routes, resident_view_routes, resident_office_routes})
    table.add(of_residents(residents));
  table.add(lead_routes());
  table.add(lead_key_routes());
  add_daily_work(table, parts);
  return table;
}

}  // namespace weige::http
