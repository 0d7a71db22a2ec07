// SQL of erasing people: whose time is over, what is left of a person in the register, and the marks of those
// who are gone. Concerns every area and shows nobody any record: no Scope; who may is decided before.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "registry/erasure.h"
#include "registry/ledger.h"
#include "store/database.h"

namespace weige::registry {

using PersonIds = std::span<const std::int64_t>;

// Some of the people after the id who neither live nor work here any more, did so once or are merged or
// undone, and were changed last before the cutoff. last: as far as was looked; 0: there is nobody more.
struct DuePeople {
  std::vector<std::int64_t> due;
  std::int64_t last = 0;
};
DuePeople people_due(store::Transaction& tx, std::int64_t after, const ErasureCutoff& cutoff);
// Whether any of them lives or works here still.
bool are_registered(store::Transaction& tx, PersonIds people, Day today);
// The people with all who were merged into them: the same human beings. Ascending, each once.
std::vector<std::int64_t> with_merged(store::Transaction& tx, PersonIds people);

// By what lists may name them; empty where there is nothing, or where it does not open.
struct PersonTrace {
  std::int64_t id = 0;
  std::string name, document_number, phone;
};
std::vector<PersonTrace> traces_of(store::Transaction& tx, PersonIds people);

// What goes with people, by kind of record.
struct ErasedSubjects {
  std::vector<std::int64_t> people, residences, employments;
};
ErasedSubjects subjects_of(store::Transaction& tx, PersonIds people);
// Residences and employments that go on.
struct GoingOn {
  std::vector<std::int64_t> residences, employments;
};
GoingOn going_on(store::Transaction& tx, PersonIds people);
// When any of them was changed last.
std::optional<Instant> last_change_of(store::Transaction& tx, const ErasedSubjects& subjects);

// Everything of them, but for the frame of their history. In this order: words() needs rows that rows()
// takes.
void erase_words(store::Transaction& tx, const ErasedSubjects& subjects);
void erase_terms(store::Transaction& tx, std::span<const PersonTrace> people);
void erase_rows(store::Transaction& tx, const ErasedSubjects& subjects);
// Tells followers of the register that the people have changed.
void tell_feed(store::Transaction& tx, PersonIds people);

void mark_erased(store::Transaction& tx, std::string_view kind, std::span<const std::int64_t> ids,
                 Instant now, ErasureReason reason);
bool is_erased(store::Transaction& tx, std::string_view kind, std::int64_t id);
// Whether the operation changed somebody who is gone.
bool touches_erased(store::Transaction& tx, OperationId id);
// Of people and accounts, by kind and id.
std::vector<ErasedMark> erased_marks(store::Transaction& tx);
// Names of people in the audit log that were given after they had been erased.
std::int64_t forget_erased_again(store::Transaction& tx);
// An id that was erased shall not be somebody else's. skip_ids: what is reserved from now on is greater.
// drop_reserved_ids: what this process has reserved already is too; in a later transaction, since reserving
// waits for whoever has changed what is skipped. Precondition: two blocks of ids are left (store/id_range.h).
void skip_ids(store::Transaction& tx, std::int64_t greatest);
void drop_reserved_ids(store::Transaction& tx, std::int64_t greatest);

}  // namespace weige::registry
