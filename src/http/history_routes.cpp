#include "http/history_routes.h"

#include <boost/json.hpp>

#include "http/history_json.h"
#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/operation_json.h"
#include "http/register_call.h"
#include "registry/undo_actions.h"

namespace weige::http {
namespace {

using access::Right;
using registry::RecordKind;

constexpr std::size_t kMostTold = 50;

// Residences, employments and labels are told with the record they hang on.
Result<RecordKind> kind_param(const Request& request) {
  const auto kind = registry::record_kind_of(request.param("kind"));
  if (kind == RecordKind::address || kind == RecordKind::premises || kind == RecordKind::person ||
      kind == RecordKind::organisation)
    return *kind;
  return problem(ProblemCode::not_found);
}

Result<Response> history(Call& call) {
  WEIGE_TRY(const auto kind, kind_param(call.request));
  WEIGE_TRY(const auto id, call.request.id_param("id"));
  WEIGE_TRY(const auto asked, list_page(call.request));
  WEIGE_TRY(const auto page,
            registry::history(reading(call),
                              {.kind = kind, .id = id, .before = asked.after, .limit = asked.limit}));
  auto out = json_items(page.changes, [&](const registry::ChangeView& view) {
    return change_json(view, call.actor().purpose());
  });
  if (page.next_before) put(out, "next_cursor", std::to_string(*page.next_before));
  return json_response(200, out);
}

Result<Response> undo(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<registry::OperationId>("id"));
  const auto take_reason = [](JsonFields& body) { return body.required("reason", as_text{200}); };
  WEIGE_TRY(const auto reason, read_json(call.request, take_reason));
  WEIGE_TRY(const auto taken, registry::take_back_operation(writing(call), id, reason));
  if (const auto* job = std::get_if<jobs::JobId>(&taken)) return json_response(202, submitted_json(*job));
  const auto& undone = std::get<registry::Undone>(taken);
  // A whole import taken back is no news of single records.
  if (undone.subjects.size() <= kMostTold)
    for (const auto& [kind, subject] : undone.subjects) tell_change(call, kind, subject);
  return json_response(200, operation_json(Extent::done, undone.operation, undone.affected));
}

}  // namespace

std::vector<Route> history_routes() {
  return {
      {Method::get, "/api/history/{kind}/{id}", SignedIn{}, history},
      {Method::post,
       "/api/operations/{id}/undo",
       Right::undo_change,
       undo,
       {.idempotency = Idempotency::required}},
  };
}

}  // namespace weige::http
