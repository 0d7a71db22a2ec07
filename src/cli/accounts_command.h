// weige accounts invite|list, and the link of the first run.
#pragma once

#include <iosfwd>
#include <string>

#include "access/account_actions.h"
#include "access/actor.h"
#include "base/clock.h"
#include "base/random.h"
#include "store/database.h"

namespace CLI {
class App;
}

namespace weige::cli {

void add_accounts_command(CLI::App& app, int& code);

// One account a line: id, login name, state, display name, titles of posts; separated by tabs.
Done list_accounts(store::Database& database, const access::Actor& actor, std::ostream& out);

// Writes the path of the one-time link; shown once.
Done invite_account(store::Database& database, const access::Actor& actor, const access::NewAccount& account,
                    const access::SignInContext& context, std::ostream& out);

// Where nobody has an account yet: writes the path with which the first administrator begins. Otherwise
// writes nothing.
Done offer_first_run(store::Database& database, const access::SignInContext& context,
                     const std::string& base_url, std::ostream& out);

}  // namespace weige::cli
