// weige sample-town: says how to sign in, writes files that an import knows by their headers, refuses what it
// cannot do.
#include "cli/sample_town_command.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "registry/town_import.h"
#include "support/databases.h"
#include "support/sample_town.h"

namespace weige::cli {
namespace sample_town_command_test {

const Instant kNow = TownTime{}.start_of(testing_support::kSampleUntil) + std::chrono::hours{12};

class SampleTownCommand : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("weige-sample-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
    flags_.divisions = (folder_ / "divisions.bin").string();
    std::ofstream(flags_.divisions, std::ios::binary) << testing_support::three_committees_bytes();
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_;
  SampleTownFlags flags_{.residents = 500};
  std::ostringstream out_, err_;
};

TEST_F(SampleTownCommand, SaysHowToSignInAndThatAllAreInvented) {
  testing_support::ScratchDatabase scratch(store::Engine::sqlite);
  const auto outcome = sample_town(scratch.db(), flags_, fixed_clock(kNow), {out_, err_});
  ASSERT_TRUE(outcome.ok()) << title(outcome.problem(), Language::en);
  for (const char* text : {"全为虚构", "all invented", "office", "coordinator", "population office"})
    EXPECT_NE(out_.str().find(text), std::string::npos) << text;
  EXPECT_NE(err_.str().find("500 / 500"), std::string::npos);
}

TEST_F(SampleTownCommand, TellsOfTheMapItMadeAndMakesNoneWhenAskedSo) {
  testing_support::ScratchDatabase with(store::Engine::sqlite), without(store::Engine::sqlite);
  ASSERT_TRUE(sample_town(with.db(), flags_, fixed_clock(kNow), {out_, err_}).ok());
  for (const char* text : {"个微网格", "micro-grids", "自 2026-06-16 起"})
    EXPECT_NE(out_.str().find(text), std::string::npos) << text;
  out_.str("");
  flags_.no_map = true;
  ASSERT_TRUE(sample_town(without.db(), flags_, fixed_clock(kNow), {out_, err_}).ok());
  EXPECT_EQ(out_.str().find("微网格"), std::string::npos);
}

TEST_F(SampleTownCommand, TellsOfTheWorkThatWasDoneAndDoesNoneWhenAskedSo) {
  testing_support::ScratchDatabase with(store::Engine::sqlite), without(store::Engine::sqlite);
  ASSERT_TRUE(sample_town(with.db(), flags_, fixed_clock(kNow), {out_, err_}).ok());
  for (const char* text : {"日常工作", "Daily work", "  leader"})
    EXPECT_NE(out_.str().find(text), std::string::npos) << text;
  out_.str("");
  flags_.no_work = true;
  ASSERT_TRUE(sample_town(without.db(), flags_, fixed_clock(kNow), {out_, err_}).ok());
  for (const char* text : {"Daily work", "  leader"})
    EXPECT_EQ(out_.str().find(text), std::string::npos) << text;
  EXPECT_NE(out_.str().find("micro-grids"), std::string::npos);
}

TEST_F(SampleTownCommand, WritesFilesThatAreKnownByTheirHeaders) {
  const auto outcome =
      sample_town_files((folder_ / "files").string(), flags_, fixed_clock(kNow), {out_, err_});
  ASSERT_TRUE(outcome.ok()) << title(outcome.problem(), Language::en);
  for (const auto kind : registry::kTownFiles) {
    const auto base = folder_ / "files" / std::string(registry::code(kind));
    EXPECT_GT(std::filesystem::file_size(base.string() + ".xlsx"), 1000u);
    std::ifstream csv(base.string() + ".csv");
    std::string title, header, cell;
    std::getline(csv, title);
    std::getline(csv, header);
    std::vector<std::string> headers;
    for (std::istringstream cells(header); std::getline(cells, cell, ',');)
      headers.push_back(cell.ends_with('\r') ? cell.substr(0, cell.size() - 1) : cell);
    EXPECT_EQ(registry::guess_kind(headers), kind);
    for (const auto& each : headers) {
      const auto field = registry::guess_field(kind, each);
      EXPECT_TRUE(field && field->sure) << each;
    }
  }
}

TEST_F(SampleTownCommand, RefusesDaysToComeAndTownsTooSmall) {
  testing_support::ScratchDatabase scratch(store::Engine::sqlite);
  const auto refused = [&](SampleTownFlags flags) {
    return sample_town(scratch.db(), flags, fixed_clock(kNow), {out_, err_}).problem().code;
  };
  auto flags = flags_;
  flags.until = "2026-11-24";
  EXPECT_EQ(refused(flags), ProblemCode::bad_date);
  flags = flags_;
  flags.residents = 3;
  EXPECT_EQ(refused(flags), ProblemCode::bad_number);
  flags = flags_;
  flags.divisions = (folder_ / "none.bin").string();
  EXPECT_EQ(refused(flags), ProblemCode::division_table);
}

}  // namespace sample_town_command_test
}  // namespace weige::cli
