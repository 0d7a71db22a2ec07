#include "jobs/job_store.h"

namespace weige::jobs {
namespace {

using store::Row;
using store::Transaction;

#define JOB_COLUMNS                                                                                     \
  "id, kind, state, account_id, post_id, area_id, input, position, doing, units_done, units_total, "    \
  "cancel_requested, result, CASE WHEN EXISTS (SELECT 1 FROM job_file_part p WHERE p.job_id = job.id) " \
  "THEN 1 ELSE 0 END, failure, created_at, started_at, finished_at, expires_at, title"

Job job_from_row(const Row& row) {
  const auto failure = row.get<std::optional<std::string>>(14);
  return {.id = row.get<JobId>(0),
          .kind = row.get<std::string>(1),
          .title = row.get<std::string>(19),
          .state = job_state(row.text(2)),
          .owner = {row.int64(3), row.int64(4), row.int64(5)},
          .input = row.get<std::string>(6),
          .position = row.get<std::string>(7),
          .progress = {row.get<std::string>(8), row.int64(9), row.get<std::optional<std::int64_t>>(10)},
          .cancel_requested = row.get<bool>(11),
          .result = row.get<std::optional<std::string>>(12),
          .has_result_file = row.get<bool>(13),
          .failure = failure ? std::optional(problem_from_text(*failure)) : std::nullopt,
          .created_at = row.get<Instant>(15),
          .started_at = row.get<std::optional<Instant>>(16),
          .finished_at = row.get<std::optional<Instant>>(17),
          .expires_at = row.get<Instant>(18)};
}

}  // namespace

JobId insert_job(Transaction& tx, const NewJob& job, Instant now, Instant expires_at) {
  const JobId id{tx.next_id()};
  tx.exec(
      "INSERT INTO job (id, kind, state, account_id, post_id, area_id, input, position, doing, units_done, "
      "units_total, cancel_requested, created_at, expires_at, fruitless_starts, title) "
      "VALUES ($1, $2, 'waiting', $3, $4, $5, $6, $7, $8, $9, $10, 0, $11, $12, 0, $13)",
      id, job.kind, job.owner.account_id, job.owner.post_id, job.owner.area_id, job.input, job.position,
      job.progress.doing, job.progress.done, job.progress.total, now, expires_at, job.title);
  return id;
}

std::optional<Job> find_job(Transaction& tx, JobId id) {
  return tx.first("SELECT " JOB_COLUMNS " FROM job WHERE id = $1", job_from_row, id);
}

std::vector<Job> jobs_of_account(Transaction& tx, std::int64_t account_id, int limit) {
  return tx.all("SELECT " JOB_COLUMNS
                " FROM job WHERE account_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2",
                job_from_row, account_id, limit);
}

std::vector<Job> jobs_in_motion(Transaction& tx, Instant since) {
  auto out = tx.all("SELECT " JOB_COLUMNS " FROM job WHERE state IN ('waiting', 'running')", job_from_row);
  tx.each(
      "SELECT " JOB_COLUMNS " FROM job WHERE state IN ('done', 'failed', 'cancelled') AND created_at > $1",
      [&](const Row& row) { out.push_back(job_from_row(row)); }, since);
  return out;
}

bool read_file(Transaction& tx, JobId id, const std::function<void(std::string_view part)>& sink) {
  const auto part = [&](std::int64_t number) {
    return tx
        .first(
            "SELECT bytes FROM job_file_part WHERE job_id = $1 AND number = $2",
            [&](const Row& row) {
              sink(row.blob(0));
              return true;
            },
            id, number)
        .has_value();
  };
  std::int64_t number = 0;
  while (part(number)) ++number;
  return number > 0;
}

std::optional<JobId> next_job(Transaction& tx, Instant now,
                              const std::function<bool(std::string_view kind)>& accepts) {
  const auto args = store::params(now);
  const auto cursor = tx.open(
      "SELECT id, kind FROM job WHERE state = 'waiting' OR (state = 'running' AND lease_until < $1) "
      "ORDER BY created_at, id",
      args);
  while (const Row* row = cursor->next())
    if (accepts(row->text(1))) return row->get<JobId>(0);
  return std::nullopt;
}

int start_job(Transaction& tx, const Lease& lease, Instant now, Instant lease_until) {
  tx.exec(
      "UPDATE job SET state = 'running', owner = $1, lease_until = $2, started_at = COALESCE(started_at, "
      "$3), "
      "fruitless_starts = fruitless_starts + 1 WHERE id = $4",
      lease.instance, lease_until, now, lease.job);
  return tx.scalar<int>("SELECT fruitless_starts FROM job WHERE id = $1", lease.job);
}

bool save_position(Transaction& tx, const Lease& lease, std::string_view position, const Progress& progress) {
  return tx.exec(
             "UPDATE job SET position = $1, doing = $2, units_done = $3, units_total = $4, fruitless_starts "
             "= 0 "
             "WHERE id = $5 AND owner = $6 AND state = 'running'",
             position, progress.doing, progress.done, progress.total, lease.job, lease.instance) == 1;
}

bool renew_lease(Transaction& tx, const Lease& lease, Instant lease_until) {
  return tx.exec("UPDATE job SET lease_until = $1 WHERE id = $2 AND owner = $3 AND state = 'running'",
                 lease_until, lease.job, lease.instance) == 1;
}

bool show_progress(Transaction& tx, const Lease& lease, const Progress& progress) {
  return tx.exec(
             "UPDATE job SET doing = $1, units_done = $2, units_total = $3 "
             "WHERE id = $4 AND owner = $5 AND state = 'running'",
             progress.doing, progress.done, progress.total, lease.job, lease.instance) == 1;
}

bool save_result(Transaction& tx, const Lease& lease, std::string_view result) {
  return tx.exec("UPDATE job SET result = $1 WHERE id = $2 AND owner = $3 AND state = 'running'", result,
                 lease.job, lease.instance) == 1;
}

bool append_file(Transaction& tx, const Lease& lease, std::string_view bytes) {
  return tx.exec(
             "INSERT INTO job_file_part (job_id, number, bytes) "
             "SELECT j.id, (SELECT COUNT(*) FROM job_file_part p WHERE p.job_id = j.id), $1 "
             "FROM job j WHERE j.id = $2 AND j.owner = $3 AND j.state = 'running'",
             store::Blob{std::string(bytes)}, lease.job, lease.instance) == 1;
}

bool drop_file(Transaction& tx, const Lease& lease) {
  tx.exec(
      "DELETE FROM job_file_part WHERE job_id = $1 AND EXISTS (SELECT 1 FROM job j WHERE j.id = $1 AND "
      "j.owner = $2 AND j.state = 'running')",
      lease.job, lease.instance);
  return tx.scalar<std::int64_t>(
             "SELECT COUNT(*) FROM job WHERE id = $1 AND owner = $2 AND state = 'running'", lease.job,
             lease.instance) == 1;
}

bool finish_job(Transaction& tx, const Lease& lease, JobState state, const std::optional<Problem>& failure,
                Instant now) {
  const auto failure_text = failure ? std::optional(to_text(*failure)) : std::nullopt;
  return tx.exec(
             "UPDATE job SET state = $1, failure = $2, finished_at = $3, owner = NULL, lease_until = NULL "
             "WHERE id = $4 AND owner = $5 AND state = 'running'",
             to_text(state), failure_text, now, lease.job, lease.instance) == 1;
}

bool put_back(Transaction& tx, const Lease& lease) {
  return tx.exec(
             "UPDATE job SET state = 'waiting', owner = NULL, lease_until = NULL, fruitless_starts = 0 "
             "WHERE id = $1 AND owner = $2 AND state = 'running'",
             lease.job, lease.instance) == 1;
}

bool cancel_requested(Transaction& tx, JobId id) {
  return tx.scalar<bool>("SELECT cancel_requested FROM job WHERE id = $1", id);
}

bool request_cancel(Transaction& tx, JobId id, Instant now) {
  const auto waiting = tx.exec(
      "UPDATE job SET state = 'cancelled', cancel_requested = 1, finished_at = $1 WHERE id = $2 AND state = "
      "'waiting' AND position = ''",
      now, id);
  if (waiting == 1) return true;
  return tx.exec("UPDATE job SET cancel_requested = 1 WHERE id = $1 AND state IN ('waiting', 'running')",
                 id) == 1;
}

std::vector<JobId> expired_jobs(Transaction& tx, Instant now, int limit) {
  return tx.all(
      "SELECT id FROM job WHERE expires_at < $1 AND state IN ('done', 'failed', 'cancelled') "
      "ORDER BY expires_at LIMIT $2",
      [](const Row& row) { return row.get<JobId>(0); }, now, limit);
}

void remove_job(Transaction& tx, JobId id) {
  tx.exec("DELETE FROM job_file_part WHERE job_id = $1", id);
  tx.exec("DELETE FROM job WHERE id = $1", id);
}

std::int64_t count_expired_jobs(Transaction& tx, Instant now) {
  return tx.scalar<std::int64_t>(
      "SELECT count(*) FROM job WHERE expires_at < $1 AND state IN ('done', 'failed', 'cancelled')", now);
}

std::int64_t remove_jobs_with_files(Transaction& tx, Instant made_until,
                                    const std::vector<std::string>& kinds) {
  std::int64_t removed = 0;
  for (const auto& kind : kinds) {
    tx.exec(
        "UPDATE job SET cancel_requested = 1 WHERE kind = $1 AND created_at <= $2 AND state IN ('waiting', "
        "'running')",
        kind, made_until);
    tx.exec(
        "DELETE FROM job_file_part WHERE job_id IN (SELECT j.id FROM job j WHERE j.kind = $1 AND "
        "j.created_at "
        "<= $2)",
        kind, made_until);
    removed += tx.exec(
        "DELETE FROM job WHERE kind = $1 AND created_at <= $2 AND state IN ('done', 'failed', 'cancelled')",
        kind, made_until);
  }
  return removed;
}

void drop_lost_files(Transaction& tx) {
  tx.exec(
      "DELETE FROM job_file_part WHERE job_id IN (SELECT j.id FROM job j WHERE j.state IN ('failed', "
      "'cancelled'))");
}

}  // namespace weige::jobs
