#include "cli/approval_rules.h"

#include <charconv>
#include <cstdlib>
#include <cstring>

namespace weige::cli {
namespace {

constexpr const char* kTwoPersonsName = "WEIGE_TWO_PERSONS";
constexpr const char* kBulkPeopleName = "WEIGE_BULK_EXPORT_PEOPLE";

Problem wrong_rule(const char* name, const char* expected) {
  return problem(ProblemCode::setting).with("name", name).with("expected", expected);
}

}  // namespace

Result<access::ApprovalRules> approval_rules() {
  access::ApprovalRules out;
  if (const char* text = std::getenv(kTwoPersonsName)) {
    const auto rule = access::two_persons_of(text);
    if (!rule) return wrong_rule(kTwoPersonsName, "required, off");
    out.two_persons = *rule;
  }
  if (const char* text = std::getenv(kBulkPeopleName)) {
    const char* const end = text + std::strlen(text);
    const auto [rest, error] = std::from_chars(text, end, out.bulk_export_people);
    if (error != std::errc{} || rest != end || out.bulk_export_people < 0)
      return wrong_rule(kBulkPeopleName, "0 – 1000000000");
  }
  return out;
}

}  // namespace weige::cli
