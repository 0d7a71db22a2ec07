#include "registry/organisation_import.h"

#include "registry/row_scan.h"
#include "standards/credit_code.h"
#include "standards/text_fold.h"

namespace weige::registry {
namespace {

void take_name(RowScan& row) {
  if (row.is_bad("name")) return;
  if (!row.has("name")) return row.fault(ProblemCode::missing_name, "name");
  row.take("name", {RecordKind::organisation, "name"}, row.out().subject);
  row.out().name_key = standards::fold_text(row.text("name"));
}

void take_code(RowScan& row) {
  if (!row.has("credit_code") || row.is_bad("credit_code")) return;
  if (formats::digits_lost(*row.cell("credit_code")))
    return row.fault(ProblemCode::digits_lost, "credit_code");
  const auto parsed = standards::CreditCode::parse(row.text("credit_code"));
  if (!parsed) return row.fault(parsed.problem().code, "credit_code");
  if (const auto warning = parsed->warning()) row.warn(*warning, "credit_code");
  row.out().key = parsed->text();
  row.out().subject.push_back({"credit_code", parsed->text()});
}

}  // namespace

ParsedRow parse_organisation(const UploadRow& cells, const ImportColumns& columns, const ImportTown& town) {
  RowScan row(cells, columns, town);
  if (cells.too_wide != 0) return std::move(row.out());
  auto& subject = row.out().subject;
  take_name(row);
  take_code(row);
  row.take("kind", {RecordKind::organisation, "kind", ProblemCode::organisation_kind_unknown}, subject);
  row.take("contact_name", {RecordKind::organisation, "contact_name"}, subject);
  row.take("contact_phone", {RecordKind::organisation, "contact_phone"}, subject);
  row.take_address();
  row.take_use();
  return std::move(row.out());
}

}  // namespace weige::registry
