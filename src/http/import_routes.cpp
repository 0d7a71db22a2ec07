#include "http/import_routes.h"

#include <charconv>

#include "http/import_json.h"
#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/spreadsheet_response.h"
#include "registry/import_result_actions.h"

namespace weige::http {
namespace {

using registry::ImportId;

constexpr access::AuditAction kRowsRead{"import.rows_read"}, kResultRead{"import.result_read"};
constexpr access::SubjectKind kImportSubject{"import"};
constexpr std::int64_t kMostListed = 500;

registry::NewImport read_new_import(JsonFields& fields) {
  return {.upload = fields.required("upload_id", as_id<registry::UploadId>),
          .kind = fields.required("kind", as_choice(registry::town_file_of)),
          .mode = fields.required("mode", as_choice(registry::import_mode_of)),
          .sheet = fields.optional("sheet", as_text{120}).value_or(""),
          .mapping = fields.required("mapping", as_list(200, as_object(read_column_mapping))),
          .reference = fields.optional("reference_date", as_day),
          .source = fields.optional("source", as_text{60}).value_or("")};
}

Result<Response> start(Call& call, const std::function<void()>& wake_jobs) {
  WEIGE_TRY(const auto input, read_json(call.request, read_new_import));
  WEIGE_TRY(const auto import, registry::start_import({call.tx(), call.actor(), call.now}, input));
  call.after_commit.push_back(wake_jobs);
  return json_response(202, import_json(call.tx(), import, call.language()));
}

Result<std::int64_t> cursor_of(const Request& request, std::int64_t from) {
  const auto text = request.query.find("cursor");
  if (!text) return from;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc{} || end != text->data() + text->size())
    return problem(ProblemCode::bad_request, "cursor");
  return value;
}

Result<Response> list(Call& call) {
  WEIGE_TRY(const auto limit, call.request.query_number("limit", 1, kMostListed));
  WEIGE_TRY(const auto before, cursor_of(call.request, kGreatestId));
  const int wanted = static_cast<int>(limit.value_or(50));
  const auto imports = registry::list_imports(call.tx(), call.actor(), before, wanted);
  auto out = json_items(
      imports, [&](const registry::Import& each) { return import_json(call.tx(), each, call.language()); });
  if (static_cast<int>(imports.size()) == wanted)
    put(out, "next_cursor", std::to_string(imports.back().id.value));
  return json_response(200, out);
}

Result<Response> read(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<ImportId>("id"));
  WEIGE_TRY(const auto import, registry::read_import(call.tx(), call.actor(), id));
  return json_response(200, import_json(call.tx(), import, call.language()));
}

Result<registry::RowQuery> row_query(const Request& request) {
  WEIGE_TRY(const auto limit, request.query_number("limit", 1, kMostListed));
  WEIGE_TRY(const auto after, cursor_of(request, 0));
  registry::RowQuery query{.after = static_cast<std::uint32_t>(after),
                           .limit = static_cast<int>(limit.value_or(100))};
  if (const auto outcome = request.query.find("outcome"); outcome && !outcome->empty()) {
    query.outcome = registry::row_outcome_of(*outcome);
    if (!query.outcome) return problem(ProblemCode::bad_choice, "outcome");
  }
  return query;
}

Result<Response> rows(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<ImportId>("id"));
  WEIGE_TRY(const auto query, row_query(call.request));
  WEIGE_TRY(const auto import, registry::read_import(call.tx(), call.actor(), id));
  const auto found = registry::import_rows(call.tx(), id, query);
  const auto upload = registry::find_upload(call.tx(), call.actor(), import.upload);
  const RowLook look{upload ? upload->sheets.at(static_cast<std::size_t>(import.sheet)).name : std::string(),
                     import.applied.value_or(false), call.language()};
  call.readings.add(call.now, call.actor(), kRowsRead, kImportSubject, {id.value});
  auto out = json_items(found, [&](const registry::ImportedRow& row) { return import_row_json(row, look); });
  if (static_cast<int>(found.size()) == query.limit)
    put(out, "next_cursor", std::to_string(found.back().row));
  return json_response(200, out);
}

Result<Response> result_file(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<ImportId>("id"));
  const MemoryFile file("weige-result");
  WEIGE_CHECK(registry::write_result_file({call.database, call.actor(), id, call.language()}, file.path()));
  call.readings.add(call.now, call.actor(), kResultRead, kImportSubject, {id.value});
  return spreadsheet_response(file, "import-" + std::to_string(id.value) + ".xlsx");
}

}  // namespace

std::vector<Route> import_routes(std::function<void()> wake_jobs) {
  const auto right = access::Right::import_files;
  return {
      {Method::get, "/api/imports", right, list},
      {Method::post,
       "/api/imports",
       right,
       [wake = std::move(wake_jobs)](Call& call) { return start(call, wake); },
       {.idempotency = Idempotency::required}},
      {Method::get, "/api/imports/{id}", right, read},
      {Method::get, "/api/imports/{id}/rows", right, rows},
      {Method::get, "/api/imports/{id}/result-file", right, result_file, {.work = Work::own}},
  };
}

}  // namespace weige::http
