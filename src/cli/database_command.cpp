#include "cli/database_command.h"

// The whole of it in one place, so that the module links without main.cpp.
#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>

#include "access/key_ring.h"
#include "cli/outcome.h"
#include "cli/sign_in.h"
#include "store/migrations.h"
#include "town/erasure_actions.h"
#include "town/old_values_actions.h"

namespace weige::cli {

namespace {

struct OpenedDatabase {
  std::unique_ptr<store::Database> database;
  std::shared_ptr<town::ErasureJournal> journal;
};

// What lies plain in it from before is sealed at once, and who came back with a backup is erased.
Result<OpenedDatabase> open_with_keys(const DatabaseAt& at) {
  const std::filesystem::path file =
      at.keys.empty() ? access::key_file_of(at.url) : std::filesystem::path(at.keys);
  const auto now = system_clock()();
  WEIGE_TRY(auto database, store::Database::open(at.url));
  WEIGE_CHECK(store::migrate(*database));
  WEIGE_TRY(auto ring, access::KeyRing::open(*database, {.file = file, .random = system_random()}, now));
  database->accompany(std::move(ring));
  WEIGE_CHECK(town::seal_old_values(*database, now));
  const std::filesystem::path erasures =
      at.erasures.empty() ? town::erasure_journal_of(at.url) : std::filesystem::path(at.erasures);
  WEIGE_TRY(auto journal, town::replay_erasures(*database, erasures, now));
  return OpenedDatabase{std::move(database), std::move(journal)};
}

int with_opened(const DatabaseAt& at, const std::function<Done(const OpenedDatabase&)>& work) {
  return told(
      [&]() -> Done {
        WEIGE_TRY(const auto opened, open_with_keys(at));
        return work(opened);
      }(),
      std::cerr);
}

}  // namespace

std::shared_ptr<const DatabaseAt> add_db_option(CLI::App& command) {
  auto at = std::make_shared<DatabaseAt>();
  command.add_option("--db", at->url, "the database: sqlite:FILE or postgres://USER@HOST/NAME")
      ->envname("WEIGE_DB")
      ->capture_default_str();
  command.add_option("--keys", at->keys, "the key file; without it the one beside the database")
      ->envname("WEIGE_KEYS");
  command
      .add_option("--erasure-journal", at->erasures,
                  "the file of who was erased; without it the one beside the database")
      ->envname("WEIGE_ERASURE_JOURNAL");
  return at;
}

int with_database(const DatabaseAt& at, const std::function<Done(store::Database&)>& work) {
  return with_opened(at, [&](const OpenedDatabase& opened) { return work(*opened.database); });
}

int signed_in(const DatabaseAt& at, const std::function<Done(const Desk&)>& work) {
  return with_opened(at, [&](const OpenedDatabase& opened) -> Done {
    WEIGE_TRY(const auto rule, factor_rule());
    const access::SignInContext context{
        .clock = system_clock(), .random = system_random(), .rules = {.second_factor = rule}};
    const auto code = [] { return ask_code(std::cin, std::cerr); };
    WEIGE_TRY(const auto session,
              CommandSession::open(*opened.database, context, ask_credentials(std::cin, std::cerr), code));
    return work({*opened.database, context, session.actor(), opened.journal});
  });
}

}  // namespace weige::cli
