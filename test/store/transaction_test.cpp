#include <gtest/gtest.h>

#include <atomic>
#include <limits>
#include <thread>

#include "support/databases.h"

namespace weige::store {
namespace transaction_test {

struct ThingTag {};
using ThingId = Id<ThingTag>;

class TransactionTest : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    script("CREATE TABLE thing (id INTEGER PRIMARY KEY, n INTEGER, x REAL, t TEXT UNIQUE, b BLOB) STRICT");
    script(
        "CREATE TABLE part (thing INTEGER NOT NULL REFERENCES thing (id), size INTEGER CHECK (size > 0)) "
        "STRICT");
  }
  void script(std::string_view common) {
    const auto outcome = db().write([&](Transaction& tx) -> Done {
      tx.script(tx.engine() == Engine::sqlite ? std::string(common) : to_postgres(common));
      return done();
    });
    ASSERT_TRUE(outcome.ok());
  }
  template <class... A>
  std::int64_t write(std::string_view sql, const A&... args) {
    const auto result =
        db().write([&](Transaction& tx) -> Result<std::int64_t> { return tx.exec(sql, args...); });
    return result.value();
  }
  std::int64_t count() {
    return db().read([](Transaction& tx) { return tx.scalar<std::int64_t>("SELECT count(*) FROM thing"); });
  }
  // The kind of failure that writing this gives; nullopt when it succeeds.
  template <class... A>
  std::optional<Failure> failure(std::string_view sql, const A&... args) {
    try {
      write(sql, args...);
    } catch (const DatabaseError& error) {
      return error.kind();
    }
    return std::nullopt;
  }
};

constexpr std::string_view insert_all = "INSERT INTO thing (id, n, x, t, b) VALUES ($1, $2, $3, $4, $5)";

TEST_P(TransactionTest, KeepsEveryKindOfValue) {
  const std::string text = "上海市青浦区 '\"\\ \t\n 𠮷 %";
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  write(insert_all, 1, std::numeric_limits<std::int64_t>::min(), 0.1, text, Blob{bytes});
  write(insert_all, 2, std::numeric_limits<std::int64_t>::max(), -1.7976931348623157e308, "", Blob{});
  db().read([&](Transaction& tx) {
    const auto rows = tx.all("SELECT n, x, t, b FROM thing ORDER BY id", [](const Row& row) {
      return std::tuple(row.get<std::int64_t>(0), row.get<double>(1), row.get<std::string>(2),
                        row.get<Blob>(3));
    });
    EXPECT_EQ(rows.at(0), std::tuple(std::numeric_limits<std::int64_t>::min(), 0.1, text, Blob{bytes}));
    EXPECT_EQ(rows.at(1), std::tuple(std::numeric_limits<std::int64_t>::max(), -1.7976931348623157e308,
                                     std::string(), Blob{}));
  });
}

TEST_P(TransactionTest, KeepsNullsApartFromEmptyValues) {
  write(insert_all, 1, std::nullopt, std::nullopt, std::nullopt, std::nullopt);
  write(insert_all, 2, 0, 0.0, "", Blob{});
  db().read([&](Transaction& tx) {
    const auto nulls = tx.all("SELECT n, x, t, b FROM thing ORDER BY id", [](const Row& row) {
      return std::tuple(row.is_null(0), row.is_null(1), row.is_null(2), row.is_null(3));
    });
    EXPECT_EQ(nulls.at(0), std::tuple(true, true, true, true));
    EXPECT_EQ(nulls.at(1), std::tuple(false, false, false, false));
    const auto n = tx.first(
        "SELECT n FROM thing WHERE id = $1", [](const Row& row) { return row.get<std::optional<int>>(0); },
        1);
    ASSERT_TRUE(n.has_value());
    EXPECT_EQ(*n, std::nullopt);
  });
  const auto as_plain_number = [](Transaction& tx) {
    return tx.scalar<int>("SELECT n FROM thing WHERE id = 1");
  };
  EXPECT_THROW(db().read(as_plain_number), DatabaseError);
}

