// Purpose: why a single record or a full number is looked at; a closed list, each tied to the rule that it
// follows from and to what it shows; stored with every audited reading.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace weige::access {

enum class Purpose {
  door_check,
  resident_service,
  data_correction,
  duplicate_review,
  data_quality,
  legal_request
};

std::string_view code(Purpose purpose);  // "door_check"
std::string_view zh_name(Purpose purpose);
std::string_view en_name(Purpose purpose);
std::optional<Purpose> purpose_of(std::string_view code);
std::vector<Purpose> all_purposes();

// The rule in plain words, for whoever chooses and for the resident who asks.
std::string_view zh_basis(Purpose purpose);
std::string_view en_basis(Purpose purpose);

// What of a person a purpose shows beside the name. numbers: document and phone in full, one at a time.
enum class FieldGroup { identity, contact, residences, employments, numbers };
std::string_view code(FieldGroup group);
std::vector<FieldGroup> all_field_groups();
bool shows(Purpose purpose, FieldGroup group);

}  // namespace weige::access
