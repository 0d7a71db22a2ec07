// erasure_child URL KEYS JOURNAL: what a server does that starts over this database in the night after a
// year: it replays what the journal has, begins the night's job if there is none, and runs what waits, until
// it is killed. Says "done" at the end.
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string>

#include "jobs/job_runner.h"
#include "support/databases.h"
#include "support/test_time.h"
#include "town/erasure_actions.h"
#include "town/retention_actions.h"

namespace {

using namespace weige;

// Later than the run that was killed, so that its lease has ended.
Instant time_of_run() {
  const char* const kill = ::getenv("WEIGE_KILL_AT");
  return testing_support::kTestNow + std::chrono::days{366} +
         std::chrono::hours(kill && std::string(kill) != "0" ? 0 : 1);
}

Done work(store::Database& database, const std::string& journal_file) {
  const auto clock = fixed_clock(time_of_run());
  WEIGE_TRY(const auto journal, town::replay_erasures(database, journal_file, clock()));
  WEIGE_CHECK(town::begin_night(database, clock()));
  jobs::JobRunner runner(database, clock, {.instance = std::to_string(::getpid())});
  runner.handle(std::string(town::kRetentionJob), [&](jobs::JobContext& context) {
    return town::run_retention(context, {.clock = clock, .journal = journal});
  });
  while (runner.run_one()) {
  }
  return done();
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return 2;
  const auto opened = store::Database::open(arguments[1], {.readers = 1, .checkpoint_pages = 60});
  if (!opened) return 3;
  testing_support::take_test_keys(**opened, arguments[2]);
  const auto outcome = work(**opened, arguments[3]);
  if (!outcome) {
    std::cout << title(outcome.problem(), Language::en) << "\n";
    return 4;
  }
  std::cout << "done\n";
  return 0;
}
