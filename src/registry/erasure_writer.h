// Erases people from the register for good: rows, history, search terms, what files say of them, keys, and
// their names in the audit log. Higher modules see to what they keep themselves (town/erasure_writer.h).
#pragma once

#include <span>
#include <vector>

#include "registry/erasure_store.h"
#include "registry/register_writer.h"

namespace weige::registry {

// Ends what goes on, so that figures and keys of the register stay right when the rows go. As the program
// itself. Problem: version_conflict.
Done end_everything(const WriteContext& context, PersonIds people);

struct PeopleToErase {
  ErasedSubjects subjects;  // nothing of them goes on
  std::vector<PersonTrace> traces;
};
PeopleToErase people_to_erase(store::Transaction& tx, PersonIds people);

void erase_people(store::Transaction& tx, Instant now, const PeopleToErase& people, ErasureReason reason);

}  // namespace weige::registry
