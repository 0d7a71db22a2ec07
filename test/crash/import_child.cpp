// import_child URL upload FILE ACCOUNT POST, or import_child URL work: takes a file in, or runs waiting
// imports, until it is killed. Says "done" at the end.
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "formats/sandbox.h"
#include "jobs/job_runner.h"
#include "registry/import_actions.h"
#include "registry/import_job_actions.h"
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

}  // namespace

int main(int count, char** arguments) {
  if (count > 1 && std::string(arguments[1]) == formats::kParseCommand)
    return formats::parse_child_main(count, arguments);
  if (count < 3) return 2;
  // Checkpoints often, so that kills fall into them too.
  auto opened = store::Database::open(arguments[1], {.readers = 2, .checkpoint_pages = 60});
  if (!opened) return 3;
  const bool uploads = std::string(arguments[2]) == "upload" && count == 6;
  const auto id = [&](int at) { return std::stoll(arguments[at]); };
  const int code = uploads ? take(**opened, arguments[3], {access::AccountId{id(4)}, access::PostId{id(5)}})
                           : work(**opened);
  std::cout << "done\n";
  return code;
}
