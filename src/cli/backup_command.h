// weige backup: one moment of a database, sealed into a file while the server goes on; verifying such a file;
// and a drill that restores one and says how long that takes.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "cli/database_command.h"

namespace CLI {
class App;
}

namespace weige::cli {

void add_backup_command(CLI::App& app, int& code);

// Whoever can read the database and its key file has everything that the file holds: so nobody signs in. It
// is told to the audit log.
struct BackupFlags {
  DatabaseAt at;
  std::string out;
};
struct BackupStreams {
  std::ostream& out;
  std::ostream& progress;
};
// A line each: backup, made, tables, rows, bytes. Problems: those of town::write_backup, file_exists,
// file_write.
Done make_backup(const BackupFlags& flags, const Clock& clock, const BackupStreams& streams);

struct VerifyFlags {
  std::string file;
  std::string keys;
};
// Problems: those of the key file and of town::BackupFile.
Done verify_backup_file(const VerifyFlags& flags, const BackupStreams& streams);

struct DrillFlags {
  DatabaseAt at;
  std::string from = {};    // empty: a backup of now
  std::string folder = {};  // empty: the system's
  int every_hours = 0;      // how often backups are made; 0 = not told
};
// One JSON line (town::to_json_line).
Done drill_backup(const DrillFlags& flags, const Clock& clock, const BackupStreams& streams);

}  // namespace weige::cli
