// backup_child URL KEYS backup FILE, backup_child URL KEYS restore|again FILE: writes a backup, or restores
// one, until it is killed. Says "done" at the end.
#include <iostream>
#include <string>

#include "base/new_file.h"
#include "support/test_time.h"
#include "town/restore_actions.h"

namespace {

using namespace weige;
using testing_support::kTestNow;

Done back_up(const std::string& url, const town::BackupKeys& keys, const std::string& path) {
  const auto clock = fixed_clock(kTestNow);
  WEIGE_TRY(const auto database, store::Database::open_to_read(url));
  WEIGE_TRY(auto file, NewFile::make(path));
  WEIGE_CHECK(
      town::write_backup({.database = *database, .keys = keys, .clock = clock, .random = system_random()},
                         [&](std::string_view part) { file.write(part); }));
  return file.publish();
}

Done restore(const std::string& url, const town::BackupKeys& keys, const std::string& path,
             town::Attempt attempt) {
  const auto clock = fixed_clock(kTestNow);
  // Checkpoints often, so that kills fall into them too.
  WEIGE_TRY(const auto database, store::Database::open(url, {.readers = 1, .checkpoint_pages = 40}));
  WEIGE_CHECK(town::restore_backup(
      {.database = *database, .file = path, .keys = keys, .clock = clock, .attempt = attempt}));
  return done();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  const auto keys = town::BackupKeys::read(argv[2]);
  if (!keys) return 3;
  const std::string what = argv[3];
  const auto attempt = what == "again" ? town::Attempt::again : town::Attempt::first;
  const auto outcome =
      what == "backup" ? back_up(argv[1], *keys, argv[4]) : restore(argv[1], *keys, argv[4], attempt);
  if (!outcome) {
    std::cout << catalogue_entry(outcome.problem().code).code << "\n";
    return 4;
  }
  std::cout << "done\n";
  return 0;
}
