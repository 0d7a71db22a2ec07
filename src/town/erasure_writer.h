// Erases people and accounts in all modules at once: the register, the lists that name them, files that jobs
// made, codes, requests and delays of residents, and what higher modules keep (erasure_events.h). In the
// caller's transaction.
#pragma once

#include <span>
#include <vector>

#include "access/ids.h"
#include "registry/erasure.h"
#include "store/database.h"

namespace weige::town {

struct ErasureMoment {
  store::Transaction& tx;
  Instant now;
};

// With all who were merged into them; what goes on of them is ended first. The marks of those who are gone
// now; people who do not exist (any more) leave one, too. Problem: version_conflict.
Result<std::vector<registry::ErasedMark>> erase_people(const ErasureMoment& moment,
                                                       std::span<const std::int64_t> people,
                                                       registry::ErasureReason reason);
registry::ErasedMark erase_account(const ErasureMoment& moment, access::AccountId account,
                                   registry::ErasureReason reason);

// The tables of which rows or columns are erased, as the manifests say.
std::vector<std::string_view> erased_tables();

}  // namespace weige::town
