#include "registry/resident_import.h"

#include <algorithm>

#include "registry/row_scan.h"
#include "standards/document.h"
#include "standards/person_name.h"

namespace weige::registry {
namespace {

using standards::Document;
using standards::DocumentType;

Day a_year_after(Day day) {
  return Day{std::chrono::sys_days{day} + std::chrono::days{366}};
}

void take_name(RowScan& row) {
  if (row.is_bad("name")) return;
  if (!row.has("name")) return row.fault(ProblemCode::missing_name, "name");
  const auto name = standards::PersonName::parse(row.text("name"));
  if (!name)
    return row.fault(
        name.problem().code == ProblemCode::too_long ? ProblemCode::too_long : ProblemCode::person_name,
        "name");
  if (const auto warning = name->warning()) row.warn(*warning, "name");
  row.out().subject.push_back({"name", name->reveal()});
  row.out().name_key = name->key();
}

// Without a type: what the number alone tells, and for many digits an ID number, so that what is wrong with
// it is told.
Result<Document> read_document(RowScan& row, std::optional<DocumentType> type) {
  const auto& text = row.text("document_number");
  if (type) return Document::parse(*type, text);
  auto document = Document::parse_untyped(text);
  if (document || document.problem().code != ProblemCode::document_type) return document;
  const auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
  constexpr int kManyDigits = 12;
  if (digits >= kManyDigits) return Document::parse(DocumentType::resident_id, text);
  return document;
}

// What the ID number says about sex and birth is taken where the row is silent and compared where it speaks.
void compare(RowScan& row, const standards::IdNumber& id) {
  const auto sex = id.sex() == standards::Sex::male ? "male" : "female";
  auto& subject = row.out().subject;
  const auto given = std::ranges::find(subject, "sex", &FieldValue::field);
  if (given == subject.end() && !row.is_bad("sex"))
    subject.push_back({"sex", sex});
  else if (given != subject.end() && given->value != sex)
    row.fault(ProblemCode::sex_disagrees, "sex");
  const auto birth = to_iso(id.birth_date());
  const auto born = std::ranges::find(subject, "birth_date", &FieldValue::field);
  if (born == subject.end() && !row.is_bad("birth_date"))
    subject.push_back({"birth_date", birth});
  else if (born != subject.end() && born->value != birth)
    row.fault(ProblemCode::birth_date_disagrees, "birth_date");
  if (const auto warning = id.warning()) row.warn(*warning, "document_number");
}

void take_document(RowScan& row, const formats::Cell* cell) {
  const auto type_text =
      row.form("document_type", {RecordKind::person, "document_type", ProblemCode::document_type_unknown});
  if (!row.has("document_number") || row.is_bad("document_number") || row.is_bad("document_type")) return;
  if (cell && formats::digits_lost(*cell)) return row.fault(ProblemCode::digits_lost, "document_number");
  if (is_masked(row.text("document_number"))) return row.fault(ProblemCode::number_masked, "document_number");
  const auto type = type_text ? standards::document_type_of_code(*type_text) : std::nullopt;
  const auto document = read_document(row, type);
  if (!document) return row.fault(document.problem().code, "document_number");
  const auto id = document->id_number();
  if (id && id->birth_date() > row.town().today)
    return row.fault(ProblemCode::born_in_future, "document_number");
  auto& out = row.out();
  const auto number = id ? id->as18() : document->reveal();
  out.subject.push_back({"document_type", std::string(code(document->type()))});
  out.subject.push_back({"document_number", number});
  out.key = std::string(code(document->type())) + ":" + number;
  if (id) compare(row, *id);
}

void take_birth(RowScan& row) {
  const auto birth = row.day("birth_date", a_year_after(a_year_after(row.town().today)));
  if (!birth) return;
  if (*birth > row.town().today) return row.fault(ProblemCode::born_in_future, "birth_date");
  row.out().subject.push_back({"birth_date", to_iso(*birth)});
}

void take_residence(RowScan& row) {
  auto& residence = row.out().residence;
  row.take("residence_kind", {RecordKind::residence, "kind", ProblemCode::residence_kind_unknown}, residence);
  row.take("relation", {RecordKind::residence, "relation", ProblemCode::relation_unknown}, residence);
  const auto from = row.day("from_day", a_year_after(row.town().today));
  const auto to = row.day("to_day", a_year_after(row.town().today));
  if (from) residence.push_back({"from_day", to_iso(*from)});
  if (!to) return;
  if (from && *to < *from) return row.fault(ProblemCode::ends_before_start, "to_day");
  residence.push_back({"to_day", to_iso(*to)});
}

void take_employment(RowScan& row) {
  auto& employment = row.out().employment;
  row.take("employer_code", {RecordKind::organisation, "credit_code"}, employment);
  row.take("job", {RecordKind::employment, "job"}, employment);
  if (const auto from = row.day("employed_from", a_year_after(row.town().today)))
    employment.push_back({"from_day", to_iso(*from)});
}

void need_identity(RowScan& row) {
  const bool tried = row.has("document_number") || row.has("birth_date") || row.is_bad("document_number") ||
                     row.is_bad("birth_date");
  if (tried) return;
  row.fault(ProblemCode::missing_identity,
            row.column("document_number") != 0 ? "document_number" : "birth_date");
}

}  // namespace

ParsedRow parse_resident(const UploadRow& cells, const ImportColumns& columns, const ImportTown& town,
                         RowNeeds needs) {
  RowScan row(cells, columns, town);
  if (cells.too_wide != 0) return std::move(row.out());
  auto& subject = row.out().subject;
  take_name(row);
  row.take("sex", {RecordKind::person, "sex", ProblemCode::sex_unknown}, subject);
  take_birth(row);
  take_document(row, row.cell("document_number"));
  if (needs == RowNeeds::whole) need_identity(row);
  row.take("phone", {RecordKind::person, "phone"}, subject);
  row.take("registered_place", {RecordKind::person, "registered_place"}, subject);
  row.take("category", {RecordKind::person, "category", ProblemCode::category_unknown}, subject);
  take_residence(row);
  take_employment(row);
  if (needs == RowNeeds::whole || row.has_address()) row.take_address();
  row.take_use();
  return std::move(row.out());
}

}  // namespace weige::registry
