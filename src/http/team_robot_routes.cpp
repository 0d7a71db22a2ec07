#include "http/team_robot_routes.h"

#include <boost/json.hpp>

#include "http/json_fields.h"
#include "http/team_call.h"
#include "http/team_json.h"

namespace weige::http {
namespace {

using access::AreaId;
using access::Right;

Result<Response> read_team_robot(Call& call, const std::vector<std::string>& hosts) {
  WEIGE_TRY(const auto grid, call.request.id<AreaId>("id"));
  WEIGE_TRY(const auto view, teams::read_robot(team_context(call), grid, hosts));
  return json_response(200, team_robot_json(view));
}

Result<Response> set_team_robot(Call& call, const std::vector<std::string>& hosts) {
  WEIGE_TRY(const auto grid, call.request.id<AreaId>("id"));
  WEIGE_TRY(const auto address, read_json(call.request, [](JsonFields& fields) {
              return fields.required("address", as_text{400});
            }));
  WEIGE_CHECK(teams::set_robot(team_context(call), grid, {address, hosts}));
  return no_content();
}

Result<Response> remove_team_robot(Call& call) {
  WEIGE_TRY(const auto grid, call.request.id<AreaId>("id"));
  WEIGE_CHECK(teams::remove_robot(team_context(call), grid));
  return no_content();
}

Result<Response> try_team_robot(Call& call) {
  WEIGE_TRY(const auto grid, call.request.id<AreaId>("id"));
  WEIGE_CHECK(teams::try_robot(team_context(call), grid));
  return no_content();
}

}  // namespace

std::vector<Route> team_robot_routes(const std::vector<std::string>& hosts) {
  return {
      {Method::get, "/api/teams/{id}/robot", Right::edit_teams,
       [hosts](Call& call) { return read_team_robot(call, hosts); }},
      {Method::put, "/api/teams/{id}/robot", Right::edit_teams,
       [hosts](Call& call) { return set_team_robot(call, hosts); }},
      {Method::del, "/api/teams/{id}/robot", Right::edit_teams, remove_team_robot},
      {Method::post, "/api/teams/{id}/robot/trial", Right::edit_teams, try_team_robot},
  };
}

}  // namespace weige::http
