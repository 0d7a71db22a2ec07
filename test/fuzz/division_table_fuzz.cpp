// The division table as any bytes: refused, or safe to use in every way.
#include "fuzz_target.h"
#include "standards/division_history.h"
#include "standards/division_table.h"
#include "standards/text_fold.h"

WEIGE_FUZZ_TARGET(division_table) {
  using namespace weige::standards;
  const auto table = DivisionTable::from_bytes(input);
  if (!table) return;
  for (const auto& province : table->provinces()) {
    table->each_below(province.code, [&](const Division& division) {
      WEIGE_FUZZ_EXPECT(is_utf8(division.name));
      WEIGE_FUZZ_EXPECT(table->find(division.code) == division);
      WEIGE_FUZZ_EXPECT(trace_division(*table, division.code, division.name).fate == DivisionFate::same);
      (void)table->path(division.code);
      return true;
    });
    (void)table->find_child(province.code, province.name);
  }
}
