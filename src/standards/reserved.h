// The one place that names what is reserved for invented people: no real person or organisation can carry
// these numbers.
#pragma once

#include <string_view>

namespace weige::standards {

// ID numbers: no province has code 99, so no real number of GB 11643-1999 starts so.
inline constexpr std::string_view reserved_id_prefix = "999";

// Mobile numbers: 11 digits that start with 100. The carriers' hotlines 10000, 10010 and 10086 start so; a
// subscriber number there could never be dialled, hence none is ever given out (real mobiles start with 13 to
// 19).
inline constexpr std::string_view reserved_mobile_prefix = "100";

// Passports: no state has the letters ZZ (ISO 3166-1 keeps them for users).
inline constexpr std::string_view reserved_passport_prefix = "ZZ";

// Travel permits of Hong Kong, Macao and Taiwan, after the letter where there is one: person numbers are
// given out in order, and no place has hundreds of millions of people.
inline constexpr std::string_view reserved_permit_prefix = "999";

// Permanent residents' cards of the form of 2017: nationality first, and no state is ZZZ.
inline constexpr std::string_view reserved_permanent_prefix = "ZZZ";

// Credit codes, digits 3 to 8: the registering office, and no office has a place that starts with 99.
inline constexpr std::string_view reserved_office_prefix = "999000";

}  // namespace weige::standards
