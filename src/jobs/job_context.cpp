#include "jobs/job_context.h"

namespace weige::jobs {

using store::Transaction;

namespace {

Done held(bool still_ours) {
  if (!still_ours) return problem(ProblemCode::job_lost);
  return done();
}

}  // namespace

Done JobContext::may_go_on() {
  if (around_.stopping) return problem(ProblemCode::job_stopping);
  if (around_.clock() - renewed_at_ >= around_.lease_time / 3) WEIGE_CHECK(renew());
  // A piece that has just been written has looked already: a snapshot for this alone is not worth its price.
  const bool cancelled =
      cancel_seen_ ? *cancel_seen_
                   : around_.database.read([&](Transaction& tx) { return cancel_requested(tx, lease_.job); });
  cancel_seen_.reset();
  if (cancelled) return problem(ProblemCode::job_cancelled);
  return done();
}

Done JobContext::saved(Transaction& tx, bool still_ours) {
  if (!still_ours) return problem(ProblemCode::job_lost);
  cancel_seen_ = cancel_requested(tx, lease_.job);
  return done();
}

Done JobContext::renew() {
  const Instant now = around_.clock();
  WEIGE_CHECK(around_.database.write([&](Transaction& tx) -> Done {
    if (!renew_lease(tx, lease_, now + around_.lease_time)) return problem(ProblemCode::job_lost);
    return done();
  }));
  renewed_at_ = now;
  return done();
}

Done JobContext::save(Transaction& tx, std::string_view position, const Progress& progress) {
  return saved(tx, save_position(tx, lease_, position, progress));
}

Done JobContext::show(Transaction& tx, const Progress& progress) {
  return saved(tx, show_progress(tx, lease_, progress));
}

Done JobContext::save_result(Transaction& tx, std::string_view result) {
  return held(jobs::save_result(tx, lease_, result));
}

Done JobContext::append_file(Transaction& tx, std::string_view bytes) {
  return held(jobs::append_file(tx, lease_, bytes));
}

Done JobContext::drop_file(Transaction& tx) {
  return held(jobs::drop_file(tx, lease_));
}

}  // namespace weige::jobs
