#include "http/grid_layer_routes.h"

#include <boost/json.hpp>

#include "formats/area_file.h"
#include "grids/layer_publish_actions.h"
#include "grids/layer_taking_actions.h"
#include "http/etag.h"
#include "http/grid_call.h"
#include "http/grid_json.h"
#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/operation_json.h"
#include "http/target.h"

namespace weige::http {
namespace {

using access::Right;
using grids::LayerId;
using grids::VersionId;

constexpr std::uint64_t kLargestLayer = 64ull << 20;

Result<std::string> header_text(const Request& request, std::string_view name, std::size_t longest) {
  const auto value = request.headers.find(name);
  if (!value || value->empty()) return problem(ProblemCode::missing_field, std::string(name));
  const auto text = percent_decoded(*value, Plus::literal);
  if (value->size() > longest || !text) return problem(ProblemCode::bad_request, std::string(name));
  return *text;
}

std::string query_text(const Request& request, std::string_view name) {
  return std::string(request.query.find(name).value_or(""));
}

Result<Response> list_layers(Call& call) {
  const auto context = grids_of(call);
  WEIGE_TRY(const auto layers, grids::list_layers(context));
  return json_response(
      200, json_items(layers, [&](const auto& view) { return grid_layer_json(view, context.today()); }));
}

Result<grids::NewLayer> new_layer(const Request& request) {
  grids::NewLayer out;
  const auto kind = grids::layer_kind_of(query_text(request, "kind"));
  if (!kind) return problem(ProblemCode::bad_choice, "kind");
  out.kind = *kind;
  WEIGE_TRY(const auto layer, request.query_number("layer_id", 1, kGreatestId));
  if (layer) out.layer = LayerId{*layer};
  out.name = query_text(request, "name");
  WEIGE_TRY(out.file_name, header_text(request, "X-File-Name", 900));
  return out;
}

// What people say of the file.
Result<grids::LayerReading> reading_of(const Request& request) {
  grids::LayerReading out{.datum = {},
                          .code = query_text(request, "code_property"),
                          .name = query_text(request, "name_property")};
  const auto datum = query_text(request, "datum");
  if (datum.empty()) return out;
  WEIGE_TRY(out.datum, grids::Datum::parse(datum));
  return out;
}

Result<Response> answer_version(Call& call, int status, VersionId id) {
  const auto work = grid_work(call);
  return call.database.read(
      [&](store::Transaction& tx) { return version_response(work.in(tx), status, id); });
}

Result<Response> take(Call& call, const LayerParts& parts) {
  WEIGE_TRY(const auto key, header_text(call.request, "Idempotency-Key", 100));
  WEIGE_TRY(auto input, new_layer(call.request));
  WEIGE_TRY(const auto reading, reading_of(call.request));
  if (!call.request.upload) return problem(ProblemCode::file_empty);
  const auto work = grid_work(call);
  input.submission =
      std::to_string(call.actor().account().value) + ":" + key + ":" + call.request.upload->sha256;
  if (const auto known = grids::taken_before(work, input.submission))
    return answer_version(call, 201, *known);
  WEIGE_TRY(const auto file, formats::read_areas_in_sandbox(
                                 formats::FileSource::borrow(call.request.upload->descriptor),
                                 {.layer = query_text(call.request, "layer"), .folder = parts.scratch},
                                 {.program = parts.parse_program}));
  WEIGE_TRY(auto layer, grids::import_layer(file.layer, reading));
  WEIGE_TRY(const auto draft, grids::take_layer(work, std::move(layer), input));
  return answer_version(call, 201, draft.id);
}

Result<Response> draft(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<LayerId>("id"));
  const auto context = grids_of(call);
  WEIGE_TRY(const auto day,
            read_json(call.request, [](JsonFields& body) { return body.optional("day", as_day); }));
  WEIGE_TRY(const auto made, grids::draft_version(context, id, day.value_or(context.today())));
  return version_response(context, 201, made.id);
}

Result<Response> read_layer(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<VersionId>("id"));
  return version_response(grids_of(call), 200, id);
}

