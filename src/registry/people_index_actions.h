// Keeps a PeopleIndex at what the register says.
#pragma once

#include "base/clock.h"
#include "registry/people_index.h"
#include "store/database.h"

namespace weige::registry {

// Reads what has changed since the last time, or everything the first time and when much has changed. Call it
// before each use: a look at the feed costs well below a millisecond. Every reading of the whole register
// stands in the audit under its system reason.
Done follow_register(PeopleIndex& index, store::Database& database, const Clock& clock);

// The same between uses, so that a use has little left to read. As long as much goes on changing (an import),
// reading everything anew would be in vain: it waits until nothing has changed from one call to the next.
Done keep_following(PeopleIndex& index, store::Database& database, const Clock& clock);

}  // namespace weige::registry
