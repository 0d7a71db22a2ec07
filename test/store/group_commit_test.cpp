#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <filesystem>
#include <thread>

#include "store/sqlite/readers.h"
#include "store/sqlite/writer.h"
#include "support/databases.h"

namespace weige::store::sqlite {
namespace group_commit_test {

class GroupCommitTest : public testing::Test {
 protected:
  testing_support::ScratchDatabase scratch{Engine::sqlite};
  std::unique_ptr<Writer> writer;

  void SetUp() override {
    scratch.close();
    // No bound in time: how long the machine takes must not decide who is in a group.
    writer =
        std::make_unique<Writer>(scratch.file(), WriterOptions{.group = {.time = std::chrono::hours{1}}});
    writer->run([](Transaction& tx) {
      tx.script(
          "CREATE TABLE thing (id INTEGER PRIMARY KEY) STRICT; CREATE TABLE part (thing INTEGER REFERENCES "
          "thing (id) DEFERRABLE INITIALLY DEFERRED) STRICT");
      return true;
    });
  }

  static bool insert(Transaction& tx, int id) {
    tx.exec("INSERT INTO thing (id) VALUES ($1)", id);
    return true;
  }
  std::vector<int> stored() {
    std::vector<int> ids;
    Readers(scratch.file(), 1, 4).run([&](Transaction& tx) {
      ids = tx.all("SELECT id FROM thing ORDER BY id", [](const Row& row) { return row.get<int>(0); });
    });
    return ids;
  }
  // Runs the bodies in threads so that all are in one group: the first body is held until the others wait
  // behind it. Returns for each what it threw; "" = nothing.
  std::vector<std::string> in_one_group(std::vector<std::function<bool(Transaction&)>> bodies) {
    std::vector<std::string> thrown(bodies.size());
    std::vector<std::thread> threads;
    const auto start = [&](std::size_t i, std::function<bool(Transaction&)> body) {
      threads.emplace_back([&, i, body] {
        try {
          writer->run(body);
        } catch (const std::exception& error) {
          thrown[i] = error.what();
        }
      });
    };
    std::atomic<bool> first_runs = false;
    start(0, [&](Transaction& tx) {
      first_runs = true;
      while (writer->waiting() + 1 < bodies.size()) std::this_thread::yield();
      return bodies[0](tx);
    });
    while (!first_runs) std::this_thread::yield();
    for (std::size_t i = 1; i < bodies.size(); ++i) start(i, bodies[i]);
    for (auto& thread : threads) thread.join();
    return thrown;
  }
};

TEST_F(GroupCommitTest, ManyBodiesShareOneCommit) {
  std::vector<std::function<bool(Transaction&)>> bodies;
  for (int i = 0; i < 10; ++i) bodies.push_back([i](Transaction& tx) { return insert(tx, i); });
  const auto before = writer->commits();
  EXPECT_EQ(in_one_group(bodies), std::vector<std::string>(10));
  EXPECT_EQ(writer->commits(), before + 1);
  EXPECT_EQ(stored().size(), 10u);
}

TEST_F(GroupCommitTest, ABodyThatFailsTakesOnlyItsOwnBack) {
  const auto thrown = in_one_group({
      [](Transaction& tx) { return insert(tx, 1); },
      [](Transaction& tx) { return insert(tx, 2), insert(tx, 2); },  // a violation
      [](Transaction& tx) { return insert(tx, 3), false; },          // a problem returned
      [](Transaction& tx) -> bool { throw std::runtime_error(insert(tx, 4) ? "thrown" : ""); },
      [](Transaction& tx) {
        return tx.exec("INSERT INTO part (thing) VALUES (99)") == 1;
      },  // found out at commit only
      [](Transaction& tx) { return insert(tx, 5); },
  });
  EXPECT_EQ(stored(), (std::vector{1, 5}));
  EXPECT_EQ(thrown[0], "");
  EXPECT_NE(thrown[1], "");
  EXPECT_EQ(thrown[2], "");
  EXPECT_EQ(thrown[3], "thrown");
  EXPECT_NE(thrown[4].find("foreign key"), std::string::npos) << thrown[4];
  EXPECT_EQ(thrown[5], "");
}

TEST_F(GroupCommitTest, NobodyElseSeesTheGroupBeforeItsCommit) {
  std::vector<int> seen_by_reader = {-1};
  int seen_in_group = 0;
  in_one_group({[](Transaction& tx) { return insert(tx, 1); },
                [&](Transaction& tx) {
                  seen_in_group = tx.scalar<int>("SELECT count(*) FROM thing");
                  seen_by_reader = stored();
                  return true;
                }});
  EXPECT_EQ(seen_in_group, 1);
  EXPECT_TRUE(seen_by_reader.empty());
  EXPECT_EQ(stored(), (std::vector{1}));
}

TEST_F(GroupCommitTest, WritingInsideWritingIsABugNotADeadlock) {
  EXPECT_THROW(writer->run([&](Transaction&) {
    writer->run([](Transaction&) { return true; });
    return true;
  }),
               DatabaseError);
  writer->run([](Transaction& tx) { return insert(tx, 1); });
  EXPECT_EQ(stored(), (std::vector{1}));
}

// Stands for a full disk: the process may not make files longer than this.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_{};
};

TEST_F(GroupCommitTest, WhenTheCommitFailsEveryoneIsTold) {
  writer->run([](Transaction& tx) { return insert(tx, 1); });
  {
    const FileSizeLimit full(std::filesystem::file_size(scratch.file() + "-wal"));
    const auto thrown = in_one_group({[](Transaction& tx) { return insert(tx, 2); },
                                      [](Transaction& tx) { return insert(tx, 3), false; },
                                      [](Transaction& tx) { return insert(tx, 4); }});
    for (const auto& what : thrown) EXPECT_NE(what, "");
  }
  EXPECT_EQ(stored(), (std::vector{1}));
  writer->run([](Transaction& tx) { return insert(tx, 5); });
  EXPECT_EQ(stored(), (std::vector{1, 5})) << "it works again once there is room";
}

TEST_F(GroupCommitTest, IdsOfALostCommitAreNotGivenAgain) {
  std::int64_t lost = 0, kept = 0;
  {
    const FileSizeLimit full(std::filesystem::file_size(scratch.file() + "-wal"));
    EXPECT_THROW(writer->run([&](Transaction& tx) { return lost = tx.next_id(), true; }), DatabaseError);
  }
  writer->run([&](Transaction& tx) { return kept = tx.next_id(), true; });
  EXPECT_GT(kept, lost);
  writer = std::make_unique<Writer>(scratch.file(), WriterOptions{});
  writer->run([&](Transaction& tx) { return lost = tx.next_id(), true; });
  EXPECT_GT(lost, kept);
}

TEST_F(GroupCommitTest, TheLogStaysBounded) {
  const std::string wide(100'000, 'x');
  writer->run([](Transaction& tx) { return tx.script("CREATE TABLE wide (t TEXT) STRICT"), true; });
  for (int i = 0; i < 600; ++i)
    writer->run([&](Transaction& tx) { return tx.exec("INSERT INTO wide (t) VALUES ($1)", wide) == 1; });
  EXPECT_LT(std::filesystem::file_size(scratch.file() + "-wal"), 24u << 20) << "60 MB were written";
}

// Readers that keep their snapshot give it up before the log is copied into the file.
TEST(SharedSnapshots, DoNotKeepTheLogFromBeingEmptied) {
  testing_support::ScratchDatabase scratch{Engine::sqlite};
  auto& database = scratch.db();
  const std::string wide(100'000, 'x');
  (void)database.write([](Transaction& tx) -> Done {
    tx.script("CREATE TABLE wide (t TEXT) STRICT");
    return done();
  });
  for (int i = 0; i < 600; ++i) {
    (void)database.write_log([&](Transaction& tx) -> Done {
      tx.exec("INSERT INTO wide (t) VALUES ($1)", wide);
      return done();
    });
    database.read_shared(
        [](Transaction& tx) { return tx.scalar<int>("SELECT count(*) FROM sqlite_schema"); });
  }
  EXPECT_LT(std::filesystem::file_size(scratch.file() + "-wal"), 24u << 20) << "60 MB were written";
}

// A reader that lasts keeps the log from starting anew; commits do not wait for it one after the other.
TEST(CheckpointTest, IsNotTriedAtEachCommitWhileAReaderLasts) {
  testing_support::ScratchDatabase scratch{Engine::sqlite};
  scratch.close();
  int tried = 0;
  Writer writer(scratch.file(), {.checkpoint_pages = 100, .before_checkpoint = [&] { ++tried; }});
  const auto insert = [&](int id) {
    writer.run([&](Transaction& tx) {
      tx.exec("INSERT INTO small (id) VALUES ($1)", id);
      return true;
    });
  };
  writer.run([](Transaction& tx) {
    tx.script("CREATE TABLE small (id INTEGER PRIMARY KEY) STRICT");
    return true;
  });
  constexpr int kCommits = 500;  // of a page or two each
  Readers(scratch.file(), 1, 4).run([&](Transaction& tx) {
    EXPECT_EQ(tx.scalar<int>("SELECT count(*) FROM small"), 0);
    for (int id = 1; id <= kCommits; ++id) insert(id);
  });
  EXPECT_GE(tried, kCommits / 100 - 1);
  EXPECT_LE(tried, 2 * kCommits / 100 + 1);
  const auto held = tried;
  for (int id = kCommits + 1; id <= 2 * kCommits; ++id) insert(id);
  EXPECT_GT(tried, held);
  EXPECT_LT(std::filesystem::file_size(scratch.file() + "-wal"), 2u * kCommits * 4096 + (100u << 12))
      << "the log starts anew once the reader has gone";
}

}  // namespace group_commit_test
}  // namespace weige::store::sqlite
