// Commands that open a database: the option --db, opening and migrating it, signing in.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "access/sign_in_actions.h"
#include "base/result.h"
#include "store/database.h"

namespace CLI {
class App;
}

namespace weige::cli {

// --db, else WEIGE_DB, else sqlite:weige.db as `weige serve` has it.
std::shared_ptr<const std::string> add_db_option(CLI::App& command);

// --keys, else WEIGE_KEYS, else empty: the key file beside the database, as `weige serve` has it.
std::shared_ptr<const std::string> add_keys_option(CLI::App& command);

// Gives the database its keys, from the key file that is named; empty: the one beside it. Problems:
// KeyRing::open.
Done take_keys(store::Database& database, const std::string& url, const std::string& key_file);

// Opens the database, brings it up to date, runs `work`; tells its problem. Gives the exit code.
int with_database(const std::string& url, const std::function<Done(store::Database&)>& work);

// What a command of a signed-in account has.
struct Desk {
  store::Database& database;
  const access::SignInContext& context;  // clock and randomness
  const access::Actor& actor;
};

// The same, signed in as WEIGE_LOGIN with WEIGE_PASSWORD, and WEIGE_CODE where there is a second factor, or
// asked for at the terminal (on standard error). key_file: as in take_keys; empty: WEIGE_KEYS first.
int signed_in(const std::string& url, const std::function<Done(const Desk&)>& work,
              const std::string& key_file = {});

}  // namespace weige::cli
