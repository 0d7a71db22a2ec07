// Any text typed into any field of the register, and searched for: a problem, or a normal form that is its
// own normal form.
#include "fuzz_target.h"
#include "registry/record_rules.h"
#include "registry/search.h"
#include "registry/search_terms.h"
#include "standards/text_fold.h"

namespace {

using namespace weige::registry;

void check_fields(RecordKind kind, std::string_view input, weige::Day today) {
  for (const auto& field : fields(kind)) {
    if (!is_enterable(kind, field.name)) continue;
    const auto value = normal_form(kind, field.name, input, today);
    if (!value || !*value) continue;
    const auto again = normal_form(kind, field.name, **value, today);
    WEIGE_FUZZ_EXPECT(again && *again == *value);
    WEIGE_FUZZ_EXPECT(weige::standards::is_utf8(masked(field.name, **value)));
  }
}

void check_terms(std::string_view input, weige::Day today) {
  const auto made = with_input(Record{RecordKind::person}, {{"name", std::string{input}}}, today);
  if (!made) return;
  Record person = *made;
  person["state"] = "current";
  for (const auto& term : search_terms(person)) WEIGE_FUZZ_EXPECT(term.size() > 2 && term[1] == ':');
}

}  // namespace

WEIGE_FUZZ_TARGET(record_input) {
  const auto today = *weige::parse_iso_day("2026-11-28");
  for (const auto kind : kRecordKinds) check_fields(kind, input, today);
  check_terms(input, today);
  const auto plan = plan_search(input, "上海市青浦区徐泾镇");
  for (const auto& probe : plan.probes) WEIGE_FUZZ_EXPECT(!probe.text.empty());
  (void)fold_for_search(input);
}
