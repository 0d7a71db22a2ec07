#include "http/import_json.h"

#include <algorithm>
#include <boost/json.hpp>

#include "formats/table.h"
#include "http/job_json.h"
#include "http/json_out.h"
#include "jobs/job_actions.h"

namespace weige::http {
namespace {

using registry::TownFile;

boost::json::object sheet_json(store::Transaction& tx, const registry::Upload& upload, int index) {
  const auto& sheet = upload.sheets[static_cast<std::size_t>(index)];
  std::vector<std::string> titles;
  for (const auto& column : sheet.columns) titles.push_back(column.title);
  const auto kind = registry::guess_kind(titles);
  const auto mapping = registry::guess_mapping(kind.value_or(TownFile::residents), sheet);
  boost::json::object out;
  put(out, "name", sheet.name);
  put(out, "rows", sheet.rows);
  put(out, "header_row", static_cast<std::int64_t>(sheet.header_row));
  if (kind) put(out, "guessed_kind", code(*kind));
  out["columns"] = json_array(sheet.columns, [&](const registry::UploadColumn& column) {
    boost::json::object one;
    put(one, "column", static_cast<std::int64_t>(column.column) - 1);
    put(one, "title", column.title);
    const auto mapped = std::ranges::find(mapping, column.column, &registry::ColumnMapping::column);
    if (mapped == mapping.end()) return one;
    put(one, "field", mapped->field);
    put(one, "sure", registry::guess_field(kind.value_or(TownFile::residents), column.title)->sure);
    return one;
  });
  out["dropped_columns"] =
      json_array(sheet.dropped_columns, [](const std::string& title) { return json_of(title); });
  out["sample"] =
      json_array(registry::sample_rows(tx, upload, index), [](const std::vector<std::string>& row) {
        return json_array(row, [](const std::string& text) { return json_of(text); });
      });
  return out;
}

boost::json::object fields_json() {
  boost::json::object out;
  for (const auto kind : registry::kTownFiles)
    out[code(kind)] = json_array(registry::import_fields(kind), [](const registry::ImportField& field) {
      boost::json::object one;
      put(one, "code", field.code);
      put(one, "zh", field.zh);
      put(one, "en", field.en);
      put(one, "required", field.required);
      return one;
    });
  return out;
}

}  // namespace

registry::ColumnMapping read_column_mapping(JsonFields& fields) {
  registry::ColumnMapping out;
  out.column = static_cast<std::uint32_t>(fields.required("column", as_integer{0, 16'383})) + 1;
  out.field = fields.nullable("field", as_text{40}).value_or(std::nullopt).value_or("");
  return out;
}

boost::json::object column_mapping_json(const registry::ColumnMapping& mapping) {
  boost::json::object out;
  put(out, "column", static_cast<std::int64_t>(mapping.column) - 1);
  put(out, "field", mapping.field);
  return out;
}

boost::json::array commonest_json(const std::map<std::string, int>& problems, Language language) {
  constexpr std::size_t kShown = 20;
  std::vector<std::pair<std::string, int>> sorted(problems.begin(), problems.end());
  std::ranges::stable_sort(sorted, std::ranges::greater{}, &std::pair<std::string, int>::second);
  if (sorted.size() > kShown) sorted.resize(kShown);
  return json_array(sorted, [&](const std::pair<std::string, int>& each) {
    boost::json::object one;
    put(one, "code", each.first);
    put(one, "title", registry::title({.code = each.first, .other_row = "…"}, language));
    put(one, "rows", each.second);
    return one;
  });
}

boost::json::object cell_problem_json(std::uint32_t row, const registry::Finding& finding,
                                      Language language) {
  boost::json::object out;
  put(out, "code", finding.code);
  put(out, "cell", formats::cell_name(row, finding.column));
  put(out, "title", title(finding, language));
  if (const auto text = mend(finding, language); !text.empty()) put(out, "detail", text);
  if (!finding.value.empty()) put(out, "value", finding.value);
  if (finding.warning) put(out, "warning", true);
  return out;
}

boost::json::object upload_json(store::Transaction& tx, const registry::Upload& upload) {
  boost::json::object out;
  put(out, "id", upload.id);
  put(out, "file_name", upload.file_name);
  put(out, "rows", upload.rows);
  boost::json::array sheets;
  for (int i = 0; i < static_cast<int>(upload.sheets.size()); ++i)
    sheets.push_back(sheet_json(tx, upload, i));
  out["sheets"] = std::move(sheets);
  out["fields"] = fields_json();
  return out;
}

boost::json::object import_json(store::Transaction& tx, const registry::Import& import, Language language) {
  boost::json::object out;
  put(out, "id", import.id);
  if (const auto job = jobs::get_job(tx, import.job)) out["job"] = job_json(*job, language);
  put(out, "kind", code(import.kind));
  put(out, "mode", code(import.mode));
  put(out, "file_name", import.file_name);
  put(out, "rows", import.rows);
  boost::json::object outcomes;
  for (const auto& [outcome, rows] : import.outcomes) outcomes[outcome] = rows;
  out["outcomes"] = std::move(outcomes);
  out["problems"] = commonest_json(import.problems, language);
  out["dropped_columns"] =
      json_array(import.dropped_columns, [](const std::string& title) { return json_of(title); });
  put(out, "operation_id", import.operation);
  put(out, "applied", import.applied);
  return out;
}

boost::json::object import_row_json(const registry::ImportedRow& row, const RowLook& look) {
  boost::json::object out;
  put(out, "row", static_cast<std::int64_t>(row.row));
  if (!look.sheet.empty()) put(out, "sheet", look.sheet);
  put(out, "outcome", code(row.outcome));
  if (row.subject_id != 0 && look.applied) {
    put(out, "subject_kind", code(row.subject_kind));
    put(out, "subject_id", row.subject_id);
  }
  out["problems"] = json_array(row.findings, [&](const registry::Finding& finding) {
    return cell_problem_json(row.row, finding, look.language);
  });
  return out;
}

}  // namespace weige::http
