// weige simulate: tells what came out for each policy, writes it down, refuses what it does not know.
#include "cli/simulate_command.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/json/parse.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "support/sample_town.h"

namespace weige::cli {
namespace simulate_command_test {

using town::DoorPolicy;

const Instant kNow = TownTime{}.start_of(testing_support::kSampleUntil) + std::chrono::hours{12};

class SimulateCommand : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("weige-simulate-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
    flags_.divisions = (folder_ / "divisions.bin").string();
    std::ofstream(flags_.divisions, std::ios::binary) << testing_support::three_committees_bytes();
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  Result<SimulationReport> run() {
    const auto parts = on_sample_towns(flags_, fixed_clock(kNow));
    if (!parts) return parts.problem();
    return simulate(flags_, *parts, err_);
  }
  // Without a town: what became of two seeds is given.
  static SimulationReport given(double own_after, double others_after) {
    SimulationReport report{.source = "register", .first = testing_support::kSampleUntil};
    for (const std::uint64_t seed : {1, 2}) {
      SimulatedSeed one{.seed = seed};
      for (const auto& [policy, after] :
           {std::pair{DoorPolicy::product, own_after}, {DoorPolicy::random, others_after}}) {
        auto& outcome = one.outcomes[static_cast<std::size_t>(policy)].emplace();
        outcome.before = {.missing = 100, .gone = 100, .facts = 1000};
        outcome.after = {.missing = static_cast<std::int64_t>(after * 1000) + static_cast<int>(seed),
                         .facts = 1000};
        outcome.found = 60;
        outcome.minutes = 600;
      }
      report.seeds.push_back(std::move(one));
    }
    return report;
  }

  std::filesystem::path folder_;
  SimulateFlags flags_{.residents = 500, .seeds = 2, .hours = 6, .drive = "figures"};
  std::ostringstream out_, err_;
};

TEST_F(SimulateCommand, TellsEveryPolicyAndWritesItDown) {
  const auto report = run();
  ASSERT_TRUE(report) << title(report.problem(), Language::en);
  EXPECT_NE(err_.str().find("2 / 2"), std::string::npos);
  const auto file = (folder_ / "month.json").string();
  ASSERT_TRUE(publish_report(*report, file, out_));
  for (const char* text : {"本产品", "this product's plan", "random doors", "oldest first", "points"})
    EXPECT_NE(out_.str().find(text), std::string::npos) << text;
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  const auto json = boost::json::parse(text.str()).as_object();
  EXPECT_EQ(json.at("policies").as_array().size(), 4u);
  EXPECT_EQ(json.at("gains").as_array().size(), 3u);
  ASSERT_EQ(json.at("seeds").as_array().size(), 2u);
  const auto& seed = json.at("seeds").as_array()[1].as_object();
  EXPECT_EQ(seed.at("seed").to_number<int>(), 2);
  EXPECT_GT(seed.at("product").at("visits").to_number<int>(), 0);
  EXPECT_EQ(seed.at("product").at("before"), seed.at("oldest").at("before")) << "one truth for all";
  EXPECT_EQ(seed.at("nobody").at("visits").to_number<int>(), 0);
}

TEST_F(SimulateCommand, GivesTheSameForTheSameSeed) {
  flags_.seeds = 1;
  const auto once = run(), again = run();
  ASSERT_TRUE(once);
  ASSERT_TRUE(again);
  EXPECT_EQ(to_json(*once), to_json(*again));
}

TEST_F(SimulateCommand, RunsThePoliciesThatAreAskedFor) {
  flags_.seeds = 1;
  flags_.plans = {"oldest"};
  flags_.world = "null";
  const auto report = run();
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->seeds.front().of(DoorPolicy::oldest));
  EXPECT_FALSE(report->seeds.front().of(DoorPolicy::product));
  EXPECT_EQ(gain_over(*report, DoorPolicy::oldest), std::nullopt);
}

TEST_F(SimulateCommand, RefusesWhatItDoesNotKnow) {
  const auto refused = [&](SimulateFlags flags) {
    flags_ = std::move(flags);
    return run().problem();
  };
  auto flags = flags_;
  flags.until = "2026-11-24";
  EXPECT_EQ(refused(flags).code, ProblemCode::bad_date);
  flags.until = "";
  flags.residents = 3;
  EXPECT_EQ(refused(flags).code, ProblemCode::bad_number);
  flags.residents = 500;
  flags.world = "better";
  EXPECT_EQ(refused(flags).place, "--world");
  flags.world = "real";
  flags.plans = {"luck"};
  EXPECT_EQ(refused(flags).place, "--plan");
}

TEST_F(SimulateCommand, TellsALossLikeAGain) {
  tell_report(given(0.10, 0.15), out_);
  EXPECT_NE(out_.str().find("this product's plan is better"), std::string::npos) << out_.str();
  out_.str("");
  tell_report(given(0.15, 0.10), out_);
  EXPECT_NE(out_.str().find("this product's plan is worse"), std::string::npos) << out_.str();
  out_.str("");
  tell_report(given(0.10, 0.10), out_);
  EXPECT_NE(out_.str().find("cannot be told from no difference"), std::string::npos) << out_.str();
  const auto gain = gain_over(given(0.10, 0.15), DoorPolicy::random);
  ASSERT_TRUE(gain);
  EXPECT_NEAR(gain->share.mean, 0.05, 1e-12);
}

TEST_F(SimulateCommand, SaysThatAFileCannotBeWritten) {
  const auto outcome = publish_report(given(0.1, 0.2), (folder_ / "none" / "month.json").string(), out_);
  EXPECT_EQ(outcome.problem().code, ProblemCode::file_write);
}

}  // namespace simulate_command_test
}  // namespace weige::cli
