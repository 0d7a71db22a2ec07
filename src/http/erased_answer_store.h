// SQL of submissions' answers that tell of people who are erased, and of those whose day is over.
#pragma once

#include "town/erasure_events.h"

namespace weige::http {

// Main() calls it once. A submission whose answer is gone is taken in anew when it is sent again.
void follow_erasures(town::ErasureEvents& events);

}  // namespace weige::http
