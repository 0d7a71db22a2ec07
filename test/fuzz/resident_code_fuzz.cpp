// What a resident types at the door, and the operator's lists of days: whatever it is has one form, which is
// its own form.
#include <algorithm>

#include "access/resident_code.h"
#include "fuzz_target.h"
#include "town/workdays.h"

WEIGE_FUZZ_TARGET(resident_code) {
  using namespace weige;
  const auto number = access::plain_document_number(input);
  WEIGE_FUZZ_EXPECT(access::plain_document_number(number) == number);
  const auto code = access::plain_resident_code(input);
  WEIGE_FUZZ_EXPECT(access::plain_resident_code(code) == code);
  WEIGE_FUZZ_EXPECT(std::ranges::none_of(code, [](char sign) { return sign == ' ' || sign == '-'; }));
  const auto days = town::Workdays::parse(input, "");
  if (!days) return;
  const auto after = days->after(*parse_iso_day("2026-11-23"), 15);
  WEIGE_FUZZ_EXPECT(days->is_workday(after));
}
