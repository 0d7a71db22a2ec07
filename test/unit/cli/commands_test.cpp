// Every command tells what it does, with an example, and ends with the exit code of its problem.
#include "cli/commands.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/lines.h"
#include "cli/outcome.h"

namespace weige::cli {
namespace commands_test {

void expect_told(CLI::App& command) {
  EXPECT_FALSE(command.get_description().empty()) << command.get_name();
  const auto below = command.get_subcommands([](CLI::App*) { return true; });
  for (auto* next : below) expect_told(*next);
  if (below.empty()) {
    EXPECT_NE(command.get_footer().find("Example: "), std::string::npos) << command.get_name();
  }
}

TEST(Commands, EachSaysWhatItDoesWithAnExample) {
  CLI::App app("a test", "weige");
  int code = kDone;
  add_commands(app, code);
  expect_told(app);
}

TEST(Commands, EachAsksForWhatItsExampleCannotDoWithout) {
  for (const char* line : {"address", "check", "accounts", "accounts invite", "check postcode"}) {
    CLI::App app("a test", "weige");
    int code = kDone;
    add_commands(app, code);
    EXPECT_THROW(app.parse(std::string(line)), CLI::ParseError) << line;
  }
}

TEST(Outcome, TellsBothLanguagesAndThePlace) {
  std::ostringstream err;
  EXPECT_EQ(told(problem(ProblemCode::missing_field, "purpose"), err), kFailed);
  EXPECT_NE(err.str().find("purpose: 此项必填"), std::string::npos);
  EXPECT_NE(err.str().find("purpose: This field is required"), std::string::npos);
}

TEST(Outcome, SortsProblemsIntoExitCodes) {
  std::ostringstream err;
  EXPECT_EQ(told(done(), err), kDone);
  EXPECT_TRUE(err.str().empty());
  EXPECT_EQ(exit_code(problem(ProblemCode::database_in_use)), kDatabase);
  EXPECT_EQ(exit_code(problem(ProblemCode::database_newer)), kDatabase);
  EXPECT_EQ(exit_code(problem(ProblemCode::setting)), kUsage);
  EXPECT_EQ(exit_code(problem(ProblemCode::forbidden)), kFailed);
  EXPECT_EQ(exit_code(problem(ProblemCode::bad_choice, "--mode")), kUsage);
}

TEST(Lines, ReadsAFileAndPassesTheCodeOn) {
  char path[] = "/tmp/weige_lines_XXXXXX";
  ::close(::mkstemp(path));
  std::ofstream(path) << "one\ntwo\n";
  std::string seen;
  EXPECT_EQ(run_on_lines(path,
                         [&](std::istream& in, std::ostream&) {
                           for (std::string line; std::getline(in, line);) seen += line + ";";
                           return 1;
                         }),
            1);
  EXPECT_EQ(seen, "one;two;");
  std::filesystem::remove(path);
}

TEST(Lines, RefusesAFileThatIsNotThere) {
  const auto never = [](std::istream&, std::ostream&) { return kDone; };
  EXPECT_EQ(run_on_lines("/nowhere/at/all", never), kFailed);
}

}  // namespace commands_test
}  // namespace weige::cli
