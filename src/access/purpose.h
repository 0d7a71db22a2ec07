// Purpose: why a single record or a full number is looked at; a closed list, stored with every audited
// reading.
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

}  // namespace weige::access
