// The one place that names what is reserved for invented people: no real person can carry these numbers.
#pragma once

#include <string_view>

namespace weige::standards {

// ID numbers: no province has code 99, so no real number of GB 11643-1999 starts so.
inline constexpr std::string_view reserved_id_prefix = "999";

// Mobile numbers: 11 digits that start with 100. The carriers' hotlines 10000, 10010 and 10086 start so; a
// subscriber number there could never be dialled, hence none is ever given out (real mobiles start with 13 to
// 19).
inline constexpr std::string_view reserved_mobile_prefix = "100";

}  // namespace weige::standards
