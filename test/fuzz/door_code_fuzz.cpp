// The code of a door as somebody types it, and the reasons of a plan as they are kept: whatever is read has
// one form, which is its own form.
#include "fuzz_target.h"
#include "work/plan.h"
#include "work/plan_yield.h"

WEIGE_FUZZ_TARGET(door_code) {
  using namespace weige;
  if (const auto code = work::read_door_code(input)) {
    WEIGE_FUZZ_EXPECT(code->size() == 6);
    WEIGE_FUZZ_EXPECT(work::read_door_code(*code) == code);
  }
  const auto kept = work::to_kept(work::reasons_from_kept(input));
  WEIGE_FUZZ_EXPECT(work::to_kept(work::reasons_from_kept(kept)) == kept);
}
