// import_child URL upload FILE ACCOUNT POST, import_child URL work, or import_child URL roster ACCOUNT POST:
// takes a file in, runs waiting imports, or compares the waiting roster and applies all of it, until it is
// killed. Says "done" at the end.
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "access/key_ring.h"
#include "formats/sandbox.h"
#include "intake/finding_actions.h"
#include "intake/finding_apply_actions.h"
#include "intake/roster_actions.h"
#include "intake/roster_answer_actions.h"
#include "intake/roster_job_actions.h"
#include "jobs/job_runner.h"
#include "registry/import_actions.h"
#include "registry/import_job_actions.h"
#include "support/databases.h"
#include "support/imports.h"

namespace {

using namespace weige;

// Later than the run that was killed, so that its lease has ended.
Instant time_of_run() {
  return testing_support::kTestNow +
         std::chrono::hours(::getenv("WEIGE_KILL_AT") && std::string(::getenv("WEIGE_KILL_AT")) != "0" ? 0
                                                                                                       : 1);
}

int take(store::Database& database, const std::string& file, const testing_support::Sender& sender) {
  std::ifstream in(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  return testing_support::ImportDesk(database, sender, "/proc/self/exe").upload(bytes, "the-one-upload").ok()
             ? 0
             : 5;
}

int work(store::Database& database) {
  const auto clock = fixed_clock(time_of_run());
  jobs::JobRunner runner(database, clock, {.instance = std::to_string(::getpid())});
  runner.handle(std::string(registry::kImportJob), registry::import_handler(clock));
  while (runner.run_one()) {
  }
  return 0;
}

// Asks for the roster to be applied, once.
Done ask_to_apply(store::Database& database, const testing_support::Sender& sender, Instant now) {
  return database.write([&](store::Transaction& tx) -> Done {
    if (tx.scalar<std::int64_t>("SELECT COUNT(*) FROM job WHERE kind = 'roster_apply'") > 0) return done();
    WEIGE_TRY(const auto actor,
              access::Actor::resume(tx, now, sender.account, sender.post, access::Purpose::data_quality));
    const intake::RosterId roster{tx.scalar<std::int64_t>("SELECT id FROM roster")};
    WEIGE_CHECK(intake::apply_roster(
        {tx, actor, now},
        {.roster = roster, .kinds = {intake::FindingKind::changed, intake::FindingKind::new_person}}));
    return done();
  });
}

int compare_and_apply(store::Database& database, const testing_support::Sender& sender) {
  const auto clock = fixed_clock(time_of_run());
  registry::PeopleIndex people(1);
  jobs::JobRunner runner(database, clock, {.instance = std::to_string(::getpid())});
  runner.handle(std::string(intake::kRosterAnswerJob), intake::answer_handler(clock));
  runner.handle(std::string(intake::kRosterJob), intake::roster_handler({.clock = clock, .people = people}));
  runner.handle(std::string(intake::kApplyRosterJob), intake::apply_roster_handler(clock));
  while (runner.run_one()) {
  }
  if (!ask_to_apply(database, sender, clock())) return 6;
  while (runner.run_one()) {
  }
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  if (count > 1 && std::string(arguments[1]) == formats::kParseCommand)
    return formats::parse_child_main(count, arguments);
  if (count < 3) return 2;
  // Checkpoints often, so that kills fall into them too.
  auto opened = store::Database::open(arguments[1], {.readers = 2, .checkpoint_pages = 60});
  if (!opened) return 3;
  testing_support::take_test_keys(**opened, access::key_file_of(arguments[1]).string());
  const bool uploads = std::string(arguments[2]) == "upload" && count == 6;
  const auto id = [&](int at) { return std::stoll(arguments[at]); };
  const bool roster = std::string(arguments[2]) == "roster" && count == 5;
  const int code = uploads  ? take(**opened, arguments[3], {access::AccountId{id(4)}, access::PostId{id(5)}})
                   : roster ? compare_and_apply(**opened, {access::AccountId{id(3)}, access::PostId{id(4)}})
                            : work(**opened);
  std::cout << "done\n";
  return code;
}
