#include "http/upload_routes.h"

#include "http/import_json.h"
#include "http/target.h"
#include "registry/upload_actions.h"

namespace weige::http {
namespace {

constexpr std::uint64_t kLargestUpload = 64ull
                                         << 20;  // a town of 200,000 residents in one file fits several times

Result<std::string> needed_header(const Request& request, std::string_view name, std::size_t longest) {
  const auto value = request.headers.find(name);
  if (!value || value->empty()) return problem(ProblemCode::missing_field, std::string(name));
  if (value->size() > longest) return problem(ProblemCode::bad_request, std::string(name));
  return std::string(*value);
}

Result<Response> answer(int status, store::Transaction& tx, const registry::Upload& upload) {
  return json_response(status, upload_json(tx, upload));
}

// Reading takes a child process and several short transactions, so the route has none of its own; the
// submission's key is kept with the upload.
Result<Response> take(Call& call, const std::string& parse_program) {
  WEIGE_TRY(const auto key, needed_header(call.request, "Idempotency-Key", 100));
  WEIGE_TRY(const auto encoded, needed_header(call.request, "X-File-Name", 900));
  const auto name = percent_decoded(encoded, Plus::literal);
  if (!name) return problem(ProblemCode::bad_request, "X-File-Name");
  if (!call.request.upload) return problem(ProblemCode::file_empty);
  const auto clock = fixed_clock(call.now);
  WEIGE_TRY(const auto upload,
            registry::take_upload({call.database, call.actor(), clock, {.program = parse_program}},
                                  {.fd = call.request.upload->descriptor,
                                   .name = *name,
                                   .submission = key + ":" + call.request.upload->sha256}));
  return call.database.read([&](store::Transaction& tx) { return answer(201, tx, upload); });
}

Result<Response> read(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<registry::UploadId>("id"));
  WEIGE_TRY(const auto upload, registry::read_upload_info(call.tx(), call.actor(), id));
  return answer(200, call.tx(), upload);
}

}  // namespace

std::vector<Route> upload_routes(std::string parse_program) {
  auto take_in = [program = std::move(parse_program)](Call& call) { return take(call, program); };
  return {
      {Method::post,
       "/api/uploads",
       access::Right::hand_in_rosters,
       std::move(take_in),
       {.work = Work::own, .idempotency = Idempotency::by_handler, .upload_limit = kLargestUpload}},
      {Method::get, "/api/uploads/{id}", access::Right::hand_in_rosters, read},
  };
}

}  // namespace weige::http