TEST_P(TransactionTest, ReadsTypedValues) {
  const Instant instant{std::chrono::microseconds{1'795'478'400'123'456}};
  const Day day{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{23}};
  write("INSERT INTO thing (id, n, t) VALUES ($1, $2, $3)", ThingId{7}, instant, day);
  write("INSERT INTO thing (id, n) VALUES ($1, $2)", ThingId{8}, true);
  db().read([&](Transaction& tx) {
    const auto check = [&](const Row& row) {
      EXPECT_EQ(row.get<ThingId>(0), ThingId{7});
      EXPECT_EQ(row.get<Instant>(1), instant);
      EXPECT_EQ(row.get<Day>(2), day);
      return 0;
    };
    EXPECT_TRUE(tx.first("SELECT id, n, t FROM thing WHERE id = $1", check, ThingId{7}).has_value());
    EXPECT_TRUE(tx.scalar<bool>("SELECT n FROM thing WHERE id = 8"));
  });
}

TEST_P(TransactionTest, TellsTheKindOfFailure) {
  write("INSERT INTO thing (id, t) VALUES (1, 'a')");
  EXPECT_EQ(failure("INSERT INTO thing (id, t) VALUES (2, 'a')"), Failure::unique);
  EXPECT_EQ(failure("INSERT INTO thing (id, t) VALUES (1, 'b')"), Failure::unique);
  EXPECT_EQ(failure("INSERT INTO part (thing, size) VALUES ($1, $2)", 99, 1), Failure::foreign_key);
  EXPECT_EQ(failure("INSERT INTO part (thing, size) VALUES ($1, $2)", 1, 0), Failure::check);
  EXPECT_EQ(failure("INSERT INTO part (thing, size) VALUES ($1, $2)", std::nullopt, 1), Failure::check);
  EXPECT_EQ(failure("INSERT INTO nowhere (a) VALUES (1)"), Failure::bug);
  EXPECT_EQ(failure("INSERT INTO thing (id) VALUES ($1)", 1, 2), Failure::bug);
  EXPECT_EQ(failure("INSERT INTO thing (id, t) VALUES (3, $1)", std::string("a\0b", 3)), Failure::bug);
  EXPECT_EQ(failure("INSERT INTO thing (id, x) VALUES (3, $1)", std::numeric_limits<double>::quiet_NaN()),
            Failure::bug);
  EXPECT_EQ(count(), 1);
}

TEST_P(TransactionTest, RollsBackOnProblemAndOnException) {
  const auto refused = db().write([](Transaction& tx) -> Done {
    tx.exec("INSERT INTO thing (id) VALUES (1)");
    return problem(ProblemCode::not_found);
  });
  EXPECT_EQ(refused.problem().code, ProblemCode::not_found);
  const auto throwing = [](Transaction& tx) -> Done {
    tx.exec("INSERT INTO thing (id) VALUES (2)");
    throw std::runtime_error("a bug of the caller");
  };
  EXPECT_THROW((void)db().write(throwing), std::runtime_error);
  EXPECT_EQ(count(), 0);
}

// PostgreSQL refuses everything after a failed statement; so must SQLite, or code would work on one engine
// only.
TEST_P(TransactionTest, TakesNoMoreAfterAFailedStatement) {
  write("INSERT INTO thing (id) VALUES (1)");
  const auto swallow = [](Transaction& tx) -> Done {
    EXPECT_THROW(tx.exec("INSERT INTO thing (id) VALUES (1)"), DatabaseError);
    EXPECT_THROW(tx.exec("INSERT INTO thing (id) VALUES (2)"), DatabaseError);
    return done();
  };
  EXPECT_THROW((void)db().write(swallow), DatabaseError);
  EXPECT_EQ(count(), 1);
}

TEST_P(TransactionTest, CountsTheRowsItChanged) {
  EXPECT_EQ(write("INSERT INTO thing (id, n) VALUES (1, 1), (2, 1), (3, 2)"), 3);
  EXPECT_EQ(write("UPDATE thing SET n = 5 WHERE n = $1", 1), 2);
  EXPECT_EQ(write("UPDATE thing SET n = 5 WHERE n = $1", 77), 0);
  EXPECT_EQ(write("INSERT INTO thing (id) VALUES (1) ON CONFLICT (id) DO NOTHING"), 0);
  EXPECT_EQ(write("DELETE FROM thing"), 3);
  EXPECT_EQ(write("CREATE TABLE later (a TEXT)"), 0);
}

TEST_P(TransactionTest, RefusesToWriteWhileReading) {
  const auto attempt = [](Transaction& tx) { return tx.exec("INSERT INTO thing (id) VALUES (1)"); };
  EXPECT_THROW(db().read(attempt), DatabaseError);
  EXPECT_THROW(db().read([](Transaction& tx) { return tx.next_id(); }), DatabaseError);
  EXPECT_EQ(count(), 0);
}

TEST_P(TransactionTest, ReadsOneSnapshot) {
  write("INSERT INTO thing (id) VALUES (1)");
  const auto [before, after] = db().read([&](Transaction& tx) {
    const auto first = tx.scalar<int>("SELECT count(*) FROM thing");
    std::thread([&] { write("INSERT INTO thing (id) VALUES (2)"); }).join();
    return std::pair(first, tx.scalar<int>("SELECT count(*) FROM thing"));
  });
  EXPECT_EQ(before, 1);
  EXPECT_EQ(after, 1);
  EXPECT_EQ(count(), 2);
}

TEST_P(TransactionTest, AnswersOtherQueriesWhileACursorIsOpen) {
  write("INSERT INTO thing (id, n) VALUES (1, 10), (2, 20), (3, 30)");
  const auto seen = db().read([](Transaction& tx) {
    std::vector<int> values;
    tx.each("SELECT id FROM thing ORDER BY id", [&](const Row& row) {
      values.push_back(tx.scalar<int>("SELECT n FROM thing WHERE id = $1", row.get<int>(0)));
      values.push_back(tx.scalar<int>("SELECT count(*) FROM thing"));
    });
    return values;
  });
  EXPECT_EQ(seen, (std::vector{10, 3, 20, 3, 30, 3}));
}

const std::string awkward_text = "行\t\\N\n\"'";
const Blob awkward_blob{std::string("\0\\x,\"", 5)};

std::vector<Params> rows_for_bulk(int first_id) {
  std::vector<Params> rows;
  for (int i = 0; i < 1000; ++i) {
    const int id = first_id + i;
    if (i % 4)
      rows.push_back(params(id, i, i * 0.5, awkward_text + std::to_string(id), awkward_blob));
    else
      rows.push_back(params(id, std::nullopt, std::nullopt, std::nullopt, std::nullopt));
  }
  return rows;
}

// Statements in use are not thrown out, those out of use are, and a text that is in use may run again.
TEST_P(TransactionTest, KeepsFewStatementsAndAnswersAllTheSame) {
  testing_support::ScratchDatabase small(GetParam(), testing_support::Fill::migrated, {.statement_cache = 2});
  const auto text = [](int i) { return "SELECT " + std::to_string(i) + " + CAST($1 AS BIGINT)"; };
  for (int round = 0; round < 3; ++round)
    small.db().read([&](Transaction& tx) {
      std::vector<std::unique_ptr<Cursor>> open;
      for (int i = 0; i < 12; ++i) {
        const Params args = params(std::int64_t{100} * i);
        open.push_back(tx.open(text(i % 6), args));
      }
      for (int i = 0; i < 12; ++i) {
        const auto* row = open[static_cast<std::size_t>(i)]->next();
        ASSERT_NE(row, nullptr);
        EXPECT_EQ(row->int64(0), i % 6 + 100 * i);
        EXPECT_EQ(tx.scalar<std::int64_t>(text(i % 6), std::int64_t{7}), i % 6 + 7);
      }
    });
}

TEST_P(TransactionTest, InsertsInBulkMoreThanOnce) {
  const std::array<std::string_view, 5> columns = {"id", "n", "x", "t", "b"};
  for (const int first_id : {0, 1000}) {
    const auto rows = rows_for_bulk(first_id);
    const auto outcome = db().write([&](Transaction& tx) -> Done {
      tx.bulk_insert("thing", columns, rows);
      return done();
    });
    ASSERT_TRUE(outcome.ok());
  }
  db().read([](Transaction& tx) {
    EXPECT_EQ(tx.scalar<int>("SELECT count(*) FROM thing"), 2000);
    EXPECT_EQ(tx.scalar<int>(
                  "SELECT count(*) FROM thing WHERE n IS NULL AND x IS NULL AND t IS NULL AND b IS NULL"),
              500);
    EXPECT_EQ(tx.scalar<std::string>("SELECT t FROM thing WHERE id = 1999"), awkward_text + "1999");
    EXPECT_EQ(tx.scalar<Blob>("SELECT b FROM thing WHERE id = 1999"), awkward_blob);
    EXPECT_EQ(tx.scalar<double>("SELECT sum(x) FROM thing WHERE id < 7"), 0.5 * (1 + 2 + 3 + 5 + 6));
  });
}

TEST_P(TransactionTest, BulkInsertThatFailsLeavesNothing) {
  const std::array<std::string_view, 1> columns = {"id"};
  const std::vector<Params> rows = {params(1), params(2), params(1)};
  const auto twice = [&](Transaction& tx) -> Done {
    tx.bulk_insert("thing", columns, rows);
    return done();
  };
  EXPECT_THROW((void)db().write(twice), DatabaseError);
  EXPECT_EQ(count(), 0);
  EXPECT_EQ(write("INSERT INTO thing (id) VALUES (1)"), 1);
}

TEST_P(TransactionTest, RunsOneStatementForManyRows) {
  std::vector<Params> rows;
  for (int i = 0; i < 500; ++i) rows.push_back(params(i, i % 2 ? std::optional(i) : std::nullopt));
  const auto changed = db().write([&](Transaction& tx) -> Result<std::int64_t> {
    const auto inserted = tx.run_many("INSERT INTO thing (id, n) VALUES ($1, $2)", rows);
    return inserted + tx.run_many("UPDATE thing SET x = 1 WHERE id = $1 AND n = $2", rows);
  });
  EXPECT_EQ(changed.value(), 750);
  EXPECT_EQ(count(), 500);
}

// Reading, deciding and writing from many threads: no increment is lost, though all want the same row.
TEST_P(TransactionTest, ConcurrentWritersLoseNothing) {
  constexpr int threads = 4, rounds = 25;
  write("INSERT INTO thing (id, n) VALUES (1, 0)");
  std::vector<std::thread> running;
  for (int thread = 0; thread < threads; ++thread)
    running.emplace_back([&] {
      for (int round = 0; round < rounds; ++round) {
        const auto outcome = db().write([](Transaction& tx) -> Done {
          const auto before = tx.scalar<int>("SELECT n FROM thing WHERE id = 1");
          tx.exec("UPDATE thing SET n = $1 WHERE id = 1", before + 1);
          return done();
        });
        EXPECT_TRUE(outcome.ok());
      }
    });
  for (auto& thread : running) thread.join();
  EXPECT_EQ(db().read([](Transaction& tx) { return tx.scalar<int>("SELECT n FROM thing"); }),
            threads * rounds);
}

// A shared snapshot may be old as to the log, never as to anything else.
TEST_P(TransactionTest, SharedReadersSeeEveryWriteThatWasAcknowledged) {
  constexpr int threads = 3, rounds = 60;
  write("INSERT INTO thing (id, n) VALUES (1, 0)");
  const auto n = [](Transaction& tx) { return tx.scalar<int>("SELECT n FROM thing WHERE id = 1"); };
  std::atomic<int> acknowledged = 0, stale = 0;
  std::atomic<bool> ended = false;
  std::vector<std::thread> running;
  for (int thread = 0; thread < threads; ++thread)
    running.emplace_back([&, thread] {
      while (!ended) {
        const int known = acknowledged;
        if (db().read_shared(n) < known) ++stale;
        (void)db().write_log([&](Transaction& tx) -> Done {
          tx.exec("INSERT INTO thing (id, n) VALUES ($1, 0)", tx.next_id() + 1000);
          return done();
        });
      }
    });
  for (int round = 1; round <= rounds; ++round) {
    ASSERT_TRUE(db().write([&](Transaction& tx) -> Done {
      tx.exec("UPDATE thing SET n = $1 WHERE id = 1", round);
      return done();
    }));
    acknowledged = round;
  }
  ended = true;
  for (auto& thread : running) thread.join();
  EXPECT_EQ(stale, 0);
  EXPECT_EQ(db().read(n), rounds);
  const int all = db().read([](Transaction& tx) { return tx.scalar<int>("SELECT count(*) FROM thing"); });
  EXPECT_GT(all, 1);
}

TEST_P(TransactionTest, ABodyThatFailsLeavesNoSnapshotBehind) {
  write("INSERT INTO thing (id, n) VALUES (1, 0)");
  EXPECT_THROW(db().read_shared([](Transaction& tx) { tx.exec("SELECT no_such_column FROM thing"); }),
               DatabaseError);
  EXPECT_EQ(db().read_shared([](Transaction& tx) { return tx.scalar<int>("SELECT count(*) FROM thing"); }),
            1);
}

// Each takes a place if none is taken. Weaker isolation than serializable lets several believe that they were
// first.
TEST_P(TransactionTest, DecisionsOnWhatIsNotThereAreSafe) {
  constexpr int threads = 4;
  std::atomic<int> first = 0;
  std::vector<std::thread> running;
  for (int thread = 0; thread < threads; ++thread)
    running.emplace_back([&, thread] {
      const auto outcome = db().write([&](Transaction& tx) -> Done {
        if (tx.scalar<int>("SELECT count(*) FROM thing WHERE n = 7") > 0)
          return problem(ProblemCode::not_found);
        tx.exec("INSERT INTO thing (id, n) VALUES ($1, 7)", thread);
        return done();
      });
      first += outcome.ok();
    });
  for (auto& thread : running) thread.join();
  EXPECT_EQ(first, 1);
  EXPECT_EQ(count(), 1);
}

WEIGE_BOTH_ENGINES(TransactionTest);

}  // namespace transaction_test

}  // namespace weige::store
