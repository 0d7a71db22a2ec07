// SQL of which entries of the log name a person. It follows the log by itself, from its beginning, so that a
// log from before is told as well; and leads to a person through the pseudonym only, which erasing cuts.
#pragma once

#include <cstdint>
#include <vector>

#include "access/audit_log_store.h"

namespace weige::access {

// Takes up to so many further entries of the log. How many there were; 0: it is told in full, or another
// instance is at it.
std::int64_t follow_audit_people(store::Database& database, std::int64_t limit = 500);

// The entries that name the person, newest first, of those with a smaller number.
std::vector<AuditLeaf> audit_leaves_about(store::Transaction& tx, std::int64_t person, std::int64_t before,
                                          std::int64_t limit);

// Whom nobody can name any more goes from here, too; once in a night.
void forget_nameless_people(store::Transaction& tx);

}  // namespace weige::access
