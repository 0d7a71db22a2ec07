// The index of people follows the register, on both engines: what is written by whatever way is found at
// once, and transactions that overlap are not lost (issue 3, Linkage: follower of the change feed).
#include <gtest/gtest.h>

#include <future>

#include "registry/feed_store.h"
#include "registry/people_index_actions.h"
#include "registry/people_index_store.h"
#include "registry/record_actions.h"
#include "registry/record_store.h"
#include "support/databases.h"
#include "support/rosters.h"

namespace weige::registry {
namespace people_index_test {

using testing_support::as_post;
using testing_support::common_name;
using testing_support::invented_id;
using testing_support::kTestNow;
using testing_support::SmallTown;

constexpr int kPeople = 300;

class FollowingIndex : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_ = testing_support::make_small_town(db());
    files_.emplace(db(), testing_support::Sender{town_.town_account, town_.town_post});
    testing_support::import_common_town(*files_, kPeople);
    follow();
  }
  void follow() { ASSERT_TRUE(follow_register(index_, db(), fixed_clock(kTestNow))); }
  std::int64_t best(const PersonLike& query) {
    const auto found = index_.match(std::vector{query}, {});
    return found.rows[0].empty() ? 0 : found.rows[0][0].person;
  }
  Record person(int number) {
    return db().read([&](store::Transaction& tx) {
      const auto actor = access::Actor::resume(tx, kTestNow, town_.town_account, town_.town_post,
                                               access::Purpose::data_quality);
      return find_records(tx, actor->scope(), RecordKind::person,
                          {"document_key", "resident_id:" + invented_id(number)})
          .at(0);
    });
  }
  Result<Record> set_phone(const Record& of, const char* phone) {
    return as_post(db(), town_.town_account, town_.town_post, [&](const WriteContext& context) {
      return edit_record(context, {.kind = RecordKind::person,
                                   .id = of.id,
                                   .version = of.version,
                                   .fields = {{"phone", std::string(phone)}}});
    });
  }

  SmallTown town_;
  std::optional<testing_support::ImportDesk> files_;
  PeopleIndex index_{2};
};
WEIGE_BOTH_ENGINES(FollowingIndex);

TEST_P(FollowingIndex, HoldsEverybodyOnce) {
  EXPECT_EQ(index_.size(), static_cast<std::size_t>(kPeople));
  follow();
  EXPECT_EQ(index_.size(), static_cast<std::size_t>(kPeople));
}

TEST_P(FollowingIndex, SeesAnEditAtOnce) {
  const auto before = person(40);
  ASSERT_TRUE(set_phone(before, "15912345678"));
  EXPECT_NE(best({.name = common_name(40), .phone = "15912345678"}), 0) << "by name";
  follow();
  EXPECT_EQ(best({.phone = "15912345678"}), before.id);
  EXPECT_EQ(index_.size(), static_cast<std::size_t>(kPeople));
}

// What an edit costs the follower must not grow with the history.
TEST_P(FollowingIndex, ReadsOnlyTheChangesThatAreNew) {
  if (GetParam() != store::Engine::sqlite) GTEST_SKIP() << "PostgreSQL plans by what it knows of the tables";
  std::string plan;
  db().read([&](store::Transaction& tx) {
    tx.each(
        "EXPLAIN QUERY PLAN " + std::string(kPersonsOfChanges),
        [&](const store::Row& row) { plan += std::string(row.text(3)) + "\n"; }, 1, 2, 3);
    return 0;
  });
  EXPECT_NE(plan.find("SEARCH c USING INTEGER PRIMARY KEY"), std::string::npos) << plan;
  EXPECT_EQ(plan.find("change_by_subject"), std::string::npos) << plan;
}

TEST_P(FollowingIndex, SeesWhoWasAddedAndAnotherHome) {
  files_->import("姓名,证件号码,现住地址,所属村居\n上官羽涵," + invented_id(901) +
                 ",崧泽大道1号101室,北居委会\n" + common_name(41) + "," + invented_id(41) +
                 ",崧泽大道1号102室,北居委会\n");
  follow();
  EXPECT_EQ(index_.size(), static_cast<std::size_t>(kPeople) + 1);
  EXPECT_EQ(best({.name = common_name(41), .address = "上海市青浦区徐泾镇崧泽大道1号102室"}), person(41).id);
  EXPECT_EQ(best({.name = "上官羽涵", .address = "上海市青浦区徐泾镇崧泽大道1号101室"}), person(901).id);
}

