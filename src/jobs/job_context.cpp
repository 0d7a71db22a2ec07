#include "jobs/job_context.h"

namespace weige::jobs {

using store::Transaction;

Done JobContext::may_go_on() {
  if (around_.stopping) return problem(ProblemCode::job_stopping);
  if (around_.clock() - renewed_at_ >= around_.lease_time / 3) WEIGE_CHECK(renew());
  if (around_.database.read([&](Transaction& tx) { return cancel_requested(tx, lease_.job); }))
    return problem(ProblemCode::job_cancelled);
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
  if (!save_position(tx, lease_, position, progress)) return problem(ProblemCode::job_lost);
  return done();
}

Done JobContext::save_result(Transaction& tx, std::string_view result,
                             const std::optional<store::Blob>& file) {
  if (!jobs::save_result(tx, lease_, result, file)) return problem(ProblemCode::job_lost);
  return done();
}

}  // namespace weige::jobs
