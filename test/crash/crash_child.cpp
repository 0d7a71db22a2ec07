// crash_child URL SEED: writes from three threads and says on its output what has been acknowledged ("thread
// sequence"), until it is killed.
#include <unistd.h>

#include <cstdlib>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "store/migrations.h"

namespace {

using namespace weige;
using namespace weige::store;

constexpr int threads = 3, writes = 40;

// Two rows, some bulk and a counter: half of it must never be seen.
Done write_one(Transaction& tx, int thread, int sequence, int bulk) {
  tx.exec("INSERT INTO entry (thread, sequence, part) VALUES ($1, $2, 0)", thread, sequence);
  std::vector<Params> rows;
  for (int i = 0; i < bulk; ++i)
    rows.push_back(params(tx.next_id(), thread, sequence, std::string(200, 'x')));
  const std::string_view columns[] = {"id", "thread", "sequence", "filler"};
  tx.bulk_insert("bulk", columns, rows);
  tx.exec("UPDATE counter SET entries = entries + 1, bulk_rows = bulk_rows + $1", bulk);
  tx.exec("INSERT INTO entry (thread, sequence, part) VALUES ($1, $2, 1)", thread, sequence);
  return done();
}

void work(Database& database, int thread, unsigned seed) {
  std::minstd_rand random(seed + static_cast<unsigned>(thread));
  for (int sequence = 0; sequence < writes; ++sequence) {
    const int bulk = random() % 8 == 0 ? 200 : 1;
    const bool refuse = random() % 5 == 0;  // a body that rolls back between others that commit
    const auto outcome = database.write([&](Transaction& tx) -> Done {
      WEIGE_CHECK(write_one(tx, thread, refuse ? sequence + 1'000'000 : sequence, bulk));
      return refuse ? Done(problem(ProblemCode::not_found)) : done();
    });
    if (!outcome) continue;
    const std::string line = std::to_string(thread) + " " + std::to_string(sequence) + "\n";
    if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) return;
  }
}

const Migration tables = {
    .number = 9000,
    .name = "crash",
    .sqlite_sql =
        "CREATE TABLE entry (thread INTEGER, sequence INTEGER, part INTEGER, UNIQUE (thread, sequence, "
        "part)) STRICT;"
        "CREATE TABLE bulk (id INTEGER PRIMARY KEY, thread INTEGER, sequence INTEGER, filler TEXT) STRICT;"
        "CREATE TABLE counter (entries INTEGER, bulk_rows INTEGER) STRICT; INSERT INTO counter VALUES (0, 0)",
    .postgres_sql = ""};

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  // Checkpoints often, so that kills fall into them too.
  auto opened = Database::open(arguments[1], {.readers = 1, .checkpoint_pages = 40});
  if (!opened) return 3;
  Database& database = **opened;
  std::vector<Migration> migrations = built_in_migrations();
  migrations.push_back(tables);
  if (!migrate(database, migrations)) return 4;
  std::vector<std::thread> running;
  for (int thread = 0; thread < threads; ++thread)
    running.emplace_back(work, std::ref(database), thread, static_cast<unsigned>(std::atoi(arguments[2])));
  for (auto& thread : running) thread.join();
  return 0;
}
