#include "cli/sample_town_command.h"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <memory>

#include "cli/database_command.h"
#include "cli/outcome.h"
#include "town/sample_files.h"
#include "town/sample_town_actions.h"

namespace weige::cli {
namespace {

std::string map_text(const std::optional<town::SampleMapMade>& map) {
  if (!map) return {};
  return fmt::format(
      "地图：{0} 个微网格（{1} 个无人口要素，{9} 个已有协管员，自 {2} 起），{3} 个责任区（{4} "
      "个与微网格一致，自 {5} "
      "起）；{6} 处地址，{7} 处已落格，{8} 处存疑。\n"
      "The map: {0} micro-grids ({1} without population, {9} with a coordinator, from {2} on), {3} "
      "responsibility areas ({4} one to "
      "one with a grid, from {5} on); of {6} addresses {7} lie in a grid, {8} are in doubt.\n\n",
      map->grids, map->unpopulated, to_iso(map->grids_from), map->areas, map->aligned,
      to_iso(map->areas_from), map->addresses, map->placed, map->doubted, map->coordinated);
}

std::string work_text(const std::optional<town::SampleWorkMade>& work) {
  if (!work) return {};
  return fmt::format(
      "日常工作：{0} 个团队已有近几周的记录；一个村居（{1} 个网格）还没有开始。\n"
      "Daily work: {0} teams have records of the last weeks; in one committee ({1} grids) nothing has "
      "begun.\n\n",
      work->teams, work->idle_grids);
}

void tell(std::ostream& out, const town::SampleTownMade& made) {
  out << fmt::format(
             "示例镇已建好：{0} 名居民，全为虚构。\nThe sample town is ready: {0} residents, all "
             "invented.\n\n",
             made.residents)
      << map_text(made.map) << work_text(made.work)
      << "登录账号（密码只显示这一次）/ Accounts to sign in with (passwords are shown this once):\n";
  for (const auto& each : made.sign_ins)
    out << fmt::format("  {:<12} {}   {} / {}\n", each.login_name, each.password, each.title_zh,
                       each.title_en);
}

struct Plan {
  town::SampleSize size;
  standards::DivisionTable divisions;
};

Result<Plan> plan_of(const SampleTownFlags& flags, const Clock& clock) {
  const auto today = TownTime{}.day_of(clock());
  const auto until = flags.until.empty() ? std::optional(today) : parse_iso_day(flags.until);
  if (!until || *until > today) return problem(ProblemCode::bad_date, "until");
  WEIGE_TRY(auto divisions,
            standards::DivisionTable::open(flags.divisions.empty() ? standards::default_division_file()
                                                                   : flags.divisions));
  return Plan{{.residents = flags.residents,
               .seed = flags.seed,
               .until = *until,
               .has_map = !flags.no_map,
               .has_work = !flags.no_work},
              std::move(divisions)};
}

}  // namespace

Done sample_town(store::Database& database, const SampleTownFlags& flags, const Clock& clock,
                 const Talk& talk) {
  const auto began = clock();
  WEIGE_TRY(const auto plan, plan_of(flags, clock));
  const town::SampleTownTools tools{.passwords = system_random(), .progress = [&](int written) {
                                      talk.err << '\r' << written << " / " << flags.residents << std::flush;
                                    }};
  WEIGE_TRY(const auto made, town::make_sample_town(database, plan.size, plan.divisions, tools));
  talk.err << fmt::format("\r{} / {}, {:.1f} s\n", made.residents, flags.residents,
                          std::chrono::duration<double>(clock() - began).count());
  tell(talk.out, made);
  return done();
}

Done sample_town_files(const std::string& folder, const SampleTownFlags& flags, const Clock& clock,
                       const Talk& talk) {
  WEIGE_TRY(const auto plan, plan_of(flags, clock));
  WEIGE_CHECK(town::check(plan.size));
  WEIGE_TRY(const auto town_plan, registry::plan_town(plan.divisions, town::kSampleTownCode));
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  WEIGE_TRY(auto writer, town::SampleFileWriter::create(folder));
  town::SampleTownPlanner planner(town::sample_committees(town_plan), plan.size);
  while (!planner.at_end()) {
    auto tables = town::empty_sample_tables();
    town::add_sample_rows(tables, planner.next());
    WEIGE_CHECK(writer.add(tables));
  }
  WEIGE_CHECK(writer.finish());
  for (const auto kind : registry::kTownFiles)
    for (const char* ending : {".xlsx", ".csv"})
      talk.out << folder << '/' << registry::code(kind) << ending << '\n';
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
  command->add_option("--seed", flags->seed, "a number; another one makes another town")
      ->capture_default_str();
  command->add_option("--until", flags->until, "YYYY-MM-DD: the history ends the day before [today]");
  command->add_option("--divisions", flags->divisions,
                      "the table of the country's divisions [the one installed]");
  command->add_flag("--no-map", flags->no_map, "addresses without points, and no layers of grids");
  command->add_flag("--no-work", flags->no_work, "no teams and no daily work: what an office begins with");
  const auto folder = std::make_shared<std::string>();
  command->add_option(
      "--files", *folder,
      "instead of a database: the town's addresses, residents and organisations as XLSX and CSV "
      "in this folder, for trying the import");
  command->callback([url, flags, folder, &code] {
    const Talk talk{std::cout, std::cerr};
    if (!folder->empty())
      code = told(sample_town_files(*folder, *flags, system_clock(), talk), std::cerr);
    else
      code = with_database(*url, [&](store::Database& database) {
        return sample_town(database, *flags, system_clock(), talk);
      });
  });
}

}  // namespace weige::cli
