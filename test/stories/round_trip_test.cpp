// Shows 2 of the register: a town written to files and imported into an empty one through the command line
// gives the same current state, a second import changes nothing, and planted faults come back exactly, each
// with its cell and code.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "access/post_actions.h"
#include "cli/export_command.h"
#include "cli/import_command.h"
#include "registry/import_store.h"
#include "support/access_town.h"
#include "support/current_state.h"
#include "support/databases.h"
#include "support/sample_faults.h"
#include "support/sample_town.h"

namespace weige {
namespace round_trip_test {

using registry::TownFile;
using store::Row;
using store::Transaction;
using testing_support::current_state;
using testing_support::difference;
using testing_support::kSampleUntil;
using testing_support::ScratchDatabase;

// 2,000 in ./dev test; `./dev check round-trip` asks for more.
int residents() {
  const char* wanted = std::getenv("WEIGE_ROUND_TRIP_RESIDENTS");
  return wanted ? std::atoi(wanted) : 2000;
}

const Instant kNow = TownTime{}.start_of(kSampleUntil) + std::chrono::hours{9};
// Addresses first, then who sits there, then who lives there and works where.
constexpr std::array kOrder{TownFile::addresses, TownFile::organisations, TownFile::residents};

class RoundTrip : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    folder_ = std::filesystem::temp_directory_path() / ("weige-round-trip-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string path(TownFile kind, std::string_view ending) {
    return (folder_ / (std::string(registry::code(kind)) + "." + std::string(ending))).string();
  }

  // The holder of the population office, who may import and export everything.
  access::Actor office(store::Database& database) {
    return database
        .read([](Transaction& tx) {
          const auto post = tx.first(
              "SELECT h.account_id, p.id FROM post p JOIN post_holding h ON h.post_id = p.id WHERE p.role = "
              "'population_office'",
              [](const Row& row) {
                return std::pair{row.get<access::AccountId>(0), row.get<access::PostId>(1)};
              });
          return access::Actor::resume(tx, kNow, post->first, post->second, access::Purpose::data_quality);
        })
        .value();
  }

  // The same committees and posts, and nobody in them.
  void make_empty_town(store::Database& database) {
    auto town = registry::plan_town(testing_support::three_committees(), town::kSampleTownCode).value();
    auto committees = town::sample_committees(town);
    const town::SampleStaffWish wish{.town = std::move(town),
                                     .committees = std::move(committees),
                                     .residents = 1,
                                     .since = kNow - std::chrono::hours{24},
                                     .cost = {.memory_kib = 8, .passes = 1, .lanes = 1}};
    ASSERT_TRUE(town::make_sample_staff(database, wish, town::SampleRandom(1), seeded_random(1)).ok());
  }

  void export_all(store::Database& database, std::string_view ending) {
    for (const auto kind : kOrder) {
      const cli::ExportFlags flags{.kind = std::string(registry::code(kind)),
                                   .out = path(kind, ending),
                                   .purpose = "data_correction",
                                   .numbers = registry::Numbers::full,
                                   .rules = testing_support::kOnePersonIsEnough};
      const auto outcome = cli::export_file(database, office(database), flags, fixed_clock(kNow));
      ASSERT_TRUE(outcome.ok()) << title(outcome.problem(), Language::en) << outcome.problem().place;
    }
  }

  // What the command says of the file.
  Done import(store::Database& database, TownFile kind, std::string_view ending) {
    std::ostringstream out, progress;
    const auto actor = office(database);
    const auto now = kNow + std::chrono::minutes{++imports_};  // each file is a submission of its own
    auto outcome = cli::import_file({database, actor, fixed_clock(now), out, progress},
                                    {.file = path(kind, ending),
                                     .kind = std::string(registry::code(kind)),
                                     .reference_date = to_iso(kSampleUntil),
                                     .parse_program = WEIGE_PARSE_CHILD});
    said_ = out.str();
    return outcome;
  }
  void import_all(store::Database& database, std::string_view ending) {
    for (const auto kind : kOrder) {
      const auto outcome = import(database, kind, ending);
      ASSERT_TRUE(outcome.ok()) << title(outcome.problem(), Language::en) << outcome.problem().place << "\n"
                                << said_;
    }
  }

  std::filesystem::path folder_;
  std::string said_;
  int imports_ = 0;
};
WEIGE_BOTH_ENGINES(RoundTrip);

std::int64_t changes(store::Database& database) {
  return database.read(
      [](Transaction& tx) { return tx.scalar<std::int64_t>("SELECT count(*) FROM change"); });
}

TEST_P(RoundTrip, BringsTheSameTownBackAndThenChangesNothing) {
  testing_support::make_test_sample_town(db(), residents());
  const auto before = current_state(db());
  for (const std::string_view ending : {"xlsx", "csv"}) {
    export_all(db(), ending);
    ScratchDatabase fresh(GetParam());
    make_empty_town(fresh.db());
    import_all(fresh.db(), ending);
    EXPECT_EQ(difference(before, current_state(fresh.db())), "") << ending;
    const auto written = changes(fresh.db());
    import_all(fresh.db(), ending);
    EXPECT_EQ(changes(fresh.db()), written) << ending;
  }
}

TEST_P(RoundTrip, GivesBackExactlyThePlantedFaults) {
  constexpr int kFaults = 500;
  auto town = registry::plan_town(testing_support::three_committees(), town::kSampleTownCode).value();
  town::SampleTownPlanner planner(town::sample_committees(town),
                                  {.residents = residents(), .seed = 3, .until = kSampleUntil});
  auto tables = town::empty_sample_tables();
  while (!planner.at_end()) town::add_sample_rows(tables, planner.next());
  const auto planted = testing_support::plant_faults(tables, kFaults, 3);
  ASSERT_EQ(planted.size(), static_cast<std::size_t>(kFaults));
  auto writer = town::SampleFileWriter::create(folder_.string());
  ASSERT_TRUE(writer.ok() && writer->add(tables).ok() && writer->finish().ok());
  for (const std::string_view ending : {"xlsx", "csv"}) {
    ScratchDatabase fresh(GetParam());
    make_empty_town(fresh.db());
    std::vector<testing_support::PlantedFault> found;
    for (const auto kind : kOrder) {
      const auto outcome = import(fresh.db(), kind, ending);
      ASSERT_TRUE(outcome.ok() || outcome.problem().code == ProblemCode::rows_back) << said_;
      fresh.db().read([&](Transaction& tx) {
        const auto id = tx.scalar<std::int64_t>("SELECT max(id) FROM file_import");
        for (const auto& row : registry::import_rows_from(tx, registry::ImportId{id}, 1, 10'000'000))
          for (const auto& finding : row.findings)
            if (!finding.warning) found.push_back({kind, row.row, finding.column, finding.code});
      });
    }
    std::ranges::sort(found);
    EXPECT_EQ(difference(testing_support::fault_list(planted), testing_support::fault_list(found)), "")
        << ending;
  }
}

}  // namespace round_trip_test
}  // namespace weige
