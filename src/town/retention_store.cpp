#include "town/retention_store.h"

namespace weige::town {
namespace {

using store::Row;
using store::Transaction;

constexpr std::string_view kRunColumns =
    "SELECT id, kind, night, account_id, post_id, job_id, reason, started_at, finished_at, bytes_clean FROM "
    "retention_run";

RetentionRun run_from_row(const Row& row) {
  const auto reason = row.get<std::optional<std::string>>(6);
  return {.id = row.get<RunId>(0),
          .kind = run_kind_of(row.text(1)).value(),
          .night = row.get<std::optional<Day>>(2),
          .account = row.get<access::AccountId>(3),
          .post = row.get<access::PostId>(4),
          .job = row.get<std::optional<jobs::JobId>>(5),
          .reason = reason ? registry::erasure_reason_of(*reason) : std::nullopt,
          .started = row.get<Instant>(7),
          .finished = row.get<std::optional<Instant>>(8),
          .bytes_clean = row.get<bool>(9)};
}

void read_counts(Transaction& tx, RetentionRun& run) {
  run.counts = tx.all(
      "SELECT clock, erased, held FROM retention_count WHERE run_id = $1 ORDER BY clock",
      [](const Row& row) {
        return ClockCount{row.get<std::string>(0), {row.int64(1), row.int64(2)}};
      },
      run.id);
}

access::Change change_of_run(RunId id, std::string detail) {
  return access::Change::of(access::SubjectKind{"erasure"}, id, std::move(detail));
}

}  // namespace

bool has_run_of(Transaction& tx, Day night) {
  return tx
      .first(
          "SELECT 1 FROM retention_run WHERE night = $1", [](const Row&) { return true; }, night)
      .has_value();
}

access::Change insert_run(Transaction& tx, const RetentionRun& run) {
  tx.exec(
      "INSERT INTO retention_run (id, kind, night, account_id, post_id, job_id, reason, started_at) VALUES "
      "($1, $2, $3, $4, $5, $6, $7, $8)",
      run.id, code(run.kind), run.night, run.account, run.post, run.job,
      run.reason ? std::optional(registry::code(*run.reason)) : std::nullopt, run.started);
  return change_of_run(run.id, "kind=" + std::string(code(run.kind)) +
                                   (run.reason ? ",reason=" + std::string(registry::code(*run.reason)) : ""));
}

void set_job(Transaction& tx, RunId id, jobs::JobId job) {
  tx.exec("UPDATE retention_run SET job_id = $2 WHERE id = $1", id, job);
}

std::optional<RetentionRun> find_run(Transaction& tx, RunId id) {
  static const std::string sql = std::string(kRunColumns) + " WHERE id = $1";
  auto run = tx.first(sql, run_from_row, id);
  if (run) read_counts(tx, *run);
  return run;
}

std::vector<RetentionRun> find_runs(Transaction& tx, std::int64_t before, int limit) {
  static const std::string sql =
      std::string(kRunColumns) + " WHERE $1 = 0 OR id < $1 ORDER BY id DESC LIMIT $2";
  auto runs = tx.all(sql, run_from_row, before, limit);
  for (auto& run : runs) read_counts(tx, run);
  return runs;
}

std::optional<RetentionRun> newest_run(Transaction& tx, RunKind kind) {
  static const std::string sql = std::string(kRunColumns) + " WHERE kind = $1 ORDER BY id DESC LIMIT 1";
  auto run = tx.first(sql, run_from_row, code(kind));
  if (run) read_counts(tx, *run);
  return run;
}

std::optional<Instant> last_finished(Transaction& tx) {
  return tx.first(
      "SELECT finished_at FROM retention_run WHERE kind IN ('night', 'command') AND finished_at IS NOT NULL "
      "ORDER BY finished_at DESC LIMIT 1",
      [](const Row& row) { return row.get<Instant>(0); });
}

void add_to_count(Transaction& tx, RunId id, std::string_view clock, const ErasureCount& count) {
  if (count == ErasureCount{}) return;
  if (count.erased > 0)
    tx.exec("UPDATE retention_run SET bytes_clean = 0 WHERE id = $1 AND bytes_clean = 1", id);
  if (tx.exec("UPDATE retention_count SET erased = erased + $3, held = held + $4 WHERE run_id = $1 AND clock "
              "= $2",
              id, clock, count.erased, count.held) == 0)
    tx.exec("INSERT INTO retention_count (run_id, clock, erased, held) VALUES ($1, $2, $3, $4)", id, clock,
            count.erased, count.held);
}

access::Change finish_run(Transaction& tx, RunId id, Instant now) {
  tx.exec("UPDATE retention_run SET finished_at = $2 WHERE id = $1", id, now);
  return change_of_run(id, "finished");
}

bool needs_cleaning(Transaction& tx) {
  return tx
      .first(
          "SELECT 1 FROM retention_run r JOIN retention_count c ON c.run_id = r.id WHERE r.bytes_clean = 0 "
          "AND "
          "c.erased > 0 LIMIT 1",
          [](const Row&) { return true; })
      .has_value();
}

std::int64_t erased_in_all(Transaction& tx) {
  return tx.scalar<std::int64_t>("SELECT CAST(COALESCE(SUM(erased), 0) AS BIGINT) FROM retention_count");
}

void note_clean(Transaction& tx) {
  tx.exec("UPDATE retention_run SET bytes_clean = 1 WHERE bytes_clean = 0");
}

}  // namespace weige::town
