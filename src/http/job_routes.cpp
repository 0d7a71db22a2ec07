#include "http/job_routes.h"

#include <boost/json.hpp>
#include <cerrno>
#include <cstring>

#include "http/attachment.h"
#include "http/job_json.h"
#include "http/json_out.h"
#include "town/own_job_actions.h"

namespace weige::http {
namespace {

using jobs::JobId;

Result<Response> list_jobs(Call& call) {
  const auto jobs = town::own_jobs(call.tx(), call.actor());
  return json_response(
      200, json_items(jobs, [&](const jobs::Job& job) { return job_json(job, call.language()); }));
}

Result<Response> read_job(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<JobId>("id"));
  WEIGE_TRY(const auto job, town::own_job(call.tx(), call.actor(), id));
  return json_response(200, job_json(job, call.language()));
}

Result<Response> cancel_job(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<JobId>("id"));
  WEIGE_TRY(const auto job, town::cancel_own_job(call.tx(), call.now, call.actor(), id));
  return json_response(202, job_json(job, call.language()));
}

Problem not_written() {
  return problem(ProblemCode::file_write).with("reason", std::strerror(errno));
}

// Through a file, so that no large one is ever held in memory.
Result<Response> file(Call& call, const std::filesystem::path& scratch) {
  WEIGE_TRY(const auto id, call.request.id<JobId>("id"));
  const std::shared_ptr<TemporaryFile> copy = TemporaryFile::make(scratch, "download");
  if (!copy) return not_written();
  bool written = true;
  WEIGE_TRY(
      const auto job,
      town::read_own_file(call.tx(), call.actor(), id,
                          {.now = call.now, .readings = call.readings, .sink = [&](std::string_view part) {
                             written = written && copy->write(part);
                           }}));
  if (!written || !copy->close()) return not_written();
  return attachment(copy, job.title.empty() ? "weige-" + std::to_string(id.value) : job.title);
}

}  // namespace

std::vector<Route> job_routes(const std::filesystem::path& scratch) {
  return {
      {Method::get, "/api/jobs", SignedIn{}, list_jobs},
      {Method::get, "/api/jobs/{id}", SignedIn{}, read_job},
      {Method::post, "/api/jobs/{id}/cancel", SignedIn{}, cancel_job},
      {Method::get, "/api/jobs/{id}/file", SignedIn{}, [scratch](Call& call) { return file(call, scratch); }},
  };
}

}  // namespace weige::http
