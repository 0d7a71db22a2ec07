#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/databases.h"

namespace weige::store {
namespace open_test {

using testing_support::ScratchDatabase;

constexpr int exit_in_use = 7, exit_opened = 8, exit_other = 9;

int try_to_open(const std::string& url) {
  const auto opened = Database::open(url);
  if (opened) return exit_opened;
  return opened.problem().code == ProblemCode::database_in_use ? exit_in_use : exit_other;
}

int status_of(pid_t child) {
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

TEST(OpenSqlite, IsRefusedToASecondProcess) {
  const ScratchDatabase scratch(Engine::sqlite);
  const pid_t child = fork();
  if (child == 0) _exit(try_to_open(scratch.url()));
  EXPECT_EQ(status_of(child), exit_in_use);
}

TEST(OpenSqlite, IsRefusedTwiceInOneProcess) {
  ScratchDatabase scratch(Engine::sqlite);
  EXPECT_EQ(try_to_open(scratch.url()), exit_in_use);
  scratch.close();
  EXPECT_EQ(try_to_open(scratch.url()), exit_opened);
}

TEST(OpenSqlite, IsFreeOnceTheHolderWasKilled) {
  ScratchDatabase scratch(Engine::sqlite);
  scratch.close();
  int ready[2];
  ASSERT_EQ(pipe(ready), 0);
  const pid_t child = fork();
  if (child == 0) {
    const auto opened = Database::open(scratch.url());
    if (!opened || ::write(ready[1], "x", 1) != 1) _exit(exit_other);
    for (;;) pause();
  }
  char byte = 0;
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  EXPECT_EQ(try_to_open(scratch.url()), exit_in_use);
  kill(child, SIGKILL);
  EXPECT_EQ(status_of(child), -SIGKILL);
  EXPECT_EQ(try_to_open(scratch.url()), exit_opened);
  ::close(ready[0]);
  ::close(ready[1]);
}

TEST(OpenSqlite, KeepsTheFileForItsOwner) {
  const ScratchDatabase scratch(Engine::sqlite);
  for (const auto* suffix : {"", "-wal", ".lock"}) {
    struct stat known {};
    ASSERT_EQ(stat((scratch.file() + suffix).c_str(), &known), 0) << suffix;
    EXPECT_EQ(known.st_mode & 0777, 0600u) << suffix;
  }
}

TEST(Open, TellsWhatIsWrong) {
  EXPECT_EQ(Database::open("mysql://x").problem().code, ProblemCode::database_url);
  EXPECT_EQ(Database::open("sqlite:").problem().code, ProblemCode::database_url);
  EXPECT_EQ(Database::open("sqlite:/nonexistent/folder/x.db").problem().code,
            ProblemCode::database_unreachable);
  EXPECT_EQ(Database::open("postgres://nobody@127.0.0.1:1/none").problem().code,
            ProblemCode::database_unreachable);
}

TEST(Open, NeverRepeatsAPassword) {
  const auto refused = Database::open("oracle://me:secret@host/x");
  EXPECT_EQ(title(refused.problem(), Language::en).find("secret"), std::string::npos);
}

class ReconnectTest : public testing_support::BothEngines {};

// A session ended by the server (restart, operator) costs one request at most.
TEST_P(ReconnectTest, WorksOnAfterTheServerEndedTheSession) {
  if (GetParam() == Engine::sqlite) GTEST_SKIP() << "SQLite has no server";
  const auto session = [&] {
    return db().read([](Transaction& tx) { return tx.scalar<std::int64_t>("SELECT pg_backend_pid()"); });
  };
  const auto mine = session();
  ScratchDatabase other(Engine::postgres, testing_support::Fill::empty);
  other.db().read([&](Transaction& tx) {
    EXPECT_TRUE(tx.scalar<bool>("SELECT pg_terminate_backend(CAST($1 AS INT))", mine));
  });
  EXPECT_NE(session(), mine);
  // And while a body runs: an error of kind unavailable, nothing written, and the next request works.
  const auto cut = [&](Transaction& tx) -> Done {
    const auto pid = tx.scalar<std::int64_t>("SELECT pg_backend_pid()");
    other.db().read(
        [&](Transaction& t) { t.scalar<bool>("SELECT pg_terminate_backend(CAST($1 AS INT))", pid); });
    tx.exec("UPDATE id_block SET next = 1");
    return done();
  };
  try {
    (void)db().write(cut);
    ADD_FAILURE() << "the session was gone";
  } catch (const DatabaseError& error) {
    EXPECT_EQ(error.kind(), Failure::unavailable) << error.what();
  }
  EXPECT_TRUE(db().write([](Transaction& tx) -> Done {
                    tx.next_id();
                    return done();
                  })
                  .ok());
}

WEIGE_BOTH_ENGINES(ReconnectTest);

}  // namespace open_test

}  // namespace weige::store
