// Warning: a value that is accepted, but that someone should look at. Closed list; codes are stable and
// public.
#pragma once

#include <string_view>

namespace weige::standards {

enum class Warning {
  unknown_division,  // the place is in no list we have: an old code, or a typing error the check digit missed
  reserved_demo,     // the number is from the range kept for invented people
  maybe_digits_lost,   // ends as numbers do that a spreadsheet cut off, though the check digit happens to fit
  outdated_form,       // a form that is no longer given out, such as ID numbers of 15 digits
  unknown_segment,     // no carrier or area is known to use this range
  organisation_digit,  // the organisation's own check digit (GB 11714-1997) inside the credit code does not
                       // fit
  future_birth,        // the birth date lies after today
  single_character,    // a name of one Han character: more often a surname without the rest than a whole name
};

std::string_view code(Warning warning);     // "unknown-division"
std::string_view zh_text(Warning warning);  // one sentence
std::string_view en_text(Warning warning);

}  // namespace weige::standards
