// `weige backup` and `weige restore` as people run them: beside a running server, into a new database, and
// what they say when it cannot be done.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>

#include <boost/json.hpp>
#include <regex>

#include "store/restoring.h"
#include "support/backups.h"
#include "support/erasures.h"
#include "support/http/client.h"
#include "support/program.h"
#include "support/random_folder.h"
#include "town/erasure_actions.h"
#include "town/machine_note_actions.h"

namespace weige {
namespace backup_program_test {

using testing_support::Client;
using testing_support::Fill;
using testing_support::Program;
using testing_support::ScratchDatabase;

constexpr int kDone = 0, kFailed = 1, kUsage = 2, kDatabase = 3;

struct BackupEnded {
  int code;
  std::string out, err;
};

BackupEnded run_weige(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), WEIGE_PROGRAM);
  Program program(std::move(arguments));
  const int code = program.wait();
  return {code, program.out(), program.err()};
}

// A server on a free port.
class BackupServer {
 public:
  BackupServer(const std::string& url, const std::string& keys, const std::string& audit_key)
      : program_({WEIGE_PROGRAM, "serve", "--db", url, "--listen", "127.0.0.1:0", "--log", "none", "--keys",
                  keys, "--audit-key", audit_key}) {
    const auto said = program_.line();
    std::smatch found;
    if (!std::regex_search(said, found, std::regex("http://127\\.0\\.0\\.1:([0-9]+)/")))
      throw std::runtime_error("the server did not start: " + said);
    port_ = static_cast<std::uint16_t>(std::stoi(found[1]));
  }
  bool is_ready() const { return Client(port_).get("/readyz").status == 200; }
  void stop() {
    program_.signal(SIGTERM);
    EXPECT_EQ(program_.wait(), 0);
  }

 private:
  Program program_;
  std::uint16_t port_ = 0;
};

class BackupProgram : public testing_support::BothEngines {
 protected:
  BackupProgram() : BothEngines(Fill::without_keys) {}
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    scratch().close();
  }
  std::string in_folder(const std::string& name) const { return (folder.path() / name).string(); }
  BackupServer serve(const std::string& url) { return {url, keys, in_folder("audit-key")}; }
  BackupEnded backup(const std::string& out) {
    return run_weige({"backup", "--db", scratch().url(), "--keys", keys, "--out", out});
  }
  BackupEnded restore(const std::string& url) {
    return run_weige({"restore", "--from", file, "--db", url, "--keys", keys});
  }

  test::RandomFolder folder;
  std::string keys = in_folder("town.keys"), file = in_folder("town.backup");
};
WEIGE_BOTH_ENGINES(BackupProgram);

