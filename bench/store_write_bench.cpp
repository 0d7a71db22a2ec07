// Durable writes: group commit against one fsync per write of plain SQLite in the same run; bulk inserts on
// both engines. PostgreSQL is measured when WEIGE_TEST_PG names one. Durability as in production:
// synchronous=FULL, synchronous_commit=on.
#include <benchmark/benchmark.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <memory>

#include "store/migrations.h"

namespace {

using namespace weige;
using namespace weige::store;
namespace fs = std::filesystem;

constexpr std::string_view table =
    "CREATE TABLE bench_row (id INTEGER PRIMARY KEY, n INTEGER, t TEXT, d TEXT) STRICT";
constexpr std::string_view columns[] = {"id", "n", "t", "d"};
constexpr std::string_view insert = "INSERT INTO bench_row (id, n, t, d) VALUES ($1, $2, $3, $4)";

// A database that is gone with the object; PostgreSQL: a schema of its own.
class BenchDatabase {
 public:
  explicit BenchDatabase(Engine engine) : engine_(engine) {
    if (engine == Engine::sqlite) {
      fs::create_directories(folder_);
      open("sqlite:" + (folder_ / "bench.db").string());
    } else {
      const std::string url = std::getenv("WEIGE_TEST_PG");
      open(url);
      script("DROP SCHEMA IF EXISTS weige_bench CASCADE; CREATE SCHEMA weige_bench");
      open(url + (url.find('?') == url.npos ? "?" : "&") + "options=-csearch_path%3Dweige_bench");
    }
    if (!migrate(*database_)) std::abort();
    script(engine == Engine::sqlite ? std::string(table) : to_postgres(table));
  }
  ~BenchDatabase() {
    if (engine_ == Engine::postgres) script("DROP SCHEMA weige_bench CASCADE");
    database_.reset();
    fs::remove_all(folder_);
  }
  Database& db() { return *database_; }
  void script(const std::string& sql) {
    const auto outcome = database_->write([&](Transaction& tx) -> Done {
      tx.script(sql);
      return done();
    });
    if (!outcome) std::abort();
  }

 private:
  void open(const std::string& url) {
    auto opened = Database::open(url, {.readers = 8});
    if (!opened) std::abort();
    database_ = std::move(opened).value();
  }
  Engine engine_;
  fs::path folder_ = fs::temp_directory_path() / ("weige_bench_" + std::to_string(::getpid()));
  std::unique_ptr<Database> database_;
};

bool missing(Engine engine, benchmark::State& state) {
  if (engine == Engine::sqlite || std::getenv("WEIGE_TEST_PG")) return false;
  state.SkipWithError("WEIGE_TEST_PG is not set");
  return true;
}

std::unique_ptr<BenchDatabase> shared;

// One row per durable write, from several threads.
void write_one_row(benchmark::State& state, Engine engine) {
  if (missing(engine, state)) return;
  if (state.thread_index() == 0) shared = std::make_unique<BenchDatabase>(engine);
  for (auto _ : state) {
    const auto outcome = shared->db().write([](Transaction& tx) -> Done {
      const auto id = tx.next_id();
      tx.exec(insert, id, id % 1000, "明珠路88弄3号201室", "2026-11-23");
      return done();
    });
    if (!outcome) state.SkipWithError("a write failed");
  }
  state.SetItemsProcessed(state.iterations());
  if (state.thread_index() == 0) shared.reset();
}

// The reference: plain sqlite3, one thread, one transaction with one fsync per row.
void reference_one_fsync_per_row(benchmark::State& state) {
  const fs::path file = fs::temp_directory_path() / ("weige_bench_raw_" + std::to_string(::getpid()));
  sqlite3* raw = nullptr;
  sqlite3_open(file.c_str(), &raw);
  sqlite3_exec(raw, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL", nullptr, nullptr, nullptr);
  sqlite3_exec(raw, std::string(table).c_str(), nullptr, nullptr, nullptr);
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(raw,
                     "INSERT INTO bench_row (id, n, t, d) VALUES (?, 1, '明珠路88弄3号201室', '2026-11-23')",
                     -1, &statement, nullptr);
  std::int64_t id = 0;
  for (auto _ : state) {
    sqlite3_bind_int64(statement, 1, ++id);
    if (sqlite3_step(statement) != SQLITE_DONE) state.SkipWithError("a write failed");
    sqlite3_reset(statement);
  }
  state.SetItemsProcessed(state.iterations());
  sqlite3_finalize(statement);
  sqlite3_close(raw);
  for (const auto* suffix : {"", "-wal", "-shm"}) fs::remove(file.string() + suffix);
}

void bulk_insert(benchmark::State& state, Engine engine) {
  if (missing(engine, state)) return;
  BenchDatabase bench(engine);
  const auto size = static_cast<std::size_t>(state.range(0));
  std::vector<Params> rows;
  for (std::size_t i = 0; i < size; ++i)
    rows.push_back(params(0, i % 1000, "明珠路88弄3号201室", "2026-11-23"));
  for (auto _ : state) {
    const auto outcome = bench.db().write([&](Transaction& tx) -> Done {
      for (Params& row : rows) row[0] = tx.next_id();
      tx.bulk_insert("bench_row", columns, rows);
      return done();
    });
    if (!outcome) state.SkipWithError("a write failed");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

BENCHMARK(reference_one_fsync_per_row)->UseRealTime();
BENCHMARK_CAPTURE(write_one_row, sqlite, Engine::sqlite)->ThreadRange(1, 64)->UseRealTime();
BENCHMARK_CAPTURE(write_one_row, postgres, Engine::postgres)->Threads(1)->Threads(8)->UseRealTime();
BENCHMARK_CAPTURE(bulk_insert, sqlite, Engine::sqlite)
    ->Arg(200'000)
    ->Iterations(3)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(bulk_insert, postgres, Engine::postgres)
    ->Arg(200'000)
    ->Iterations(3)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
