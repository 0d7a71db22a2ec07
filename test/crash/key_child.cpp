// key_child URL KEYS seal COUNT, key_child URL KEYS rotate: seals a phone for each of so many people, or
// makes a master, brings every key under it and forgets the one before, until it is killed. Says "done" at
// the end.
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string>

#include "access/data_keys.h"
#include "access/key_actions.h"
#include "jobs/job_runner.h"
#include "store/database.h"
#include "support/access_town.h"
#include "support/test_time.h"
#include "town/key_rotation_actions.h"

namespace {

using namespace weige;
using store::Transaction;

// Later than the run that was killed, so that its lease has ended.
Instant time_of_run() {
  const char* const kill = ::getenv("WEIGE_KILL_AT");
  return testing_support::kTestNow + std::chrono::hours(kill && std::string(kill) != "0" ? 0 : 1);
}

Done seal_phones(store::Database& database, std::int64_t count) {
  testing_support::AccessTown(database).actor(access::Role::system_admin);
  return database.write([&](Transaction& tx) -> Done {
    access::DataKeys keys(tx);
    tx.script("CREATE TABLE sealed (id INTEGER PRIMARY KEY, phone BLOB NOT NULL)");
    for (std::int64_t id = 1; id <= count; ++id)
      tx.exec("INSERT INTO sealed (id, phone) VALUES ($1, $2)", id,
              store::Blob{keys.seal({"person", id}, {"sealed", "phone", id}, std::to_string(id))});
    return done();
  });
}

// The one that sealing has made.
access::Actor administrator(store::Database& database, Instant now) {
  return database
      .read([&](Transaction& tx) {
        const access::AccountId account{tx.scalar<std::int64_t>(
            "SELECT account_id FROM post_holding WHERE post_id = (SELECT max(id) FROM post)")};
        return access::Actor::resume(tx, now, account,
                                     access::PostId{tx.scalar<std::int64_t>("SELECT max(id) FROM post")},
                                     std::nullopt);
      })
      .value();
}

Done rotate(store::Database& database) {
  const auto now = time_of_run();
  const auto actor = administrator(database, now);
  const access::KeyWork work{database, actor, now};
  WEIGE_TRY(const auto masters, access::list_masters(work));
  if (masters.back().key.number < 2) WEIGE_CHECK(access::new_master(work));
  WEIGE_CHECK(database.write([&](Transaction& tx) { return town::submit_key_rotation(tx, now, actor); }));
  jobs::JobRunner runner(database, fixed_clock(now), {.instance = std::to_string(::getpid())});
  runner.handle(std::string(town::kKeyRotationJob),
                [&](jobs::JobContext& context) { return town::run_key_rotation(context, fixed_clock(now)); });
  while (runner.run_one()) {
  }
  return access::forget_master(work, 1);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const auto opened = store::Database::open(argv[1], {.readers = 1});
  if (!opened) return 3;
  auto& database = **opened;
  auto ring = access::KeyRing::open(database, {.file = argv[2], .random = system_random()}, time_of_run());
  if (!ring) {
    std::cout << title(ring.problem(), Language::en) << "\n";
    return 4;
  }
  database.accompany(*ring);
  const bool seals = std::string(argv[3]) == "seal";
  const auto outcome = seals ? seal_phones(database, std::stoll(argv[4])) : rotate(database);
  if (!outcome) {
    std::cout << title(outcome.problem(), Language::en) << "\n";
    return 5;
  }
  std::cout << "done\n";
  return 0;
}
