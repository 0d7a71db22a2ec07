// Notes of the machine beside an SQLite file: which are taken, and that each is entered once.
#include <gtest/gtest.h>

#include <filesystem>

#include "support/access_town.h"
#include "support/backups.h"
#include "support/databases.h"
#include "town/machine_note_actions.h"
#include "town/self_check_store.h"

namespace weige::town {
namespace machine_notes_test {

using store::Engine;
using store::Transaction;
using testing_support::kTestNow;
using testing_support::ScratchDatabase;

int entered_backups(store::Database& database) {
  return database.read([](Transaction& tx) {
    return tx.scalar<int>("SELECT count(*) FROM audit_entry WHERE action = 'backup.made'");
  });
}

TEST(MachineNotes, AreOwnFilesOfTimesThatCanBe) {
  ScratchDatabase scratch(Engine::sqlite);
  const auto beside = [&](Instant moment, char digit) {
    return scratch.file() + ".note-" + to_name({.moment = moment, .backup = std::string(kNotedId, digit)});
  };
  namespace fs = std::filesystem;
  const auto named = kTestNow - std::chrono::hours{1};
  testing_support::write_bytes(beside(Instant{std::chrono::seconds{1}}, '1'), "");
  testing_support::write_bytes(beside(kTestNow + std::chrono::hours{24 * 365 * 4}, '2'), "");
  testing_support::write_bytes(beside(named, '3'), "something");
  fs::create_directory(beside(named, '4'));
  testing_support::write_bytes(scratch.file() + ".other", "");
  fs::create_symlink(scratch.file() + ".other", beside(named, '5'));
  testing_support::write_bytes(beside(named, '6'), "");
  fs::create_hard_link(beside(named, '6'), beside(named, '7'));
  EnteredNotes entered;
  enter_notes(scratch.db(), scratch.url(), entered, kTestNow);
  EXPECT_EQ(entered_backups(scratch.db()), 0);
  EXPECT_TRUE(fs::exists(scratch.file() + ".other"));
  fs::remove(beside(named, '7'));
  enter_notes(scratch.db(), scratch.url(), entered, kTestNow);
  EXPECT_EQ(entered_backups(scratch.db()), 1);
  EXPECT_FALSE(fs::exists(beside(named, '6')));
}

// What entered remembers is what could not be removed the time before.
TEST(MachineNotes, ThatCannotBeRemovedAreEnteredOnce) {
  ScratchDatabase scratch(Engine::sqlite);
  const MachineNote note{.moment = kTestNow, .backup = "0123456789abcdef"};
  const auto file = scratch.file() + ".note-" + to_name(note);
  testing_support::write_bytes(file, "");
  EnteredNotes entered{to_name(note)};
  enter_notes(scratch.db(), scratch.url(), entered, kTestNow);
  EXPECT_EQ(entered_backups(scratch.db()), 0);
  EXPECT_FALSE(std::filesystem::exists(file));
  EXPECT_TRUE(entered.empty()) << "it is gone, and may come again";
}

class LastBackup : public testing_support::BothEngines {};
WEIGE_BOTH_ENGINES(LastBackup);

// A note that lay there for weeks makes no recent backup of an old one.
TEST_P(LastBackup, IsOfWhenItWasMadeNotOfWhenItWasEntered) {
  const auto last = [&] { return db().read([](Transaction& tx) { return last_backup(tx); }); };
  EXPECT_FALSE(last().has_value());
  for (const auto age : {std::chrono::days{40}, std::chrono::days{30}}) {
    const MachineNote note{.moment = kTestNow - age, .backup = "0123456789abcdef"};
    ASSERT_TRUE(tell_log(db(), scratch().url(), note, kTestNow));
    EnteredNotes entered;
    enter_notes(db(), scratch().url(), entered, kTestNow);
  }
  EXPECT_EQ(last(), kTestNow - std::chrono::days{30});
}

}  // namespace machine_notes_test
}  // namespace weige::town
