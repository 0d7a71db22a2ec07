// What a writer puts into a cell. Texts are valid UTF-8 without U+0000; they stay texts, whatever they look
// like.
#pragma once

#include <string_view>
#include <variant>

#include "base/clock.h"

namespace weige::formats {

using CellValue = std::variant<std::monostate, std::string_view, double, bool, Day>;

}  // namespace weige::formats
