// A drill: a backup of a database as it is now (or one that is there already) restored beside it, compared,
// and asked something, with the times that it took. Everything that it makes is gone afterwards.
#pragma once

#include <optional>
#include <string>

#include "town/restore_actions.h"

namespace weige::town {

struct DrillRun {
  store::Database& database;          // may be open to read only
  std::string url;                    // of the database: the scratch one is of the same engine, beside it
  std::filesystem::path folder = {};  // of the files; empty = the system's
  const BackupKeys& keys;
  const Clock& clock;
  Random random;
  std::optional<std::filesystem::path> from = {};  // a backup that is there
  BackupProgress progress = no_progress;
};

struct DrillReport {
  BackupHead head;
  ContentSum content;
  std::uintmax_t bytes = 0;  // of the file
  Instant moment;            // whose data were restored
  Instant begun, backed_up, verified, restored, answered;
  std::int64_t keys_opened = 0;

  // How old what was restored was in the end, and how long it took from the backup to the first answer.
  std::chrono::microseconds recovery_point() const { return answered - moment; }
  std::chrono::microseconds recovery_time() const { return answered - verified; }
};

// Problems: those of writing, verifying and restoring; file_write; sealed_values when keys of the restored
// database do not open.
Result<DrillReport> run_drill(const DrillRun& run);

// One JSON object in a line, times in milliseconds. every: how often backups are made; then it tells how much
// is lost at worst.
std::string to_json_line(const DrillReport& report, std::optional<std::chrono::seconds> every);

}  // namespace weige::town
