#include "http/premises_routes.h"

#include <boost/json.hpp>

#include "http/premises_json.h"
#include "http/register_call.h"

namespace weige::http {
namespace {

using access::Right;
using registry::RecordKind;

Result<Response> read_premises(Call& call) {
  WEIGE_TRY(const auto id, call.request.id_param("id"));
  WEIGE_TRY(const auto when, as_of(call.request));
  WEIGE_TRY(const auto view, registry::read_premises(reading(call), id, when));
  return record_response(200, view.premises.record.version, premises_json(view));
}

Result<Response> edit_premises(Call& call) {
  WEIGE_TRY(auto input, read_json(call.request, take_premises_edit));
  WEIGE_TRY(input.id, call.request.id_param("id"));
  input.version = call.version();
  WEIGE_TRY(const auto premises, registry::edit_record(writing(call), input));
  WEIGE_TRY(const auto view, registry::read_premises(reading(call), premises.id));
  tell_change(call, RecordKind::premises, premises.id);
  return record_response(200, premises.version, premises_json(view));
}

Result<Response> add_label(Call& call) {
  WEIGE_TRY(auto input, read_json(call.request, take_label));
  WEIGE_TRY(input.premises_id, call.request.id_param("id"));
  WEIGE_TRY(const auto made,
            placed(registry::add_label(writing(call), input), {{RecordKind::premises_label, ""}}));
  WEIGE_TRY(const auto view, registry::read_label(reading(call), made.id));
  tell_change(call, RecordKind::premises, input.premises_id);
  return record_response(201, made.version, label_json(view));
}

Result<Response> end_label(Call& call) {
  WEIGE_TRY(auto input, read_json(call.request, take_label_end));
  WEIGE_TRY(input.id, call.request.id_param("id"));
  WEIGE_TRY(const auto ended, registry::end_record(writing(call), input));
  WEIGE_TRY(const auto view, registry::read_label(reading(call), ended.id));
  tell_change(call, RecordKind::premises, *ended.number("premises_id"));
  return record_response(200, ended.version, label_json(view));
}

}  // namespace

std::vector<Route> premises_routes() {
  return {
      {Method::get, "/api/premises/{id}", Right::read_place, read_premises},
      {Method::patch,
       "/api/premises/{id}",
       Right::edit_premises,
       edit_premises,
       {.if_match = IfMatch::required}},
      {Method::post,
       "/api/premises/{id}/labels",
       Right::edit_premises,
       add_label,
       {.idempotency = Idempotency::required}},
      {Method::post, "/api/labels/{id}/end", Right::edit_premises, end_label},
  };
}

}  // namespace weige::http
