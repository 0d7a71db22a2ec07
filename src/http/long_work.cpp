#include "http/long_work.h"

#include "http/job_handlers.h"
#include "http/request_log.h"
#include "jobs/job_actions.h"
#include "registry/search_index_actions.h"
#include "registry/upload_actions.h"

namespace weige::http {

using namespace std::chrono_literals;

LongWork::LongWork(LongWorkParts parts)
    : parts_(std::move(parts)),
      runner_(parts_.database, parts_.clock, {.instance = parts_.instance}),
      watch_(parts_.database, parts_.events, parts_.clock),
      background_([this](std::string_view name, std::string_view what) {
        parts_.log(fault_log_line(parts_.clock(), name, what));
      }) {
  add_job_handlers(runner_, parts_.clock, parts_.scratch);
  // Codes only: a problem's place may be a cell, its arguments what stood there.
  runner_.on_failure([this](jobs::JobId id, const Problem& problem) {
    const auto what = "job " + std::to_string(id.value) + " failed: ";
    parts_.log(fault_log_line(parts_.clock(), "", what + std::string(catalogue_entry(problem.code).code)));
  });
  background_.every(500ms, "job events", [this] { watch_.look(); });
  background_.every(10min, "expired jobs", [this] { jobs::remove_expired(parts_.database, parts_.clock()); });
  // What an import left when its job failed; as a rule there is nothing.
  background_.every(10min, "search terms", [this] { (void)registry::index_waiting(parts_.database); });
  background_.every(10min, "expired uploads",
                    [this] { (void)registry::erase_old(parts_.database, parts_.clock()); });
}

void LongWork::start() {
  runner_.start(parts_.threads);
  background_.start();
}

void LongWork::stop() {
  background_.stop();
  runner_.stop();
}

}  // namespace weige::http