Result<Response> discard(Call& call) {
  WEIGE_TRY(const auto at, version_at(call));
  WEIGE_CHECK(grids::discard_draft(grids_of(call), at));
  return no_content();
}

// What is published never changes, a draft changes with its version: both may be asked for with the tag.
Result<Response> shapes(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<VersionId>("id"));
  WEIGE_TRY(const auto view, grids::read_version(grids_of(call), id));
  WEIGE_TRY(const auto members, grids::read_members(grids_of(call), id, grids::Shapes::with));
  auto response = geojson_response(member_features(members));
  response.headers.set("Cache-Control", "private, no-cache");
  response.headers.add("ETag", version_tag(view.version.version));
  return response;
}

Result<Response> faults(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<VersionId>("id"));
  WEIGE_TRY(const auto found, grids::faults_of(grids_of(call), id));
  return json_response(
      200, json_items(found, [&](const auto& each) { return member_faults_json(each, call.language()); }));
}

Result<Response> repair(Call& call) {
  WEIGE_TRY(const auto at, version_at(call));
  WEIGE_TRY(const auto draft, grids::repair_draft(grids_of(call), at));
  return version_response(grids_of(call), 200, draft.id);
}

Result<Response> coverage(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<VersionId>("id"));
  WEIGE_TRY(const auto view, grids::check_version(grids_of(call), id));
  return json_response(200, coverage_json(view, call.language()));
}

Result<Response> publish(Call& call, const std::function<void()>& wake_jobs) {
  WEIGE_TRY(auto publication, read_json(call.request, [](JsonFields& body) {
              return grids::Publication{
                  .at = {},
                  .effective_from = body.required("effective_from", as_day),
                  .accepted_findings = static_cast<int>(
                      body.optional("accepted_findings", as_integer{0, 1'000'000}).value_or(0)),
                  .note = body.optional("note", as_text{200}).value_or("")};
            }));
  WEIGE_TRY(publication.at, version_at(call));
  WEIGE_TRY(const auto published, grids::publish_version(grid_work(call), publication));
  if (const auto* job = std::get_if<jobs::JobId>(&published)) {
    wake_jobs();
    return json_response(202, submitted_json(*job));
  }
  return answer_version(call, 200, publication.at.id);
}

}  // namespace

std::vector<Route> grid_layer_routes(const LayerParts& parts) {
  const RouteOptions change{.if_match = IfMatch::required};
  const RouteOptions both{.if_match = IfMatch::required, .idempotency = Idempotency::required};
  return {
      {Method::get, "/api/grid-layers", Right::read_grids, list_layers},
      {Method::post,
       "/api/grid-layers",
       Right::edit_grids,
       [parts](Call& call) { return take(call, parts); },
       {.work = Work::own, .idempotency = Idempotency::by_handler, .upload_limit = kLargestLayer}},
      {Method::post,
       "/api/grid-layers/{id}/drafts",
       Right::edit_grids,
       draft,
       {.idempotency = Idempotency::required}},
      {Method::get, "/api/grid-versions/{id}", Right::read_grids, read_layer},
      {Method::del, "/api/grid-versions/{id}", Right::edit_grids, discard, change},
      {Method::get, "/api/grid-versions/{id}/shapes", Right::read_grids, shapes},
      {Method::get, "/api/grid-versions/{id}/faults", Right::edit_grids, faults},
      {Method::post, "/api/grid-versions/{id}/repair", Right::edit_grids, repair, both},
      {Method::get, "/api/grid-versions/{id}/coverage", Right::read_grids, coverage},
      {Method::post,
       "/api/grid-versions/{id}/publish",
       Right::edit_grids,
       [wake = parts.wake_jobs](Call& call) { return publish(call, wake); },
       {.work = Work::own, .if_match = IfMatch::required, .idempotency = Idempotency::by_handler}},
  };
}

}  // namespace weige::http