TEST_P(FollowingIndex, ManyWritersAtOnceLoseNothing) {
  std::vector<Record> people;
  for (int i = 50; i < 70; ++i) people.push_back(person(i));
  std::vector<std::future<bool>> writers;
  for (std::size_t w = 0; w < 4; ++w)
    writers.push_back(std::async(std::launch::async, [&, w] {
      bool good = true;
      for (std::size_t i = w; i < people.size(); i += 4)
        good = set_phone(people[i], ("158000000" + std::to_string(10 + i)).c_str()).ok() && good;
      return good;
    }));
  std::thread follower([&] {
    for (int i = 0; i < 20; ++i) (void)follow_register(index_, db(), fixed_clock(kTestNow));
  });
  for (auto& writer : writers) EXPECT_TRUE(writer.get());
  follower.join();
  follow();
  for (std::size_t i = 0; i < people.size(); ++i)
    EXPECT_EQ(best({.phone = "158000000" + std::to_string(10 + i)}), people[i].id) << i;
}

// While much goes on changing it is not all read again and again; when that has ended, it is.
TEST_P(FollowingIndex, WaitsForCalmBeforeItReadsEverything) {
  const auto much = [&] {
    ASSERT_TRUE(db().write([](store::Transaction& tx) -> Done {
      for (int i = 0; i < 5'001; ++i) insert_feed_entry(tx, 1, 1);
      return done();
    }));
  };
  const auto keep_following_once = [&] { ASSERT_TRUE(keep_following(index_, db(), fixed_clock(kTestNow))); };
  const auto changed = person(40);
  ASSERT_TRUE(set_phone(changed, "15912345678"));
  const auto before = index_.position();
  much();
  keep_following_once();
  EXPECT_EQ(index_.position(), before);
  much();
  keep_following_once();
  EXPECT_EQ(index_.position(), before) << "more has come";
  keep_following_once();
  EXPECT_NE(index_.position(), before);
  EXPECT_EQ(best({.phone = "15912345678"}), changed.id);
  EXPECT_EQ(index_.size(), static_cast<std::size_t>(kPeople));
}

TEST_P(FollowingIndex, WhoNeedsItNowWaitsForNobody) {
  ASSERT_TRUE(db().write([](store::Transaction& tx) -> Done {
    for (int i = 0; i < 5'001; ++i) insert_feed_entry(tx, 1, 1);
    return done();
  }));
  const auto before = index_.position();
  follow();
  EXPECT_NE(index_.position(), before);
}

class FeedOfChanges : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (!IsSkipped()) position_ = db().read([](store::Transaction& tx) { return feed_end(tx); });
  }
  std::future<void> write(std::int64_t change) {
    return std::async(std::launch::async, [this, change] {
      EXPECT_TRUE(db().write([&](store::Transaction& tx) -> Done {
        insert_feed_entry(tx, change, change);
        return done();
      }));
    });
  }
  // The changes since the last call.
  std::vector<std::int64_t> news() {
    return db().read([&](store::Transaction& tx) {
      std::vector<std::int64_t> out;
      for (const auto& entry : feed_after(tx, position_, 100)) out.push_back(entry.first_change);
      position_ = feed_end(tx);
      return out;
    });
  }
  FeedPosition position_;
};
WEIGE_BOTH_ENGINES(FeedOfChanges);

TEST_P(FeedOfChanges, GivesEachEntryOnce) {
  for (const std::int64_t change : {1, 2}) write(change).get();
  EXPECT_EQ(news(), (std::vector<std::int64_t>{1, 2}));
  write(3).get();
  EXPECT_EQ(news(), std::vector<std::int64_t>{3});
  EXPECT_TRUE(news().empty());
}

// Another database of the same server counts, too: its long transactions are nobody's business.
TEST_P(FeedOfChanges, TransactionThatLastsKeepsNothingBack) {
  if (GetParam() == store::Engine::sqlite) GTEST_SKIP() << "SQLite has one writer at a time";
  const auto held = db().write([&](store::Transaction& tx) -> Done {
    insert_feed_entry(tx, 1, 1);
    std::async(std::launch::async, [&] {
      write(2).get();
      EXPECT_EQ(news(), std::vector<std::int64_t>{2});
    }).get();
    return done();
  });
  EXPECT_TRUE(held);
  EXPECT_EQ(news(), std::vector<std::int64_t>{1});
}

}  // namespace people_index_test
}  // namespace weige::registry
