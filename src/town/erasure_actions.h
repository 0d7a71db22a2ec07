// Use cases of erasing: a single person or a few, by somebody who may; and, before a program serves anything,
// everybody again whom a restored backup has brought back.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "access/actor.h"
#include "registry/erasure.h"
#include "store/database.h"
#include "town/erasure_journal.h"
#include "town/retention_run.h"

namespace weige::town {

// journal: none only where nothing is ever restored (tests).
struct ErasureWork {
  store::Database& database;
  const access::Actor& actor;
  Instant now;
  ErasureJournal* journal = nullptr;
};

struct PersonToErase {
  std::int64_t id = 0;
  std::int64_t version = 0;  // as it was seen; 0: whatever it is
};
inline constexpr std::size_t kMostErasedAtOnce = 500;

// In the actor's scope, as it was seen, over, and not held. Problems: not_found, version_conflict,
// still_registered, record_held (argument until).
Done may_be_erased(store::Transaction& tx, const access::Actor& actor, Instant now,
                   const PersonToErase& wanted);

// All of them, or nobody. Gone from the database and in the journal when this returns; the bytes go when the
// database is written anew, the next night at the latest. Of many people: bulk_erasure_actions.h.
// Right: erase_records. Problems: forbidden, not_found, version_conflict,
// still_registered, record_held (argument until), bad_number (too many), erasure_journal (it is done, and is
// written there with the next erasure or start).
Result<RetentionRun> erase_persons(const ErasureWork& work, std::span<const PersonToErase> people,
                                   registry::ErasureReason reason);

// By what the journal of a database is known that has its keys.
JournalSeal journal_seal(store::Database& database);
// Opens the journal of a database that has its keys, erases anew who stands in it and not in the database,
// and writes into it whom it lacks. Before anything is served, and after all else that a start checks. Every
// line is checked before the first write. The last administrator's account waits until there is another.
// Problem: erasure_journal.
Result<std::shared_ptr<ErasureJournal>> replay_erasures(store::Database& database,
                                                        const std::filesystem::path& file, Instant now);
// Writes into the journal whom the database has marked and it lacks.
Done complete_journal(store::Database& database, ErasureJournal& journal);

// Writes anew what erasures have left bytes of, if there is any. False: somebody was in the way.
Result<bool> clean_bytes(store::Database& database);

}  // namespace weige::town
