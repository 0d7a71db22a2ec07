// Names, phones, dates, documents and pinyin: total on any bytes, and what parses must parse again from its
// own text.
#include "fuzz_target.h"
#include "standards/date_text.h"
#include "standards/document.h"
#include "standards/name_fold.h"
#include "standards/person_name.h"
#include "standards/phone.h"
#include "standards/pinyin.h"
#include "standards/text_fold.h"

namespace {

using namespace weige::standards;

void check_name(std::string_view input) {
  const auto name = PersonName::parse(input);
  if (!name) return;
  WEIGE_FUZZ_EXPECT(PersonName::parse(name->reveal())->reveal() == name->reveal());
  WEIGE_FUZZ_EXPECT(name_key(name->key()) == name->key());
  WEIGE_FUZZ_EXPECT(is_utf8(name->masked()));
  (void)name->given();
  (void)pinyin_of(*name);
}

void check_document(std::string_view input) {
  for (const auto type : all_document_types)
    if (const auto document = Document::parse(type, input)) {
      WEIGE_FUZZ_EXPECT(Document::parse(type, document->reveal()).value() == *document);
      (void)document->masked();
    }
  (void)Document::parse_untyped(input);
}

void check_date(std::string_view input) {
  const DayLimits limits{.latest = *weige::parse_iso_day("2100-01-01")};
  const auto day = parse_date(input, limits);
  if (day) WEIGE_FUZZ_EXPECT(parse_date(weige::to_iso(*day), limits).value() == *day);
}

}  // namespace

WEIGE_FUZZ_TARGET(person_text) {
  check_name(input);
  check_document(input);
  check_date(input);
  if (const auto phone = Phone::parse(input)) {
    WEIGE_FUZZ_EXPECT(Phone::parse(phone->reveal()).value() == *phone);
    (void)phone->masked();
  }
  WEIGE_FUZZ_EXPECT(fold_text(fold_text(input)) == fold_text(input));
  (void)fold_pinyin(input);
  (void)leading_chinese_number(input);
}
