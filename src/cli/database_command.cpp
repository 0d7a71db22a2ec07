#include "cli/database_command.h"

// The whole of it in one place, so that the module links without main.cpp.
#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>

#include "access/key_ring.h"
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

std::shared_ptr<const std::string> add_keys_option(CLI::App& command) {
  auto file = std::make_shared<std::string>();
  command.add_option("--keys", *file, "the key file; without it the one beside the database")
      ->envname("WEIGE_KEYS");
  return file;
}

Done take_keys(store::Database& database, const std::string& url, const std::string& key_file) {
  const std::filesystem::path file =
      key_file.empty() ? access::key_file_of(url) : std::filesystem::path(key_file);
  WEIGE_TRY(auto ring,
            access::KeyRing::open(database, {.file = file, .random = system_random()}, system_clock()()));
  database.accompany(std::move(ring));
  return done();
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

int signed_in(const std::string& url, const std::function<Done(const Desk&)>& work,
              const std::string& key_file) {
  return with_database(url, [&](store::Database& database) -> Done {
    WEIGE_TRY(const auto rule, factor_rule());
    const access::SignInContext context{
        .clock = system_clock(), .random = system_random(), .rules = {.second_factor = rule}};
    const char* const told = std::getenv("WEIGE_KEYS");
    const auto code = [&]() -> Result<std::string> {
      WEIGE_CHECK(take_keys(database, url, key_file.empty() && told ? told : key_file));
      return ask_code(std::cin, std::cerr);
    };
    WEIGE_TRY(const auto session,
              CommandSession::open(database, context, ask_credentials(std::cin, std::cerr), code));
    return work({database, context, session.actor()});
  });
}

}  // namespace weige::cli
