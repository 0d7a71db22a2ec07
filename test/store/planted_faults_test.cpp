// A sample town's files with 500 planted faults give back exactly those, each at its cell with its code;
// without faults they go in whole, and again change nothing (issue: shows 2).
#include <gtest/gtest.h>

#include <algorithm>

#include "formats/csv_writer.h"
#include "registry/town_actions.h"
#include "support/access_town.h"
#include "support/databases.h"
#include "support/imports.h"
#include "support/sample_faults.h"
#include "support/sample_town.h"
#include "town/sample_town.h"

namespace weige::registry {
namespace planted_faults_test {

using testing_support::fault_list;
using testing_support::ImportDesk;
using testing_support::kTestNow;
using testing_support::PlantedFault;

town::SampleTables sample_tables(int residents) {
  const auto plan = plan_town(testing_support::three_committees(), town::kSampleTownCode).value();
  town::SampleTownPlanner planner(
      town::sample_committees(plan),
      {.residents = residents, .seed = 7, .until = testing_support::kSampleUntil});
  auto tables = town::empty_sample_tables();
  while (!planner.at_end()) town::add_sample_rows(tables, planner.next());
  return tables;
}

std::string csv(const town::SampleTable& table) {
  std::string out;
  formats::CsvWriter writer([&](std::string_view bytes) { out += bytes; });
  const auto row = [&](const std::vector<std::string>& texts) {
    std::vector<formats::CellValue> cells;
    for (const auto& text : texts) cells.emplace_back(std::string_view(text));
    writer.row(cells);
  };
  row({table.title});
  row(table.headers);
  for (const auto& texts : table.rows) row(texts);
  return out;
}

class PlantedFaults : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    testing_support::AccessTown people(db());
    const auto plan = plan_town(testing_support::three_committees(), town::kSampleTownCode).value();
    const auto made = db().write([&](store::Transaction& tx) {
      return set_up_town(tx, kTestNow, access::Actor::system(tx, kTestNow, access::SystemReason::sample_town),
                         plan);
    });
    ASSERT_TRUE(made.ok());
    const auto account = people.account("office");
    desk_.emplace(db(),
                  testing_support::Sender{
                      account, people.post(access::Role::population_office, access::kTown, account).id});
  }

  // Imports the three files in their order; what came back.
  std::vector<PlantedFault> import_all(const town::SampleTables& tables) {
    std::vector<PlantedFault> found;
    for (const auto kind : {TownFile::addresses, TownFile::organisations, TownFile::residents}) {
      const auto& table = *std::ranges::find(tables, kind, &town::SampleTable::kind);
      const auto done = desk_->import(csv(table), {.kind = kind});
      EXPECT_EQ(done.rows, static_cast<int>(table.rows.size()));
      for (const auto& row : desk_->rows(done)) {
        ++outcomes_[std::string(code(row.outcome))];
        for (const auto& finding : row.findings)
          if (!finding.warning) found.push_back(PlantedFault{kind, row.row, finding.column, finding.code});
      }
    }
    std::ranges::sort(found);
    return found;
  }

  std::optional<ImportDesk> desk_;
  std::map<std::string, int> outcomes_;
};
WEIGE_BOTH_ENGINES(PlantedFaults);

TEST_P(PlantedFaults, FiveHundredComeBackAndNothingElse) {
  auto tables = sample_tables(2500);
  const auto planted = testing_support::plant_faults(tables, 500, 11);
  ASSERT_EQ(planted.size(), 500u);
  std::set<std::string> families;
  for (const auto& each : planted) families.insert(each.code);
  EXPECT_GE(families.size(), 25u);
  EXPECT_EQ(fault_list(import_all(tables)), fault_list(planted));
}

TEST_P(PlantedFaults, ACleanTownGoesInWholeAndAgainChangesNothing) {
  const auto tables = sample_tables(600);
  EXPECT_EQ(fault_list(import_all(tables)), "");
  const auto changes = [&] {
    return db().read([](store::Transaction& tx) { return tx.scalar<int>("SELECT COUNT(*) FROM change"); });
  };
  const auto before = changes();
  outcomes_.clear();
  EXPECT_EQ(fault_list(import_all(tables)), "");
  EXPECT_EQ(outcomes_.size(), 1u) << "all the same";
  EXPECT_EQ(changes(), before);
}

}  // namespace planted_faults_test
}  // namespace weige::registry
