// Shows 1 of rosters: a long and messy list applied whole and taken back, on both engines; afterwards the
// register is what it was, to the field and to who confirmed it.
#include <gtest/gtest.h>

#include "jobs/job_runner.h"
#include "registry/undo_actions.h"
#include "support/current_state.h"
#include "support/databases.h"
#include "support/rosters.h"
#include "support/sample_town.h"

namespace weige {
namespace roster_undo_test {

using intake::FindingKind;
using store::Row;
using store::Transaction;
using testing_support::as_post;
using testing_support::difference;
using testing_support::kTestNow;
using testing_support::live_records;

// Half as many rows as residents: 1,000 in ./dev test; `./dev check round-trip` asks for 10,000.
int residents() {
  const char* wanted = std::getenv("WEIGE_ROUND_TRIP_RESIDENTS");
  return wanted ? std::atoi(wanted) : 2000;
}

struct Resident {
  std::string name, number, phone, address;
};

class RosterUndo : public testing_support::BothEngines {
 protected:
  // Of the population office, which may decide about the whole town.
  testing_support::Sender office() {
    return db().read([](Transaction& tx) {
      return *tx.first(
          "SELECT h.account_id, p.id FROM post p JOIN post_holding h ON h.post_id = p.id WHERE p.role = "
          "'population_office'",
          [](const Row& row) {
            return testing_support::Sender{row.get<access::AccountId>(0), row.get<access::PostId>(1)};
          });
    });
  }

  std::vector<Resident> people(int most) {
    std::vector<Resident> out;
    db().read([&](Transaction& tx) {
      tx.each(
          "SELECT p.name, '<:person:document_number:' || p.id || ':>', '<:person:phone:' || p.id || ':>', "
          "a.canonical FROM person p JOIN residence r ON "
          "r.main_key = "
          "p.id JOIN premises m ON m.id = r.premises_id JOIN address a ON a.id = m.address_id WHERE p.state "
          "= "
          "'current' AND p.document_type = 'resident_id' AND p.phone_sealed IS NOT NULL ORDER BY p.id",
          [&](const Row& row) {
            if (static_cast<int>(out.size()) < most)
              out.push_back({row.get<std::string>(0), testing_support::opened(tx, row.get<std::string>(1)),
                             testing_support::opened(tx, row.get<std::string>(2)), row.get<std::string>(3)});
          });
    });
    return out;
  }

  // Most as they are; every tenth has another phone, another home, an occupation more, or is nobody known.
  std::string list_of(const std::vector<Resident>& people) {
    std::string out = "姓名,证件号码,联系电话,现住地址,民族\n";
    int at = 0;
    for (auto [name, number, phone, address] : people) {
      switch (at % 10) {
        case 0:
          phone = testing_support::common_phone(at);
          break;
        case 1:
          address = people[(at + 40) % people.size()].address;
          break;
        case 2:
          number = testing_support::invented_id(at);
          name = "上官" + name.substr(0, 3);
          break;
        default:
          break;
      }
      out += name + ',' + number + ',' + phone + ',' + address + (at % 3 == 0 ? ",汉\n" : ",\n");
      ++at;
    }
    return out;
  }

  void undo(const testing_support::Sender& sender, registry::OperationId operation) {
    const auto begun = as_post(db(), sender.account, sender.post, [&](const auto& context) {
      return registry::take_back_operation(context, operation, "名单有误");
    });
    ASSERT_TRUE(begun) << title(begun.problem(), Language::en);
    jobs::JobRunner runner(db(), fixed_clock(kTestNow), {.instance = "test"});
    runner.handle(std::string(registry::kUndoJob), [](jobs::JobContext& context) {
      return registry::run_undo(context, fixed_clock(kTestNow));
    });
    while (runner.run_one()) {
    }
  }
};
WEIGE_BOTH_ENGINES(RosterUndo);

TEST_P(RosterUndo, AnAppliedListTakenBackLeavesTheRegisterAsItWas) {
  testing_support::make_test_sample_town(db(), residents());
  const auto sender = office();
  testing_support::RosterDesk desk(db(), sender);
  const auto rows = people(residents() / 2);
  ASSERT_GT(rows.size(), static_cast<std::size_t>(residents()) / 3);
  const auto before = live_records(db());
  const auto roster = desk.hand_in(list_of(rows));
  int outcomes = 0;
  for (const auto& [_, count] : roster.outcomes) outcomes += count;
  EXPECT_EQ(outcomes, static_cast<int>(rows.size())) << "one outcome a row";
  EXPECT_EQ(difference(before, live_records(db())), "") << "a list alone changes nothing";
  desk.apply(roster,
             {FindingKind::fills_gap, FindingKind::changed, FindingKind::new_person, FindingKind::moved_in,
              FindingKind::moved_within},
             true);
  const auto applied = desk.look(roster.id);
  ASSERT_TRUE(applied.operation);
  EXPECT_NE(difference(before, live_records(db())), "");
  undo(sender, *applied.operation);
  EXPECT_EQ(difference(before, live_records(db())), "");
}

}  // namespace roster_undo_test
}  // namespace weige
