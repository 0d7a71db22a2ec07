// ID numbers, credit codes, division codes: what parses must parse again from its own text, and mean the
// same.
#include "fuzz_target.h"
#include "standards/credit_code.h"
#include "standards/division_code.h"
#include "standards/id_number.h"

namespace {

using namespace weige::standards;

void check_id(std::string_view input) {
  const auto id = IdNumber::parse(input);
  if (!id) return;
  WEIGE_FUZZ_EXPECT(IdNumber::parse(id->reveal())->reveal() == id->reveal());
  WEIGE_FUZZ_EXPECT(IdNumber::parse(id->as18()).value() == *id);
  WEIGE_FUZZ_EXPECT(id->birth_date().ok());
  WEIGE_FUZZ_EXPECT(id->masked().size() == id->reveal().size());
  (void)id->warning();
}

}  // namespace

WEIGE_FUZZ_TARGET(number_codes) {
  check_id(input);
  if (const auto credit = CreditCode::parse(input)) {
    WEIGE_FUZZ_EXPECT(CreditCode::parse(credit->text()).value() == *credit);
    (void)credit->warning();
  }
  if (const auto division = DivisionCode::parse(input)) {
    WEIGE_FUZZ_EXPECT(DivisionCode::parse(division->text()).value() == *division);
    WEIGE_FUZZ_EXPECT(DivisionCode::parse(division->text12()).value() == *division);
    WEIGE_FUZZ_EXPECT(division->contains(*division));
  }
}
