// The same random work on both engines must give the same answers: rows, counts of changed rows, and kinds of
// failure.
#include <gtest/gtest.h>

#include <random>

#include "support/databases.h"

namespace weige::store {
namespace twin_test {

using testing_support::ScratchDatabase;

// kinds: of the columns of a query, i integer, r real, t text, b blob; empty = a change.
struct Operation {
  std::string sql;
  Params args;
  std::string kinds = {};
};

Value read_value(const Row& row, int column, char kind) {
  if (row.is_null(column)) return {};
  switch (kind) {
    case 'i':
      return row.int64(column);
    case 'r':
      return row.real(column);
    case 't':
      return std::string(row.text(column));
    default:
      return Blob{std::string(row.blob(column))};
  }
}

std::string to_string(const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
  if (const auto* real = std::get_if<double>(&value)) return std::to_string(*real);
  if (const auto* text = std::get_if<std::string>(&value)) return "'" + *text + "'";
  if (const auto* blob = std::get_if<Blob>(&value)) return "x'" + blob->bytes + "'";
  return "NULL";
}

std::string answer(Transaction& tx, const Operation& operation) {
  if (operation.kinds.empty()) return std::to_string(tx.run(operation.sql, operation.args)) + " changed\n";
  std::string text;
  const auto cursor = tx.open(operation.sql, operation.args);
  while (const Row* row = cursor->next()) {
    for (int column = 0; column < static_cast<int>(operation.kinds.size()); ++column)
      text += to_string(read_value(*row, column, operation.kinds[static_cast<std::size_t>(column)])) + " ";
    text += "\n";
  }
  return text;
}

// What a transaction of these operations answers; a failure ends it. Adds to `answered`.
std::string run(Database& database, const std::vector<Operation>& operations, int& answered) {
  std::string text;
  try {
    const auto outcome = database.write([&](Transaction& tx) -> Done {
      text.clear();
      for (const Operation& operation : operations) {
        text += answer(tx, operation);
        ++answered;
      }
      return done();
    });
    return text + (outcome ? "committed" : "refused");
  } catch (const DatabaseError& error) {
    return text + "failure " + std::to_string(static_cast<int>(error.kind()));
  }
}

class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  std::vector<Operation> transaction(int length) {
    std::vector<Operation> operations;
    for (int i = 0; i < length; ++i) operations.push_back(one());
    return operations;
  }

 private:
  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  std::int64_t id() { return below(300); }
  Value number() { return below(6) == 0 ? Value{} : Value{std::int64_t{below(41) - 20}}; }
  Value real() { return below(6) == 0 ? Value{} : Value{(below(4001) - 2000) / 8.0}; }
  Value text() {
    static const std::vector<std::string> syllables = {"a", "B", "é", "明", "珠", "路",
                                                       "1", "_", "%", " ",  "'",  "𠮷"};
    if (below(8) == 0) return {};
    std::string made;
    for (int i = below(5); i >= 0; --i) made += syllables[random_() % syllables.size()];
    return made;
  }
  Value blob() {
    return below(4) == 0 ? Value{} : Value{Blob{std::string(static_cast<std::size_t>(below(4)), '\0') + "b"}};
  }

  Operation one() {
    const int kind = below(100);
    if (kind < 50) return change(kind);
    return query(below(10));
  }
  Operation change(int kind) {
    if (kind < 3)
      return {"INSERT INTO thing (id, n, x, t, b) VALUES ($1, $2, $3, $4, $5)",
              {id(), number(), real(), text(), blob()}};
    if (kind < 14)
      return {"INSERT INTO thing (id, n, x, t, b) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING",
              {id(), number(), real(), text(), blob()}};
    if (kind < 24)
      return {
          "INSERT INTO thing (id, n, x, t, b) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO UPDATE "
          "SET n = COALESCE(thing.n, 0) + COALESCE(excluded.n, 0), t = excluded.t WHERE thing.x IS NOT NULL",
          {id(), number(), real(), text(), blob()}};
    if (kind < 32)
      return {"UPDATE thing SET n = n + $1, t = COALESCE(t, '') || $2 WHERE id BETWEEN $3 AND $4",
              {std::int64_t{below(3)}, std::string("+"), id(), id()}};
    if (kind < 36)
      return {"DELETE FROM thing WHERE id = $1 AND n IS NOT DISTINCT FROM $2",
              {id(), std::int64_t{below(41) - 20}}};
    if (kind < 47)
      return {"INSERT INTO link (parent, child) VALUES ($1, $2) ON CONFLICT (parent, child) DO NOTHING",
              {id(), id()}};
    if (kind < 49) return {"DELETE FROM link WHERE parent = $1", {id()}};
    return {"UPDATE thing SET size = $1 WHERE id < $2",
            {std::int64_t{below(9) - 1}, id()}};  // sometimes against the check
  }
  Operation query(int kind) { return kind < 5 ? plain_query(kind) : deep_query(kind); }

