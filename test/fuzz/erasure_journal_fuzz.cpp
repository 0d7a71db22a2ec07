// The erasure journal as it comes back with a restore: whole lines of one form, or refused; the first line
// names the database.
#include <algorithm>

#include "fuzz_target.h"
#include "town/erasure_journal.h"

WEIGE_FUZZ_TARGET(erasure_journal) {
  const auto marks = weige::town::parse_erasure_journal(input, "5f0c1a");
  if (!marks) return;
  const auto lines = std::count(input.begin(), input.end(), '\n');
  WEIGE_FUZZ_EXPECT(static_cast<long>(marks->size()) <= std::max<long>(lines - 1, 0));
  for (const auto& mark : *marks) {
    WEIGE_FUZZ_EXPECT(mark.id > 0);
    WEIGE_FUZZ_EXPECT(input.find(mark.kind + " " + std::to_string(mark.id) + " ") != input.npos);
  }
  WEIGE_FUZZ_EXPECT(!weige::town::parse_erasure_journal(input, "another") || marks->empty());
}