TEST_P(BackupProgram, IsMadeBesideAServerAndServedAfterARestore) {
  auto server = serve(scratch().url());
  const auto made = backup(file);
  ASSERT_EQ(made.code, kDone) << made.err;
  EXPECT_TRUE(
      std::regex_search(made.out, std::regex("backup\t[0-9a-f]{16}\nmade\t20.*Z\ntables\t[0-9]+\nrows\t")))
      << made.out;
  EXPECT_NE(made.err.find("audit_entry "), made.err.npos) << "progress";
  EXPECT_TRUE(server.is_ready()) << "the server is not disturbed";
  struct stat about {};
  ASSERT_EQ(::stat(file.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600u);
  EXPECT_EQ(backup(file).code, kFailed) << "nothing is overwritten";
  server.stop();

  const auto verified = run_weige({"backup", "verify", file, "--keys", keys});
  EXPECT_EQ(verified.code, kDone) << verified.err;
  EXPECT_NE(verified.out.find(GetParam() == store::Engine::sqlite ? "engine\tsqlite" : "engine\tpostgres"),
            verified.out.npos);
  ScratchDatabase target(GetParam(), Fill::empty);
  target.close();
  const auto restored = restore(target.url());
  ASSERT_EQ(restored.code, kDone) << restored.err;
  EXPECT_NE(restored.err.find("Next:"), restored.err.npos);
  EXPECT_EQ(restore(target.url()).code, kFailed) << "it is not empty any more";
  auto again = serve(target.url());
  EXPECT_TRUE(again.is_ready());
  again.stop();
}

TEST_P(BackupProgram, IsInTheLogOfTheServer) {
  serve(scratch().url()).stop();
  ASSERT_EQ(backup(file).code, kDone);
  scratch().reopen();
  town::EnteredNotes entered;
  town::enter_notes(scratch().db(), scratch().url(), entered, system_clock()());
  EXPECT_EQ(scratch().db().read([](store::Transaction& tx) {
    return tx.scalar<int>("SELECT count(*) FROM audit_entry WHERE action = 'backup.made'");
  }),
            1);
}

TEST_P(BackupProgram, TellsWhyItIsRefused) {
  serve(scratch().url()).stop();
  ASSERT_EQ(backup(file).code, kDone);
  EXPECT_EQ(run_weige({"backup", "--db", scratch().url(), "--keys", keys}).code, kUsage) << "where to?";
  EXPECT_EQ(
      run_weige({"backup", "--db", scratch().url(), "--keys", in_folder("none"), "--out", in_folder("a")})
          .code,
      kDatabase);
  EXPECT_EQ(backup(in_folder("no/where")).code, kFailed);
  testing_support::write_bytes(in_folder("cut"), testing_support::read_bytes(file).substr(0, 2000));
  const auto cut = run_weige({"backup", "verify", in_folder("cut"), "--keys", keys});
  EXPECT_EQ(cut.code, kFailed);
  EXPECT_NE(cut.err.find("不能使用"), cut.err.npos) << cut.err;
  EXPECT_NE(cut.err.find("cannot be used: cut"), cut.err.npos) << cut.err;
  ASSERT_EQ(::mkfifo(in_folder("pipe").c_str(), 0600), 0);
  const auto piped = run_weige({"backup", "verify", in_folder("pipe"), "--keys", keys});
  EXPECT_EQ(piped.code, kFailed);
  EXPECT_NE(piped.err.find("not a regular file"), piped.err.npos) << piped.err;
  EXPECT_EQ(run_weige({"backup", "verify", keys, "--keys", keys}).code, kFailed) << "another kind of file";
}

TEST_P(BackupProgram, ADatabaseWithAnUnfinishedRestoreIsNotServed) {
  serve(scratch().url()).stop();
  ASSERT_EQ(backup(file).code, kDone);
  ScratchDatabase target(GetParam(), Fill::empty);
  ASSERT_TRUE(target.db().write([](store::Transaction& tx) -> Done {
    store::begin_restore(tx, "interrupted");
    return done();
  }));
  target.close();
  const auto served = run_weige({"serve", "--db", target.url(), "--keys", keys, "--listen", "127.0.0.1:0"});
  EXPECT_EQ(served.code, kDatabase);
  EXPECT_NE(served.err.find("weige restore --again"), served.err.npos) << served.err;
  EXPECT_EQ(restore(target.url()).code, kDatabase);
  const auto again = run_weige({"restore", "--from", file, "--db", target.url(), "--keys", keys, "--again"});
  EXPECT_EQ(again.code, kDone) << again.err;
}

// The journal of a restored backup erases; a start that another file refuses must not have.
TEST(ErasuresAtStart, WaitForTheKeyOfTheAuditLog) {
  ScratchDatabase scratch(store::Engine::sqlite, Fill::without_keys);
  scratch.close();
  const test::RandomFolder folder;
  const auto keys = (folder.path() / "town.keys").string(),
             journal = (folder.path() / "town.erasures").string();
  BackupServer(scratch.url(), keys, (folder.path() / "audit-key").string()).stop();
  scratch.reopen();
  testing_support::take_test_keys(scratch.db(), keys);
  ASSERT_TRUE(town::ErasureJournal(journal, town::journal_seal(scratch.db()))
                  .append(std::vector{registry::ErasedMark{"person", 7'000'000, testing_support::kTestNow}}));
  scratch.close();
  const auto refused =
      run_weige({"serve", "--db", scratch.url(), "--listen", "127.0.0.1:0", "--log", "none", "--keys", keys,
                 "--erasure-journal", journal, "--audit-key", (folder.path() / "another-key").string()});
  EXPECT_NE(refused.code, kDone);
  scratch.reopen();
  EXPECT_EQ(testing_support::count_rows(scratch.db(), "erased_record"), 0) << refused.err;
}

TEST(BackupDrill, PrintsOneLineOfJsonBesideAServer) {
  ScratchDatabase scratch(store::Engine::sqlite, Fill::without_keys);
  scratch.close();
  const test::RandomFolder folder;
  const auto keys = (folder.path() / "town.keys").string();
  BackupServer server(scratch.url(), keys, (folder.path() / "audit-key").string());
  const auto drill = run_weige({"backup", "drill", "--db", scratch.url(), "--keys", keys, "--every", "24"});
  ASSERT_EQ(drill.code, kDone) << drill.err;
  const auto said = boost::json::parse(drill.out).as_object();
  EXPECT_EQ(said.at("engine").as_string(), "sqlite");
  EXPECT_TRUE(said.at("equal").as_bool());
  EXPECT_GT(said.at("rto_ms").as_int64(), 0);
  EXPECT_GE(said.at("rpo_ms").as_int64(), said.at("rto_ms").as_int64());
  EXPECT_GE(said.at("rpo_worst_ms").as_int64(), 24 * 3600 * 1000);
  EXPECT_NE(drill.err.find("RPO "), drill.err.npos);
  EXPECT_TRUE(server.is_ready());
  server.stop();
}

}  // namespace backup_program_test
}  // namespace weige