  Operation plain_query(int kind) {
    switch (kind) {
      case 0:
        return {"SELECT id, n, x, t, b FROM thing WHERE id >= $1 ORDER BY id LIMIT $2",
                {id(), std::int64_t{5}},
                "iirtb"};
      case 1:
        return {"SELECT t, id FROM thing WHERE (t, id) > ($1, $2) ORDER BY t, id LIMIT 7",
                {std::string("明"), id()},
                "ti"};
      case 2:
        return {
            "SELECT count(*), count(n), sum(n), min(x), max(x), min(t), max(t), sum(x), "
            "count(*) FILTER (WHERE n > $1) FROM thing",
            {std::int64_t{below(20)}},
            "iiirrttri"};
      case 3:
        return {
            "SELECT n, count(*), sum(x) FROM thing WHERE n IS NOT NULL GROUP BY n HAVING count(*) > 1 ORDER "
            "BY n",
            {},
            "iir"};
      default:
        return {
            "SELECT p.id, p.t, count(c.id) FROM thing p LEFT JOIN link l ON l.parent = p.id LEFT JOIN thing "
            "c ON c.id = l.child "
            "WHERE p.id < $1 GROUP BY p.id, p.t ORDER BY count(c.id) DESC, p.id LIMIT 9",
            {id()},
            "iti"};
    }
  }

  // Recursion, windows, text functions, three-valued logic.
  Operation deep_query(int kind) {
    switch (kind) {
      case 5:
        return {
            "WITH RECURSIVE below (node, depth) AS (SELECT $1, 0 UNION SELECT l.child, b.depth + 1 FROM "
            "below b "
            "JOIN link l ON l.parent = b.node WHERE b.depth < 4) SELECT node, min(depth) FROM below GROUP BY "
            "node ORDER BY node",
            {id()},
            "ii"};
      case 6:
        return {
            "SELECT id, row_number() OVER (PARTITION BY n ORDER BY id), sum(COALESCE(n, 0)) OVER (ORDER BY "
            "id) FROM thing "
            "WHERE id > $1 ORDER BY id LIMIT 8",
            {id()},
            "iii"};
      case 7:
        return {
            "SELECT id, length(t), substr(t, 2, 2), replace(t, 'a', '明'), upper(CAST(n AS TEXT)) FROM thing "
            "WHERE t LIKE $1 ORDER BY t, id",
            {std::string(below(2) ? "%a_%" : "明%")},
            "iittt"};
      case 8:
        return {
            "SELECT id, CASE WHEN n < 0 THEN 'less' WHEN n IS NULL THEN 'none' ELSE 'more' END, n / 7, n % "
            "7, abs(n) "
            "FROM thing WHERE id IN (SELECT child FROM link WHERE parent < $1) ORDER BY n DESC NULLS LAST, "
            "id",
            {id()},
            "itiii"};
      default:
        return {
            "SELECT id FROM thing t WHERE NOT EXISTS (SELECT 1 FROM link l WHERE l.child = t.id) AND ($1 IS "
            "NULL OR n = $1) "
            "ORDER BY t.t NULLS FIRST, id",
            {number()},
            "i"};
    }
  }

  std::mt19937 random_;
};

constexpr std::string_view tables =
    "CREATE TABLE thing (id INTEGER PRIMARY KEY, n INTEGER, x REAL, t TEXT, b BLOB, size INTEGER CHECK (size "
    ">= 0)) STRICT;"
    "CREATE TABLE link (parent INTEGER NOT NULL, child INTEGER NOT NULL, PRIMARY KEY (parent, child)) "
    "STRICT, WITHOUT ROWID";

void make_tables(Database& database) {
  const std::string sql = database.engine() == Engine::sqlite ? std::string(tables) : to_postgres(tables);
  ASSERT_TRUE(database
                  .write([&](Transaction& tx) -> Done {
                    tx.script(sql);
                    return done();
                  })
                  .ok());
}

TEST(Twins, AnswerTenThousandOperationsAlike) {
  if (const auto reason = testing_support::reason_to_skip(Engine::postgres); !reason.empty())
    GTEST_SKIP() << reason;
  ScratchDatabase sqlite(Engine::sqlite), postgres(Engine::postgres);
  make_tables(sqlite.db());
  make_tables(postgres.db());
  constexpr int transactions = 900, length = 20;
  Generator generator(20261123);
  int committed = 0, answered_here = 0, answered_there = 0;
  for (int i = 0; i < transactions; ++i) {
    const auto operations = generator.transaction(length);
    const std::string here = run(sqlite.db(), operations, answered_here),
                      there = run(postgres.db(), operations, answered_there);
    ASSERT_EQ(here, there) << "transaction " << i;
    committed += here.ends_with("committed");
  }
  EXPECT_GE(answered_here, 10'000);
  EXPECT_EQ(answered_here, answered_there);
  EXPECT_GT(committed, transactions / 4);
  EXPECT_LT(committed, transactions) << "some were meant to fail";
}

}  // namespace twin_test
}  // namespace weige::store
