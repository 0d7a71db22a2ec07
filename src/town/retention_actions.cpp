#include "town/retention_actions.h"

#include <boost/json.hpp>

#include <algorithm>
#include <span>
#include <utility>

#include "access/audit.h"
#include "access/audit_log_store.h"
#include "jobs/job_actions.h"
#include "registry/erasure_store.h"
#include "town/erasure_actions.h"
#include "town/retention_step_actions.h"
#include "town/retention_store.h"

namespace weige::town {
namespace {

namespace json = boost::json;
using store::Transaction;

constexpr access::AuditAction kRetentionBegun{"retention.begun"}, kRetentionDone{"retention.done"},
    kRetentionCancelled{"retention.cancelled"};

// Where the job stands: in which of the clocks, and after what of its kind.
struct NightPosition {
  RunId run;
  std::size_t clock = 0;
  std::int64_t after = 0;
};

std::string night_text(const NightPosition& position) {
  return json::serialize(json::object{{"run", position.run.value},
                                      {"clock", static_cast<std::int64_t>(position.clock)},
                                      {"after", position.after}});
}

NightPosition night_position(const std::string& text) {
  const auto read = json::parse(text);
  return {.run = RunId{read.at("run").as_int64()},
          .clock = static_cast<std::size_t>(read.at("clock").as_int64()),
          .after = read.at("after").as_int64()};
}

jobs::Progress night_progress(const NightPosition& position) {
  const auto total = static_cast<std::int64_t>(retention_clocks().size());
  return {"erasing", std::min(static_cast<std::int64_t>(position.clock), total), total};
}

jobs::JobId submit_run(Transaction& tx, Instant now, const RetentionRun& run, const access::Actor& actor) {
  access::audit_change(tx, now, actor, kRetentionBegun, insert_run(tx, run));
  const NightPosition begin{.run = run.id};
  const auto job = jobs::submit_job(tx,
                                    {.kind = std::string(kRetentionJob),
                                     .input = "{}",
                                     .owner = {run.account.value, run.post.value, access::kTown.value},
                                     .position = night_text(begin),
                                     .progress = night_progress(begin)},
                                    now);
  set_job(tx, run.id, job);
  return job;
}

// Whoever asked for it may still; the night needs nobody.
Done may_go_on_erasing(Transaction& tx, const jobs::Job& job, Instant now) {
  if (job.owner.account_id == access::kSystemAccount.value) return done();
  WEIGE_TRY(const auto actor, access::Actor::resume(tx, now, access::AccountId{job.owner.account_id},
                                                    access::PostId{job.owner.post_id}, std::nullopt));
  return actor.may(access::Right::erase_records);
}

// One step of the clock at which the job stands, and its position behind it, in one transaction.
Result<std::vector<registry::ErasedMark>> night_step(Transaction& tx, jobs::JobContext& job,
                                                     const RetentionParts& parts, NightPosition& position) {
  const auto now = parts.clock();
  WEIGE_CHECK(may_go_on_erasing(tx, job.job(), now));
  RetentionStep step{.tx = tx,
                     .now = now,
                     .town = parts.town,
                     .times = parts.times,
                     .run = position.run,
                     .after = position.after,
                     .marks = {}};
  WEIGE_TRY(const bool more, run_step(step, retention_clocks()[position.clock].clock));
  position.after = step.after;
  if (!more) {
    ++position.clock;
    position.after = 0;
  }
  WEIGE_CHECK(job.save(tx, night_text(position), night_progress(position)));
  return std::move(step.marks);
}

Done end_night(Transaction& tx, jobs::JobContext& job, const RetentionParts& parts, RunId run) {
  const auto now = parts.clock();
  access::audit_change(tx, now, access::Actor::system(tx, now, access::SystemReason::retention),
                       kRetentionDone, finish_run(tx, run, now));
  return job.save_result(tx, json::serialize(json::object{{"run", run.value}}));
}

// The job of the command that has not ended.
std::optional<jobs::JobId> unfinished_command(Transaction& tx) {
  const auto run = newest_run(tx, RunKind::command);
  if (!run || run->finished || !run->job) return std::nullopt;
  const auto job = jobs::get_job(tx, *run->job);
  return job && !is_finished(job->state) ? run->job : std::nullopt;
}

RunView view_of(Transaction& tx, RetentionRun run) {
  RunView out{.run = std::move(run)};
  if (!out.run.job) return out;
  if (const auto job = jobs::get_job(tx, *out.run.job)) {
    out.state = job->state;
    out.progress = job->progress;
  }
  return out;
}

}  // namespace

bool has_had_night(store::Database& database, Instant now, TownTime town) {
  // The first server signs the first head.
  const auto heads = database.read([](Transaction& tx) { return access::audit_heads_after(tx, 0, 1); });
  return !heads.empty() && night_of(heads.front().head.at, town) < night_of(now, town);
}

Result<std::optional<jobs::JobId>> begin_night(store::Database& database, Instant now, TownTime town) {
  const auto night = night_of(now, town);
  if (database.read([&](Transaction& tx) { return has_run_of(tx, night); }))
    return std::optional<jobs::JobId>{};
  return database.write([&](Transaction& tx) -> Result<std::optional<jobs::JobId>> {
    if (has_run_of(tx, night)) return std::optional<jobs::JobId>{};
    const RetentionRun run{.id = RunId{tx.next_id()},
                           .kind = RunKind::night,
                           .night = night,
                           .account = access::kSystemAccount,
                           .post = access::kSystemPost,
                           .started = now};
    return std::optional(
        submit_run(tx, now, run, access::Actor::system(tx, now, access::SystemReason::retention)));
  });
}

Result<jobs::JobId> submit_retention(Transaction& tx, Instant now, const access::Actor& actor) {
  WEIGE_CHECK(actor.may(access::Right::erase_records));
  if (const auto begun = unfinished_command(tx)) return *begun;
  const RetentionRun run{.id = RunId{tx.next_id()},
                         .kind = RunKind::command,
                         .account = actor.account(),
                         .post = actor.post(),
                         .started = now};
  return submit_run(tx, now, run, actor);
}

Done run_retention(jobs::JobContext& job, const RetentionParts& parts) {
  auto& database = job.database();
  auto position = night_position(job.job().position);
  if (parts.journal) WEIGE_CHECK(complete_journal(database, *parts.journal));
  while (position.clock < retention_clocks().size()) {
    WEIGE_CHECK(job.may_go_on());
    // A transaction may be run again: it begins where the last one ended.
    const auto before = position;
    WEIGE_TRY(const auto marks,
              database.write([&](Transaction& tx) -> Result<std::vector<registry::ErasedMark>> {
                position = before;
                return night_step(tx, job, parts, position);
              }));
    if (parts.journal) WEIGE_CHECK(parts.journal->append(marks));
  }
  WEIGE_CHECK(database.write([](Transaction& tx) -> Done {
    sweep(tx);
    return done();
  }));
  WEIGE_CHECK(job.may_go_on());
  WEIGE_CHECK(clean_bytes(database));
  return database.write([&](Transaction& tx) { return end_night(tx, job, parts, position.run); });
}

bool has_runner(std::string_view clock) {
  return has_step(clock);
}

Result<std::vector<RunView>> list_runs(Transaction& tx, const access::Actor& actor, std::int64_t before,
                                       int limit) {
  WEIGE_CHECK(actor.may(access::Right::read_retention));
  std::vector<RunView> out;
  for (auto& run : find_runs(tx, before, limit)) out.push_back(view_of(tx, std::move(run)));
  return out;
}

Result<RunView> cancel_run(Transaction& tx, Instant now, const access::Actor& actor, RunId id) {
  WEIGE_CHECK(actor.may(access::Right::erase_records));
  auto run = find_run(tx, id);
  if (!run) return problem(ProblemCode::not_found);
  if (!run->job) return problem(ProblemCode::job_finished);
  WEIGE_CHECK(jobs::cancel_job(tx, *run->job, now));
  access::audit_change(tx, now, actor, kRetentionCancelled,
                       access::Change::of(access::SubjectKind{"erasure"}, id));
  return view_of(tx, *std::move(run));
}

}  // namespace weige::town
