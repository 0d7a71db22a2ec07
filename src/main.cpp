// The program: one command per subcommand. Wires edges together; no rule lives here.
#include <CLI/CLI.hpp>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <string>

#include "http/serve.h"

namespace {

using weige::Problem;
namespace http = weige::http;

enum ExitCode { kDone = 0, kFailed = 1, kUsage = 2, kDatabase = 3 };

constexpr const char* kExitCodes =
    "Exit codes: 0 done, 1 failed, 2 wrong usage or setting, 3 the database is in use, unreachable or newer "
    "than this program.";

ExitCode exit_code(const Problem& problem) {
  switch (problem.code) {
    case weige::ProblemCode::setting:
    case weige::ProblemCode::database_url:
      return kUsage;
    case weige::ProblemCode::database_in_use:
    case weige::ProblemCode::database_unreachable:
    case weige::ProblemCode::database_newer:
    case weige::ProblemCode::migration_changed:
      return kDatabase;
    default:
      return kFailed;
  }
}

// Operators read both languages side by side: the terminal's locale says little on a server.
int told(const weige::Done& outcome) {
  if (outcome) return kDone;
  const auto& problem = outcome.problem();
  for (const auto language : {weige::Language::zh, weige::Language::en})
    std::cerr << "weige: " << title(problem, language) << " — " << mend(problem, language) << "\n";
  return exit_code(problem);
}

struct ServeFlags {
  std::string config;
  http::SettingValues given;
};

weige::Done run_serve(const ServeFlags& flags) {
  std::vector<http::SettingValues> layers;
  if (!flags.config.empty()) {
    WEIGE_TRY(auto file, http::settings_from_file(flags.config));
    layers.push_back(std::move(file));
  }
  layers.push_back(
      http::settings_from_environment([](const std::string& name) { return std::getenv(name.c_str()); }));
  layers.push_back(flags.given);
  WEIGE_TRY(const auto settings, http::settled(layers));
  return http::serve(settings, std::cout);
}

void add_serve(CLI::App& app, ServeFlags& flags, int& code) {
  auto* command = app.add_subcommand("serve", "Run the server until SIGTERM or SIGINT");
  command->footer(
      "Every setting may be given as a flag, in the environment (--db as WEIGE_DB, --idle-time as "
      "WEIGE_IDLE_TIME) or in a TOML\n"
      "file (db = \"...\", idle_time = 75). A flag wins over the environment, the environment over the "
      "file.\n" +
      std::string(kExitCodes));
  command->add_option("--config", flags.config, "a TOML file of settings")->envname("WEIGE_CONFIG");
  for (const auto& setting : http::serve_settings()) {
    const auto help = setting.help + (setting.preset.empty() ? "" : " [" + setting.preset + "]");
    command->add_option_function<std::string>(
        "--" + setting.name,
        [&flags, name = setting.name](const std::string& value) { flags.given[name] = value; }, help);
  }
  command->callback([&flags, &code] { code = told(run_serve(flags)); });
}

int run(int argc, char** argv) {
  CLI::App app("Weige 微格: the resident register of a town", "weige");
  app.set_version_flag("--version", std::string("weige ") + WEIGE_VERSION);
  app.require_subcommand(1);
  app.footer(kExitCodes);
  int code = kDone;
  ServeFlags serve;
  add_serve(app, serve, code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kUsage;
  }
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "weige: " << error.what() << "\n";
    return kFailed;
  }
}
