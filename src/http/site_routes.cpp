#include "http/site_routes.h"

#include <boost/json.hpp>

#include "http/json_fields.h"
#include "http/place_work_call.h"
#include "http/place_work_json.h"
#include "work/place_work_actions.h"

namespace weige::http {
namespace {

using access::Right;

Result<Response> list_posts_for_work(Call& call) {
  WEIGE_TRY(const auto found, work::list_work_posts(place_work(call)));
  return json_response(200, json_items(found, work_post_json));
}

Result<Response> list_sites(Call& call) {
  WEIGE_TRY(const auto page, place_page(call.request));
  WEIGE_TRY(const auto state, query_code(call.request, "state", work::site_state_of));
  WEIGE_TRY(const auto found,
            work::list_sites(place_work(call), state.value_or(work::SiteState::open), page));
  return json_response(200, place_list_json(found, site_json));
}

Response site_response(int status, const work::SiteView& view) {
  return record_response(status, view.site.version, site_json(view));
}

Result<Response> read_site(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<work::SiteId>("id"));
  WEIGE_TRY(const auto view, work::read_site(place_work(call), id));
  return site_response(200, view);
}

work::NewSite take_site(JsonFields& fields) {
  return {.name = fields.required("name", as_text{work::kLongestSiteName}),
          .place = fields.required("place", as_text{work::kLongestSitePlace}),
          .area = fields.required("area_id", as_integer{1, kGreatestId}),
          .premises = fields.optional("premises_id", as_integer{1, kGreatestId}),
          .level = fields.required("level", as_choice(work::site_level_of)),
          .flagged_on = fields.required("flagged_on", as_day)};
}

Result<Response> flag_a_site(Call& call) {
  WEIGE_TRY(const auto input, read_json(call.request, take_site));
  WEIGE_TRY(const auto view, work::flag_site(place_work(call), input));
  return site_response(201, view);
}

Result<Response> add_site_step(Call& call) {
  WEIGE_TRY(const auto seen, seen_version(call));
  WEIGE_TRY(const auto input, read_json(call.request, [](JsonFields& fields) {
              return work::NewSiteStep{
                  .measure = fields.required("measure", as_choice(work::site_measure_of)),
                  .owner = fields.required("owner_post_id", as_id<access::PostId>),
                  .due = fields.required("due", as_day)};
            }));
  WEIGE_TRY(const auto view, work::add_site_step(place_work(call), seen, input));
  return site_response(200, view);
}

Result<Response> finish_site_step(Call& call) {
  WEIGE_TRY(const auto seen, seen_version(call));
  WEIGE_TRY(const auto step, call.request.id<work::SiteStepId>("step"));
  WEIGE_TRY(const auto view, work::finish_step(place_work(call), seen, step));
  return site_response(200, view);
}

Result<Response> check_a_site(Call& call) {
  WEIGE_TRY(const auto seen, seen_version(call));
  WEIGE_TRY(const auto result, read_json(call.request, [](JsonFields& fields) {
              return fields.required("result", as_choice(work::site_result_of));
            }));
  WEIGE_TRY(const auto view, work::check_site(place_work(call), seen, result));
  return site_response(200, view);
}

Result<Response> close_a_site(Call& call) {
  WEIGE_TRY(const auto seen, seen_version(call));
  WEIGE_TRY(const auto view, work::close_site(place_work(call), seen));
  return site_response(200, view);
}

}  // namespace

std::vector<Route> site_routes() {
  const RouteOptions edit{.if_match = IfMatch::required};
  return {
      {Method::get, "/api/work-posts", Right::read_teams, list_posts_for_work},
      {Method::get, "/api/flagged-sites", Right::read_tasks, list_sites},
      {Method::post,
       "/api/flagged-sites",
       Right::manage_key_premises,
       flag_a_site,
       {.idempotency = Idempotency::required}},
      {Method::get, "/api/flagged-sites/{id}", Right::read_tasks, read_site},
      {Method::post, "/api/flagged-sites/{id}/steps", Right::manage_key_premises, add_site_step, edit},
      {Method::post, "/api/flagged-sites/{id}/steps/{step}/done", Right::read_tasks, finish_site_step, edit},
      {Method::post, "/api/flagged-sites/{id}/checks", Right::manage_key_premises, check_a_site, edit},
      {Method::post, "/api/flagged-sites/{id}/close", Right::manage_key_premises, close_a_site, edit},
  };
}

}  // namespace weige::http
