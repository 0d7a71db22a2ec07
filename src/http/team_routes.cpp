#include "http/team_routes.h"

#include <boost/json.hpp>

#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/team_call.h"
#include "http/team_json.h"

namespace weige::http {
namespace {

using access::AreaId;
using access::Right;

constexpr as_text kReason{teams::kLongestReason};

Result<Response> list_all_teams(Call& call) {
  WEIGE_TRY(const auto listed, teams::list_teams(team_context(call)));
  return json_response(200, json_items(listed, team_json));
}

Result<Response> one_team(Call& call) {
  WEIGE_TRY(const auto grid, call.request.id<AreaId>("id"));
  WEIGE_TRY(const auto detail, teams::read_team(team_context(call), grid));
  return json_response(200, team_detail_json(detail));
}

Result<Response> note_team_kind(Call& call) {
  WEIGE_TRY(const auto grid, call.request.id<AreaId>("id"));
  WEIGE_TRY(const auto reason, read_json(call.request, [](JsonFields& fields) {
              return fields.nullable("reason", kReason).value_or(std::nullopt);
            }));
  WEIGE_CHECK(teams::note_kind(team_context(call), grid, {std::string(call.request.param("kind")), reason}));
  tell_team(call, grid);
  return no_content();
}

Result<Response> confirm_team_list(Call& call) {
  WEIGE_TRY(const auto grid, call.request.id<AreaId>("id"));
  WEIGE_CHECK(teams::confirm_list(team_context(call), grid));
  return no_content();
}

Result<Response> read_team_duties(Call& call) {
  WEIGE_TRY(const auto grid, call.request.id<AreaId>("id"));
  WEIGE_TRY(const auto table, teams::read_duty_table(team_context(call), grid));
  return json_response(200, duty_table_json(table));
}

Result<Response> settle_team_duty(Call& call) {
  WEIGE_TRY(const auto committee, call.request.id<AreaId>("id"));
  WEIGE_TRY(const auto role, read_json(call.request, [](JsonFields& fields) {
              return fields.nullable("role", as_choice(access::role_of)).value_or(std::nullopt);
            }));
  WEIGE_CHECK(
      teams::settle_duty(team_context(call), {committee, std::string(call.request.param("number")), role}));
  return no_content();
}

Result<Response> read_all_supervision(Call& call) {
  WEIGE_TRY(const auto supervision, teams::read_supervision(team_context(call)));
  return json_response(200, supervision_json(supervision));
}

Result<Response> choose_supervisor(Call& call) {
  WEIGE_TRY(const auto choice, read_json(call.request, [](JsonFields& fields) {
              return teams::SeatChoice{
                  .area = fields.required("area_id", as_id<AreaId>),
                  .body = fields.required("body", as_choice(teams::body_of)),
                  .post = fields.required("post_id", as_id<access::PostId>),
                  .rank = fields.nullable("seat", as_choice(teams::seat_rank_of)).value_or(std::nullopt)};
            }));
  WEIGE_CHECK(teams::choose_seat(team_context(call), choice));
  return no_content();
}

}  // namespace

std::vector<Route> team_routes() {
  return {
      {Method::get, "/api/teams", Right::read_teams, list_all_teams},
      {Method::get, "/api/teams/{id}", Right::read_teams, one_team},
      {Method::put, "/api/teams/{id}/kinds/{kind}", Right::edit_teams, note_team_kind},
      {Method::post, "/api/teams/{id}/list-checks", Right::edit_teams, confirm_team_list},
      {Method::get, "/api/teams/{id}/duties", Right::read_duties, read_team_duties},
      {Method::put, "/api/committees/{id}/duties/{number}", Right::edit_teams, settle_team_duty},
      {Method::get, "/api/supervision", Right::read_duties, read_all_supervision},
      {Method::put, "/api/supervision/seats", Right::edit_teams, choose_supervisor},
  };
}

}  // namespace weige::http
