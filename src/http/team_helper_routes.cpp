#include "http/team_helper_routes.h"

#include <boost/json.hpp>

#include "http/etag.h"
#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/register_call.h"
#include "http/team_call.h"
#include "http/team_json.h"

namespace weige::http {
namespace {

using access::AreaId;
using access::Right;
using teams::HelperId;

constexpr access::AuditAction kHelpersRead{"team.helpers_read"};
constexpr access::AuditAction kPhoneRead{"team.helper_phone_read", access::Counts::single};

teams::HelperFields read_helper_fields(JsonFields& fields) {
  return {.kind = fields.required("kind", as_text{40}),
          .name = fields.required("name", as_text{teams::kLongestHelperName}),
          .workplace = fields.optional("workplace", as_text{teams::kLongestWorkplace}).value_or(""),
          .phone = fields.optional("phone", as_text{40}).value_or(""),
          .channel = fields.required("channel", as_choice(teams::channel_of)),
          .premises = fields.optional("premises_id", as_integer{1, kGreatestId}),
          .post = fields.optional("post_id", as_id<access::PostId>),
          .undertaking_on = fields.optional("undertaking_on", as_day),
          .joined_on = fields.required("joined_on", as_day)};
}

Response helper_response(int status, const teams::HelperView& view) {
  return record_response(status, view.helper.version, team_helper_json(view));
}

Result<Response> list_helpers(Call& call) {
  WEIGE_TRY(const auto grid, call.request.id<AreaId>("id"));
  const bool all = call.request.query.find("which") == "all";
  WEIGE_TRY(const auto helpers,
            teams::list_helpers(team_context(call), grid, all ? teams::Which::all : teams::Which::present));
  std::vector<std::int64_t> ids;
  for (const auto& each : helpers) ids.push_back(each.helper.id.value);
  if (!ids.empty()) call.readings.add(call.now, call.actor(), kHelpersRead, teams::kHelperSubject, ids);
  return json_response(200, json_items(helpers, team_helper_json));
}

Result<Response> read_one_helper(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<HelperId>("id"));
  WEIGE_TRY(const auto view, teams::read_helper(team_context(call), id));
  call.readings.add(call.now, call.actor(), kHelpersRead, teams::kHelperSubject, {id.value});
  return helper_response(200, view);
}

Result<Response> enlist(Call& call) {
  WEIGE_TRY(const auto grid, call.request.id<AreaId>("id"));
  WEIGE_TRY(const auto fields, read_json(call.request, read_helper_fields));
  WEIGE_TRY(const auto view, teams::enlist_helper(team_context(call), grid, fields));
  tell_team(call, grid);
  return helper_response(201, view);
}

Result<Response> change_one_helper(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<HelperId>("id"));
  WEIGE_TRY(auto edit, read_json(call.request, [](JsonFields& body) {
              const bool keeps = body.optional("keep_phone", as_flag).value_or(false);
              return teams::HelperEdit{.fields = read_helper_fields(body),
                                       .phone = keeps ? teams::PhoneIs::kept : teams::PhoneIs::told};
            }));
  edit.id = id;
  edit.version = call.version();
  WEIGE_TRY(const auto view, teams::change_helper(team_context(call), edit));
  tell_team(call, view.helper.grid);
  return helper_response(200, view);
}

Result<Response> let_go(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<HelperId>("id"));
  WEIGE_TRY(const auto leaving, read_json(call.request, [](JsonFields& fields) {
              return teams::Leaving{.on = fields.required("left_on", as_day),
                                    .reason = fields.required("reason", as_choice(teams::leave_reason_of))};
            }));
  WEIGE_TRY(const auto view, teams::let_helper_go(team_context(call), {id, call.version(), leaving}));
  tell_team(call, view.helper.grid);
  return helper_response(200, view);
}

Result<Response> helper_phone(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<HelperId>("id"));
  WEIGE_TRY(const auto phone, teams::read_helper_phone(team_context(call), id));
  call.readings.add(call.now, call.actor(), kPhoneRead, teams::kHelperSubject, {id.value}, "field=phone");
  boost::json::object out;
  put(out, "phone", phone);
  return json_response(200, out);
}

Result<Response> guide_helpers(Call& call) {
  WEIGE_TRY(const auto grid, call.request.id<AreaId>("id"));
  WEIGE_TRY(const auto note, read_json(call.request, [](JsonFields& fields) {
              return teams::GuidanceNote{
                  .helpers = fields.required("helper_ids", as_list(200, as_id<HelperId>)),
                  .on = fields.required("on", as_day),
                  .topic = fields.required("topic", as_choice(teams::guidance_topic_of))};
            }));
  WEIGE_CHECK(teams::note_guidance(team_context(call), grid, note));
  return no_content();
}

struct ImportWish {
  teams::HelperFile file;
  bool preview = false;
};

Result<Response> import_helper_file(Call& call) {
  WEIGE_TRY(const auto wish, read_json(call.request, [](JsonFields& fields) {
              return ImportWish{.file = {.upload = fields.required("upload_id", as_id<registry::UploadId>),
                                         .sheet = fields.optional("sheet", as_text{120}).value_or(""),
                                         .grid = fields.optional("grid_id", as_id<AreaId>)},
                                .preview = fields.optional("preview", as_flag).value_or(false)};
            }));
  WEIGE_TRY(const auto imported, teams::import_helpers(team_context(call), wish.file));
  if (wish.preview) call.keeping = Keeping::nothing;
  if (!wish.preview)
    for (const auto grid : imported.grids) tell_team(call, grid);
  return json_response(200, team_import_json(imported, call.language()));
}

}  // namespace

std::vector<Route> team_helper_routes() {
  const RouteOptions once{.idempotency = Idempotency::required};
  const RouteOptions edit{.if_match = IfMatch::required};
  return {
      {Method::get, "/api/teams/{id}/helpers", Right::read_organisation, list_helpers},
      {Method::post, "/api/teams/{id}/helpers", Right::edit_teams, enlist, once},
      {Method::post, "/api/teams/{id}/guidance", Right::lead_refusals, guide_helpers},
      {Method::get, "/api/team-helpers/{id}", Right::read_organisation, read_one_helper},
      {Method::put, "/api/team-helpers/{id}", Right::edit_teams, change_one_helper, edit},
      {Method::post, "/api/team-helpers/{id}/leaving", Right::edit_teams, let_go, edit},
      {Method::get, "/api/team-helpers/{id}/phone", Right::read_organisation, helper_phone},
      {Method::post, "/api/team-imports", Right::edit_teams, import_helper_file},
  };
}

}  // namespace weige::http
