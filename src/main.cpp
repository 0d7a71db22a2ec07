// The program: hands over to the parsing child, or to the command that is asked for, and subscribes higher
// modules to the events of lower ones. No rule lives here.
#include <CLI/CLI.hpp>

#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "access/approval_events.h"
#include "base/allocator.h"
#include "cli/commands.h"
#include "cli/outcome.h"
#include "formats/sandbox.h"
#include "grids/placement_writer.h"
#include "http/erased_answer_store.h"
#include "http/serve.h"
#include "intake/finding_area_writer.h"
#include "registry/export_approval_actions.h"
#include "registry/register_events.h"
#include "town/bulk_erasure_actions.h"
#include "town/erasure_events.h"
#include "work/task_follow_writer.h"

namespace {

namespace cli = weige::cli;
namespace http = weige::http;

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
      "file.\n"
      "Example: weige serve --db sqlite:town.db --listen 127.0.0.1:8080\n" +
      std::string(cli::kExitCodes));
  command->add_option("--config", flags.config, "a TOML file of settings")->envname("WEIGE_CONFIG");
  for (const auto& setting : http::serve_settings()) {
    const auto help = setting.help + (setting.preset.empty() ? "" : " [" + setting.preset + "]");
    command->add_option_function<std::string>(
        "--" + setting.name,
        [&flags, name = setting.name](const std::string& value) { flags.given[name] = value; }, help);
  }
  command->callback([&flags, &code] { code = cli::told(run_serve(flags), std::cerr); });
}

void add_version(CLI::App& app) {
  const std::string version = std::string("weige ") + WEIGE_VERSION;
  app.set_version_flag("--version", version);
  auto* command = app.add_subcommand("version", "Print the version of the program");
  command->footer("Example: weige version");
  command->callback([version] { std::cout << version << "\n"; });
}

int run(int argc, char** argv) {
  CLI::App app("Weige 微格: the resident register of a town", "weige");
  app.require_subcommand(1);
  app.footer("Example: weige serve --db sqlite:town.db\n" + std::string(cli::kExitCodes));
  int code = cli::kDone;
  ServeFlags serve;
  add_serve(app, serve, code);
  cli::add_commands(app, code);
  add_version(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? cli::kDone : cli::kUsage;
  }
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && std::string_view(argv[1]) == weige::formats::kParseCommand)
    return weige::formats::parse_child_main(argc, argv);  // its memory is limited
  if (argc < 2 || std::string_view(argv[1]) != "link")    // whose memory is its measure
    weige::keep_memory_at_hand();
  weige::grids::follow_register(weige::registry::register_events());
  weige::intake::follow_register(weige::registry::register_events());
  weige::work::follow_register(weige::registry::register_events());
  weige::work::follow_findings(weige::intake::finding_events());
  weige::http::follow_erasures(weige::town::erasure_events());
  weige::registry::follow_approvals(weige::access::approval_events());
  weige::town::follow_bulk_erasures(weige::access::approval_events());
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "weige: " << error.what() << "\n";
    return cli::kFailed;
  }
}
