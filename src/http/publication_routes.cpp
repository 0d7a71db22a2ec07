#include "http/publication_routes.h"

#include <boost/json.hpp>
#include <cerrno>
#include <cstring>

#include "http/attachment.h"
#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/publication_json.h"
#include "town/publication_actions.h"

namespace weige::http {
namespace {

using access::Right;

town::PublishingContext publishing(const Call& call) {
  return {.tx = call.tx(), .actor = call.actor(), .now = call.now};
}

struct AskedTable {
  town::TableKind kind;
  bool preview = false;
};

AskedTable take_asked_table(JsonFields& body) {
  return {.kind = {.measure = body.required("measure", as_choice(town::measure_of)),
                   .breakdown = body.required("breakdown", as_choice(town::breakdown_of)),
                   .level = body.required("level", as_choice(town::level_of))},
          .preview = body.optional("preview", as_flag).value_or(false)};
}

Result<Response> list_tables(Call& call) {
  WEIGE_TRY(const auto list, town::list_publications(publishing(call)));
  return json_response(200, json_items(list, publication_summary_json));
}

Result<Response> make_table(Call& call) {
  WEIGE_TRY(const auto asked, read_json(call.request, take_asked_table));
  if (asked.preview) {
    WEIGE_TRY(const auto seen, town::preview_table(publishing(call), asked.kind));
    return json_response(200, publication_json(seen));
  }
  WEIGE_TRY(const auto made, town::publish_table(publishing(call), asked.kind));
  auto response = json_response(201, publication_json(made));
  response.headers.add("Location", "/api/publications/" + std::to_string(made.id.value));
  return response;
}

Result<Response> one_table(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<town::PublicationId>("id"));
  WEIGE_TRY(const auto found, town::read_publication(publishing(call), id));
  return json_response(200, publication_json(found));
}

Result<Response> table_file(Call& call, const std::filesystem::path& scratch) {
  WEIGE_TRY(const auto id, call.request.id<town::PublicationId>("id"));
  WEIGE_TRY(const auto found, town::read_publication(publishing(call), id));
  const std::shared_ptr<TemporaryFile> copy = TemporaryFile::make(scratch, "download");
  bool written = copy != nullptr;
  if (copy)
    write_publication_csv(found, call.language(),
                          [&](std::string_view part) { written = written && copy->write(part); });
  if (!written || !copy->close())
    return problem(ProblemCode::file_write).with("reason", std::strerror(errno));
  return attachment(copy, publication_file_name(found, call.language()));
}

}  // namespace

std::vector<Route> publication_routes(const std::filesystem::path& scratch) {
  return {{Method::get, "/api/publications", Right::publish_figures, list_tables},
          {Method::post,
           "/api/publications",
           Right::publish_figures,
           make_table,
           {.idempotency = Idempotency::required}},
          {Method::get, "/api/publications/{id}", Right::publish_figures, one_table},
          {Method::get, "/api/publications/{id}/file", Right::publish_figures,
           [scratch](Call& call) { return table_file(call, scratch); }}};
}

}  // namespace weige::http
