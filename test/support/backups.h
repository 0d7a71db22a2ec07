// Backups of test databases, and what two databases have in common afterwards.
#pragma once

#include <filesystem>
#include <string>

#include "support/databases.h"
#include "support/test_time.h"
#include "town/backup_actions.h"
#include "town/restore_actions.h"

namespace weige::testing_support {

// The whole file in memory. Throws std::runtime_error when it cannot be made.
std::string backup_bytes(store::Database& database, const town::BackupKeys& keys,
                         const town::BackupProgress& progress = town::no_progress, Instant now = kTestNow);
void write_bytes(const std::filesystem::path& file, std::string_view bytes);
std::string read_bytes(const std::filesystem::path& file);

// Table, rows and digest, a line each, of what a restore leaves as it was: all but sessions, one-time links,
// the counter of ids and the audit entries, to which it adds its own.
std::string table_sums(store::Database& database);

}  // namespace weige::testing_support
