#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "store/id_range.h"
#include "support/databases.h"

namespace weige::store {
namespace id_test {

class IdTest : public testing_support::BothEngines {
 protected:
  std::int64_t one_id() {
    return db().write([](Transaction& tx) -> Result<std::int64_t> { return tx.next_id(); }).value();
  }
  // Takes `count` ids and rolls back; returns the last.
  std::int64_t lose(int count) {
    std::int64_t last = 0;
    const auto outcome = db().write([&](Transaction& tx) -> Done {
      for (int i = 0; i < count; ++i) last = tx.next_id();
      return problem(ProblemCode::not_found);
    });
    EXPECT_FALSE(outcome.ok());
    return last;
  }
};

TEST_P(IdTest, AscendsAndStaysExactInJson) {
  const auto first = one_id(), second = one_id();
  EXPECT_GT(first, 0);
  EXPECT_GT(second, first);
  EXPECT_LT(second, id_limit);
}

TEST_P(IdTest, IsNeverReusedAfterARollback) {
  const auto lost = lose(1);
  EXPECT_GT(one_id(), lost);
}

TEST_P(IdTest, IsNeverReusedWhenTheReservationIsRolledBack) {
  const auto lost = lose(static_cast<int>(id_block_size) + 10);
  const auto kept = one_id();
  EXPECT_GT(kept, lost);
  scratch().reopen();
  EXPECT_GT(one_id(), kept);
}

TEST_P(IdTest, GoesOnAfterARestart) {
  std::int64_t last = 0;
  for (int restart = 0; restart < 3; ++restart) {
    const auto id = one_id();
    EXPECT_GT(id, last);
    last = id;
    scratch().reopen();
  }
}

// The gap between two ids of one series tells nothing of how many of another were given.
TEST_P(IdTest, SeriesAreCountedApart) {
  const auto handed_in = [&] {
    return db()
        .write([](Transaction& tx) -> Result<std::int64_t> { return tx.next_id(IdSeries::handed_in); })
        .value();
  };
  const auto first = handed_in();
  for (int i = 0; i < 5; ++i) one_id();
  EXPECT_EQ(handed_in(), first + 1);
  lose(static_cast<int>(id_block_size) + 10);
  EXPECT_EQ(handed_in(), first + 2);
  scratch().reopen();
  EXPECT_GT(handed_in(), first + 2);
}

TEST_P(IdTest, IsUniqueOverThreads) {
  constexpr int threads = 4, rounds = 50, each = 20;
  std::vector<std::vector<std::int64_t>> taken(threads);
  std::vector<std::thread> running;
  for (auto& mine : taken)
    running.emplace_back([&] {
      for (int round = 0; round < rounds; ++round) {
        const auto ids = db().write([&](Transaction& tx) -> Result<std::vector<std::int64_t>> {
          std::vector<std::int64_t> some(each);
          for (auto& id : some) id = tx.next_id();
          return some;
        });
        mine.insert(mine.end(), ids->begin(), ids->end());
      }
    });
  for (auto& thread : running) thread.join();
  std::set<std::int64_t> all;
  for (const auto& mine : taken) all.insert(mine.begin(), mine.end());
  EXPECT_EQ(all.size(), static_cast<std::size_t>(threads * rounds * each));
}

WEIGE_BOTH_ENGINES(IdTest);

}  // namespace id_test

}  // namespace weige::store
