// Text that staff type in passing and that is meant to name nobody: what can be told of it without a list of
// names. Pure.
#pragma once

#include <string_view>

namespace weige::standards {

// Whether it holds what looks like an ID number (15 or 18 signs with a date inside) or a telephone number of
// the mainland (mobile, or landline with its area code): also in full-width digits, and with blanks, dots,
// brackets or dashes within. A wrong check digit makes it no less an ID number.
bool names_a_number(std::string_view text);

}  // namespace weige::standards
