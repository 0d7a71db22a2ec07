#include "cli/sample_town_command.h"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <chrono>
#include <iostream>
#include <memory>

#include "cli/database_command.h"
#include "cli/outcome.h"
#include "town/sample_town_actions.h"

namespace weige::cli {
namespace {

void tell(std::ostream& out, const town::SampleTownMade& made) {
  out << fmt::format(
             "示例镇已建好：{0} 名居民，全为虚构。\nThe sample town is ready: {0} residents, all invented.\n\n",
             made.residents)
      << "登录账号（密码只显示这一次）/ Accounts to sign in with (passwords are shown this once):\n";
  for (const auto& each : made.sign_ins)
    out << fmt::format("  {:<12} {}   {} / {}\n", each.login_name, each.password, each.title_zh, each.title_en);
}

}  // namespace

Done sample_town(store::Database& database, const SampleTownFlags& flags, const Clock& clock, const Talk& talk) {
  const auto began = clock();
  const auto today = TownTime{}.day_of(began);
  const auto until = flags.until.empty() ? std::optional(today) : parse_iso_day(flags.until);
  if (!until || *until > today) return problem(ProblemCode::bad_date, "until");
  WEIGE_TRY(const auto divisions, standards::DivisionTable::open(
                                      flags.divisions.empty() ? standards::default_division_file() : flags.divisions));
  const auto progress = [&](int written) { talk.err << '\r' << written << " / " << flags.residents << std::flush; };
  WEIGE_TRY(const auto made,
            town::make_sample_town(database, {.residents = flags.residents, .seed = flags.seed, .until = *until}, divisions,
                                   {.passwords = system_random(), .progress = progress}));
  talk.err << fmt::format("\r{} / {}, {:.1f} s\n", made.residents, flags.residents,
                          std::chrono::duration<double>(clock() - began).count());
  tell(talk.out, made);
  return done();
}

void add_sample_town_command(CLI::App& app, int& code) {
  auto* command = app.add_subcommand(
      "sample-town", "Make a town of invented residents, with two years of history, in an empty database");
  command->footer(
      "The same seed, number and day give the same town. How to sign in is printed at the end, this once.\n"
      "Example: weige sample-town --residents 20000 --seed 1 --db sqlite:town.db\n" +
      std::string(kExitCodes));
  const auto url = add_db_option(*command);
  const auto flags = std::make_shared<SampleTownFlags>();
  command->add_option("--residents", flags->residents, "500 to 2000000")->capture_default_str();
  command->add_option("--seed", flags->seed, "a number; another one makes another town")->capture_default_str();
  command->add_option("--until", flags->until, "YYYY-MM-DD: the history ends the day before [today]");
  command->add_option("--divisions", flags->divisions, "the table of the country's divisions [the one installed]");
  command->callback([url, flags, &code] {
    code = with_database(*url, [&](store::Database& database) {
      return sample_town(database, *flags, system_clock(), {std::cout, std::cerr});
    });
  });
}

}  // namespace weige::cli
