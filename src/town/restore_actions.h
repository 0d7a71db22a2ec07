// Restoring a backup into an empty database of either engine. All or nothing: until it is finished the
// database is refused by everything that opens it.
#pragma once

#include <filesystem>

#include "town/backup_actions.h"

namespace weige::town {

// How far ids go on behind those of the backup: what was given since is known outside, and an erasure that is
// repeated must not meet another's id.
inline constexpr std::int64_t kIdsSkipped = std::int64_t{1} << 24;

enum class Attempt { first, again };
struct RestoreRun {
  store::Database& database;  // nothing has been done to it yet
  std::filesystem::path file;
  const BackupKeys& keys;
  const Clock& clock;
  Attempt attempt = Attempt::first;
  BackupProgress progress = no_progress;
};
struct Restored {
  BackupHead head;
  ContentSum content;
};

// Rows are loaded and read back in one transaction, in which counts and digests must be those of the backup;
// an older schema is then brought up to date. Sessions and one-time links are not restored: everybody signs
// in again. Work that was half done goes on, as after a crash. Problems: those of BackupFile;
// restore_occupied, restore_unfinished (again with the same backup), backup_newer, migration_changed,
// restore_differs, keys_foreign, key_unknown.
Result<Restored> restore_backup(const RestoreRun& run);

}  // namespace weige::town
