#include "registry/purpose_mask.h"

#include <algorithm>
#include <optional>

namespace weige::registry {
namespace {

using access::FieldGroup;

struct MaskedField {
  std::string_view field;
  std::optional<FieldGroup> group;  // none: always shown
};
// What is not named here is part of who somebody is.
constexpr MaskedField kMaskedFields[] = {
    {"state", {}},
    {"name", {}},
    {"category", {}},
    {"phone", FieldGroup::contact},
    {"owner_phone", FieldGroup::contact},
    {"agent_phone", FieldGroup::contact},
    {"contact_phone", FieldGroup::contact},
    {"address", FieldGroup::residences},
    {"committee", FieldGroup::residences},
    {"use", FieldGroup::residences},
    {"residence_kind", FieldGroup::residences},
    {"relation", FieldGroup::residences},
    {"from_day", FieldGroup::residences},
    {"to_day", FieldGroup::residences},
    {"employer_code", FieldGroup::employments},
    {"job", FieldGroup::employments},
    {"employed_from", FieldGroup::employments},
};

}  // namespace

bool shows_field(access::Purpose purpose, std::string_view field) {
  const auto* const found = std::ranges::find(kMaskedFields, field, &MaskedField::field);
  if (found == std::end(kMaskedFields)) return access::shows(purpose, FieldGroup::identity);
  return !found->group || access::shows(purpose, *found->group);
}

}  // namespace weige::registry
