// Declaration: somebody tells about themselves, in the form that a town may open for those whom the city's
// own service does not reach (N4). It goes the way of a roster of one row. Pure.
#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "intake/form_rows.h"

namespace weige::intake {

struct Declaration {
  std::string name, document_number, phone, place;
  std::optional<Day> moved_in_on = {};
};

// town_text: "上海市青浦区徐泾镇". Problems: missing_field (name, place, document_number: it or the phone),
// too_long, person_name, phone, those of the document, bad_address, each at its field;
// date_out_of_range (moved_in_on after today).
struct DeclarationTown {
  std::string text;
  Day today{};
};
Done check(const Declaration& declaration, const DeclarationTown& town);
FormRows row_of(const Declaration& declaration);

// What the one who declares can show at a counter: eight signs that are not mixed up when read aloud
// ("K7M2-9QXD"). It opens nothing.
std::string new_receipt(const Random& random);

}  // namespace weige::intake
