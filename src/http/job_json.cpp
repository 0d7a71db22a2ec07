#include "http/job_json.h"

#include "http/json_out.h"
#include "http/problem_json.h"

namespace weige::http {

boost::json::object job_json(const jobs::Job& job, Language language) {
  boost::json::object out;
  put(out, "id", job.id);
  put(out, "kind", job.kind);
  put(out, "state", to_text(job.state));
  if (!job.progress.doing.empty()) put(out, "doing", job.progress.doing);
  put(out, "done", job.progress.done);
  put(out, "total", job.progress.total.value_or(0));
  put(out, "created", job.created_at);
  put(out, "started", job.started_at);
  put(out, "finished", job.finished_at);
  if (job.failure) out["problem"] = problem_json(*job.failure, language);
  put(out, "has_file", job.has_result_file && job.state == jobs::JobState::done);
  if (!job.title.empty()) put(out, "title", job.title);
  return out;
}

}  // namespace weige::http
