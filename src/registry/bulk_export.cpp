#include "registry/bulk_export.h"

namespace weige::registry {

std::string_view code(ExportWay way) {
  return way == ExportWay::page ? "page" : "command";
}

bool is_bulk_export(const ExportForm& form, std::int64_t rows, const access::ApprovalRules& rules) {
  if (rules.two_persons == access::TwoPersons::off) return false;
  return form.numbers == Numbers::full || rows > rules.bulk_export_people;
}

}  // namespace weige::registry
