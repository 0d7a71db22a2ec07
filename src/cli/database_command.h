// Commands that open a database: the option --db, opening and migrating it, signing in.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "access/sign_in_actions.h"
#include "base/result.h"
#include "store/database.h"
#include "town/erasure_journal.h"

namespace CLI {
class App;
}

namespace weige::cli {

struct DatabaseAt {
  std::string url = "sqlite:weige.db";
  std::string keys = {};      // empty: the key file beside the database
  std::string erasures = {};  // empty: the erasure journal beside the database
};
// --db, else WEIGE_DB, else sqlite:weige.db; --keys, else WEIGE_KEYS, else empty; --erasure-journal, else
// WEIGE_ERASURE_JOURNAL, else empty: as `weige serve` has them.
std::shared_ptr<const DatabaseAt> add_db_option(CLI::App& command);

// Opens the database, brings it up to date, gives it its keys, erases anew whom a restored backup has brought
// back, and runs `work`; tells its problem. Gives the exit code.
int with_database(const DatabaseAt& at, const std::function<Done(store::Database&)>& work);

// What a command of a signed-in account has.
struct Desk {
  store::Database& database;
  const access::SignInContext& context;  // clock and randomness
  const access::Actor& actor;
  std::shared_ptr<town::ErasureJournal> journal;
};

// The same, signed in as WEIGE_LOGIN with WEIGE_PASSWORD, and WEIGE_CODE where there is a second factor, or
// asked for at the terminal (on standard error).
int signed_in(const DatabaseAt& at, const std::function<Done(const Desk&)>& work);

}  // namespace weige::cli
