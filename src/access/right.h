// Right: what one may do, named once. policy.h says which role has it. Codes are public (GET /api/session
// lists them) and never renamed.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace weige::access {

enum class Right {
#define WEIGE_RIGHT(name, code, zh, en) name,
#include "access/right_catalogue.inc"
#undef WEIGE_RIGHT
};

std::string_view code(Right right);  // "person.read"
std::string_view zh_name(Right right);
std::string_view en_name(Right right);
std::optional<Right> right_of(std::string_view code);
std::vector<Right> all_rights();

}  // namespace weige::access
