#include "cli/simulate_command.h"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <iostream>
#include <memory>

#include "cli/database_command.h"
#include "cli/outcome.h"

namespace weige::cli {
namespace {

using town::DoorPolicy;

constexpr int kMostSeeds = 200, kMostMonths = 6;

Result<Day> first_day_of(const SimulateFlags& flags, const Clock& clock) {
  const auto today = TownTime{}.day_of(clock());
  const auto first = flags.until.empty() ? std::optional(today) : parse_iso_day(flags.until);
  if (!first || *first > today) return problem(ProblemCode::bad_date, "--until");
  return *first;
}

// nobody's month is always among them: it tells what the month alone does.
Result<std::vector<DoorPolicy>> policies_of(const SimulateFlags& flags) {
  if (flags.plans.empty())
    return std::vector{DoorPolicy::product, DoorPolicy::random, DoorPolicy::oldest, DoorPolicy::nobody};
  std::vector<DoorPolicy> out;
  for (const auto& plan : flags.plans) {
    const auto policy = town::door_policy_of(plan);
    if (!policy) return problem(ProblemCode::bad_choice, "--plan");
    out.push_back(*policy);
  }
  out.push_back(DoorPolicy::nobody);
  return out;
}

void add_simulate_options(CLI::App& command, SimulateFlags& flags) {
  command.add_option("--months", flags.months, "1 to 6, of 30 days")
      ->capture_default_str()
      ->check(CLI::Range(1, kMostMonths));
  command.add_option("--seed", flags.seed, "the first seed; another one is another town and another luck")
      ->capture_default_str();
  command.add_option("--seeds", flags.seeds, "how many, one after another")
      ->capture_default_str()
      ->check(CLI::Range(1, kMostSeeds));
  command
      .add_option("--plan", flags.plans, "product, random or oldest; give it again for another [all three]")
      ->check(CLI::IsMember({"product", "random", "oldest"}))
      ->allow_extra_args(false);
  command.add_option("--world", flags.world, "real, or null: errors that nothing known of a door tells of")
      ->capture_default_str()
      ->check(CLI::IsMember({"real", "null"}));
  command.add_option("--hours", flags.hours, "a week, in each grid, ways included; up to 30")
      ->capture_default_str()
      ->check(CLI::Range(0.5, town::kMostHoursAWeek));
  command
      .add_option(
          "--drive", flags.drive,
          "use-cases: lists, plans and visits as in a town, minutes a seed; figures: what they do to a "
          "plan's evidence is done to it directly, seconds a seed")
      ->capture_default_str()
      ->check(CLI::IsMember({"use-cases", "figures"}));
  command.add_option("--until", flags.until, "YYYY-MM-DD: the day on which the month begins [today]");
  command.add_option("--divisions", flags.divisions,
                     "the table of the country's divisions [the one installed]");
  command.add_option("--out", flags.out, "a file for all figures, as JSON");
}

Done run_simulation(const SimulateFlags& flags, const SimulateParts& parts) {
  WEIGE_TRY(const auto report, simulate(flags, parts, std::cerr));
  return publish_report(report, flags.out, std::cout);
}

// One register for all seeds: they differ in the truth behind it.
Done run_on_register(const Desk& desk, const SimulateFlags& flags) {
  const auto& clock = desk.context.clock;
  WEIGE_TRY(const auto first, first_day_of(flags, clock));
  WEIGE_TRY(const auto ground, desk.database.write([&](store::Transaction& tx) {
    return town::read_simulation_ground(tx, desk.actor, {.now = clock(), .today = first});
  }));
  return run_simulation(
      flags, {.source = "register",
              .driven = "figures",
              .run = by_figures([&](std::uint64_t) -> Result<town::SimulationGround> { return ground; }),
              .clock = clock});
}

Done run_on_sample_towns(const SimulateFlags& flags) {
  WEIGE_TRY(const auto parts, on_sample_towns(flags, system_clock()));
  return run_simulation(flags, parts);
}

}  // namespace

Result<SimulateParts> on_sample_towns(const SimulateFlags& flags, const Clock& clock,
                                      const registry::UploadSandbox& sandbox) {
  WEIGE_TRY(const auto first, first_day_of(flags, clock));
  WEIGE_CHECK(town::check({.residents = flags.residents, .until = first}));
  WEIGE_TRY(auto table, standards::DivisionTable::open(
                            flags.divisions.empty() ? standards::default_division_file() : flags.divisions));
  const SampleTowns towns{.residents = flags.residents,
                          .until = first,
                          .divisions = std::make_shared<const standards::DivisionTable>(std::move(table)),
                          .clock = clock};
  const bool by_figures_only = flags.drive == "figures";
  return SimulateParts{.source = "sample_town",
                       .driven = by_figures_only ? "figures" : "use_cases",
                       .run = by_figures_only ? by_figures(grounds_of(towns)) : by_use_cases(towns, sandbox),
                       .clock = clock};
}

Result<SimulationReport> simulate(const SimulateFlags& flags, const SimulateParts& parts, std::ostream& err) {
  const auto world = town::error_world_of(flags.world);
  if (!world) return problem(ProblemCode::bad_choice, "--world");
  WEIGE_TRY(const auto policies, policies_of(flags));
  WEIGE_TRY(const auto first, first_day_of(flags, parts.clock));
  SimulationReport report{.source = parts.source,
                          .driven = parts.driven,
                          .first = first,
                          .months = flags.months,
                          .hours_a_week = flags.hours,
                          .world = *world,
                          .seeds = {}};
  for (int i = 0; i < flags.seeds; ++i) {
    const auto began = parts.clock();
    const town::MonthWish month{.first = first,
                                .months = flags.months,
                                .hours_a_week = flags.hours,
                                .world = *world,
                                .seed = flags.seed + static_cast<std::uint64_t>(i)};
    WEIGE_TRY(auto one, parts.run({.month = month, .policies = policies}));
    report.seeds.push_back(std::move(one));
    err << fmt::format("{} / {}, {:.1f} s\n", i + 1, flags.seeds,
                       std::chrono::duration<double>(parts.clock() - began).count())
        << std::flush;
  }
  return report;
}

Done publish_report(const SimulationReport& report, const std::string& file, std::ostream& out) {
  if (!file.empty()) {
    std::ofstream to(file, std::ios::binary | std::ios::trunc);
    to << boost::json::serialize(to_json(report)) << '\n';
    to.close();
    if (!to) return problem(ProblemCode::file_write, file).with("reason", std::strerror(errno));
  }
  tell_report(report, out);
  return done();
}

void add_simulate_command(CLI::App& app, int& code) {
  auto* command = app.add_subcommand(
      "simulate",
      "How much less wrong a register is after a month of visits, by plan, by chance, oldest first");
  command->footer(
      "Makes a sample town for each seed, gives it errors that only the simulation knows, and lets "
      "coordinators walk: by today's doors, by chance, and to the oldest confirmation first, with the same "
      "hours, through the same lists, plans and visits as in a town. Nothing of it is kept. With --db (or "
      "WEIGE_DB) and without --residents it begins with that "
      "register, which it only reads, signed in as WEIGE_LOGIN with WEIGE_PASSWORD; over SQLite the server "
      "must be stopped. A loss is told like a gain.\n"
      "Example: weige simulate --residents 20000 --months 1 --seed 1 --seeds 10 --out month.json\n" +
      std::string(kExitCodes));
  const auto url = add_db_option(*command);
  const auto flags = std::make_shared<SimulateFlags>();
  const auto* residents =
      command->add_option("--residents", flags->residents, "of the sample towns, 500 to 2000000")
          ->capture_default_str();
  add_simulate_options(*command, *flags);
  const auto* database = command->get_option("--db");
  command->callback([url, flags, residents, database, &code] {
    if (database->count() > 0 && residents->count() == 0)
      code = signed_in(*url, [&](const Desk& desk) { return run_on_register(desk, *flags); });
    else
      code = told(run_on_sample_towns(*flags), std::cerr);
  });
}

}  // namespace weige::cli
