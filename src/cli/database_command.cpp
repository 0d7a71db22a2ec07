#include "cli/database_command.h"

// The whole of it in one place, so that the module links without main.cpp.
#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/outcome.h"
#include "cli/sign_in.h"
#include "store/migrations.h"

namespace weige::cli {

std::shared_ptr<const std::string> add_db_option(CLI::App& command) {
  auto url = std::make_shared<std::string>("sqlite:weige.db");
  command.add_option("--db", *url, "the database: sqlite:FILE or postgres://USER@HOST/NAME")
      ->envname("WEIGE_DB")
      ->capture_default_str();
  return url;
}

int with_database(const std::string& url, const std::function<Done(store::Database&)>& work) {
  return told(
      [&]() -> Done {
        WEIGE_TRY(const auto database, store::Database::open(url));
        WEIGE_CHECK(store::migrate(*database));
        return work(*database);
      }(),
      std::cerr);
}

int signed_in(const std::string& url, const std::function<Done(const Desk&)>& work) {
  return with_database(url, [&](store::Database& database) -> Done {
    const access::SignInContext context{.clock = system_clock(), .random = system_random()};
    WEIGE_TRY(const auto session,
              CommandSession::open(database, context, ask_credentials(std::cin, std::cerr)));
    return work({database, context, session.actor()});
  });
}

}  // namespace weige::cli
