#include "http/organisation_routes.h"

#include <boost/json.hpp>

#include "http/json_out.h"
#include "http/organisation_json.h"
#include "http/register_call.h"
#include "http/residence_json.h"

namespace weige::http {
namespace {

using access::Right;
using registry::RecordKind;

Result<Response> read(Call& call) {
  WEIGE_TRY(const auto id, call.request.id_param("id"));
  WEIGE_TRY(const auto view, registry::read_organisation(reading(call), id));
  return record_response(200, view.organisation.record.version, organisation_json(view));
}

Result<Response> add(Call& call) {
  WEIGE_TRY(const auto input, read_json(call.request, take_new_organisation));
  WEIGE_TRY(const auto made, placed(registry::add_organisation(writing(call), input),
                                    {{RecordKind::organisation, "organisation"}}));
  WEIGE_TRY(const auto view, registry::read_organisation(reading(call), made.id));
  return created_response("/api/organisations/" + std::to_string(made.id), made.version,
                          organisation_json(view));
}

Result<Response> edit(Call& call) {
  WEIGE_TRY(auto input, read_json(call.request, take_organisation_change));
  WEIGE_TRY(input.edit.id, call.request.id_param("id"));
  input.edit.version = call.version();
  WEIGE_TRY(const auto now, placed(registry::change_organisation(writing(call), input),
                                   {{RecordKind::organisation, "fields"}}));
  WEIGE_TRY(const auto view, registry::read_organisation(reading(call), now.id));
  tell_change(call, RecordKind::organisation, now.id);
  return record_response(200, now.version, organisation_json(view));
}

Result<Response> employments(Call& call) {
  WEIGE_TRY(const auto id, call.request.id_param("id"));
  WEIGE_TRY(const auto asked, list_page(call.request));
  WEIGE_TRY(const auto page, registry::employments_of(reading(call), {.organisation_id = id,
                                                                      .after = asked.after.value_or(0),
                                                                      .limit = asked.limit}));
  auto out = json_items(page.employments, employment_json);
  if (page.next_after) put(out, "next_cursor", std::to_string(*page.next_after));
  return json_response(200, out);
}

}  // namespace

std::vector<Route> organisation_routes() {
  return {
      {Method::get, "/api/organisations/{id}", Right::read_organisation, read},
      {Method::post,
       "/api/organisations",
       Right::edit_organisation,
       add,
       {.idempotency = Idempotency::required}},
      {Method::patch,
       "/api/organisations/{id}",
       Right::edit_organisation,
       edit,
       {.if_match = IfMatch::required}},
      {Method::get, "/api/organisations/{id}/employments", Right::search_people, employments},
  };
}

}  // namespace weige::http
