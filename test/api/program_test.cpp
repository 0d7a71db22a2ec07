// The program itself, as a process: what it says when it is started wrongly, twice, or only asked for help.
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <regex>

#include "http/serve_settings.h"
#include "support/databases.h"
#include "support/http/client.h"
#include "support/program.h"
#include "support/random_folder.h"

namespace weige {
namespace program_test {

using testing_support::Client;
using testing_support::Program;

struct Ended {
  int code;
  std::string out, err;
};

Ended ended(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), WEIGE_PROGRAM);
  Program program(std::move(arguments));
  const int code = program.wait();
  return {code, program.out(), program.err()};
}

// A server on a free port over its own database.
class Serving {
 public:
  explicit Serving(const std::string& url)
      : program_({WEIGE_PROGRAM, "serve", "--db", url, "--listen", "127.0.0.1:0", "--log", "none", "--keys",
                  key_file()}) {
    const auto said = program_.line();
    std::smatch found;
    if (!std::regex_search(said, found, std::regex("http://127\\.0\\.0\\.1:([0-9]+)/")))
      throw std::runtime_error("the server did not start: " + said);
    port_ = static_cast<std::uint16_t>(std::stoi(found[1]));
  }
  std::uint16_t port() const { return port_; }
  Program& program() { return program_; }
  std::string key_file() const { return (folder_.path() / "town.keys").string(); }

 private:
  test::RandomFolder folder_;
  Program program_;
  std::uint16_t port_ = 0;
};

class ProgramOnBoth : public testing_support::BothEngines {
 protected:
  ProgramOnBoth() : BothEngines(testing_support::Fill::without_keys) {}
};
WEIGE_BOTH_ENGINES(ProgramOnBoth);

TEST_P(ProgramOnBoth, ServesAndEndsGracefully) {
  scratch().close();
  Serving serving(scratch().url());
  EXPECT_EQ(Client(serving.port()).get("/readyz").status, 200);
  EXPECT_NE(serving.program().line().find("/links/"), std::string::npos) << "the first run's one-time link";
  EXPECT_NE(serving.program().line().find("--web"), std::string::npos) << "that there is no web client";
  serving.program().signal(SIGTERM);
  EXPECT_EQ(serving.program().wait(), 0);
}

// Shows 3.
TEST(ProgramAtASqliteFile, RefusesASecondStartWithAClearSentence) {
  testing_support::ScratchDatabase scratch(store::Engine::sqlite, testing_support::Fill::without_keys);
  scratch.close();
  Serving first(scratch.url());
  const auto second = ended({"serve", "--db", scratch.url(), "--listen", "127.0.0.1:0"});
  EXPECT_EQ(second.code, 3);
  EXPECT_NE(second.err.find("正被另一个 weige 进程使用"), std::string::npos) << second.err;
  EXPECT_NE(second.err.find("is in use by another weige process"), std::string::npos);
  EXPECT_NE(second.err.find(scratch.file()), std::string::npos) << "it names the file";
  EXPECT_EQ(Client(first.port()).get("/readyz").status, 200) << "the first one is not disturbed";
  const auto command = ended({"accounts", "first", "--db", scratch.url()});
  EXPECT_EQ(command.code, 3) << "nor does a command get in";
}

// What is sealed with keys that are gone must not be written over as if nothing had been there.
TEST_P(ProgramOnBoth, DoesNotStartWithoutTheKeysOfItsDatabase) {
  scratch().close();
  const test::RandomFolder folder;
  const auto keys = (folder.path() / "town.keys").string();
  const std::vector<std::string> serve{"serve",       "--db",  scratch().url(), "--listen",
                                       "127.0.0.1:0", "--log", "none",          "--keys"};
  const auto with = [&](const std::string& file) {
    auto arguments = serve;
    arguments.push_back(file);
    return ended(std::move(arguments));
  };
  {
    Serving serving(scratch().url());
    std::filesystem::copy_file(serving.key_file(), keys);
  }
  const auto missing = with(keys + ".other");
  EXPECT_EQ(missing.code, 3);
  EXPECT_NE(missing.err.find("找不到数据库的密钥文件 " + keys + ".other"), std::string::npos) << missing.err;
  EXPECT_NE(missing.err.find("is missing"), std::string::npos);

  std::filesystem::permissions(keys, std::filesystem::perms::others_read, std::filesystem::perm_options::add);
  const auto open = with(keys);
  EXPECT_EQ(open.code, 3);
  EXPECT_NE(open.err.find("能被他人读写"), std::string::npos) << open.err;

  testing_support::ScratchDatabase another(store::Engine::sqlite, testing_support::Fill::without_keys);
  another.close();
  Serving other(another.url());
  const auto foreign = with(other.key_file());
  EXPECT_EQ(foreign.code, 3);
  EXPECT_NE(foreign.err.find("不是这个数据库的"), std::string::npos) << foreign.err;
  EXPECT_NE(foreign.err.find("belongs to another database"), std::string::npos);
}

TEST(ProgramUsage, TellsWrongUsageApartFromFailure) {
  EXPECT_EQ(ended({}).code, 2);
  EXPECT_EQ(ended({"dance"}).code, 2);
  EXPECT_EQ(ended({"serve", "--queue", "0"}).code, 2);
  EXPECT_EQ(ended({"serve", "--db", "mysql://x"}).code, 2);
  EXPECT_EQ(ended({"serve", "--config", "/nowhere.toml"}).code, 2);
  EXPECT_EQ(ended({"version"}).out.rfind("weige ", 0), 0u);
}

TEST(ProgramUsage, HelpTellsEverySettingThatTheDocumentsName) {
  const auto help = ended({"serve", "--help"});
  ASSERT_EQ(help.code, 0);
  const auto file =
      http::settings_from_file(std::string(std::getenv("WEIGE_SOURCE_DIR")) + "/docs/examples/weige.toml");
  ASSERT_TRUE(file.ok()) << title(file.problem(), Language::en) << file.problem().place;
  EXPECT_GE(file->size(), 5u);
  for (const auto& [name, value] : *file)
    EXPECT_NE(help.out.find("--" + name + " "), std::string::npos) << name << " = " << value;
  EXPECT_TRUE(http::settled({*file}).ok());
  EXPECT_NE(help.out.find("Example: "), std::string::npos);
}

}  // namespace program_test
}  // namespace weige
