// Search terms of records that were added in bulk (decision 12), on both engines: afterwards the register is
// as if each had been indexed at once, whatever happens in between.
#include <gtest/gtest.h>

#include <set>

#include "registry/record_actions.h"
#include "registry/record_store.h"
#include "registry/register_writer.h"
#include "registry/search_index_actions.h"
#include "registry/search_terms.h"
#include "registry/undo_actions.h"
#include "support/databases.h"
#include "support/town.h"

namespace weige::registry {
namespace search_index_test {

using store::Transaction;
using testing_support::as_post;
using testing_support::kTestNow;

constexpr int kPeople = 40;

class SearchIndex : public testing_support::BothEngines {
 protected:
  template <class F>
  auto as_north(F&& f) {
    return as_post(db(), town_.north_account, town_.north_officer, std::forward<F>(f), kTestNow);
  }

  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_ = testing_support::make_small_town(db());
    const auto added = as_north([&](WriteContext context) -> Result<OperationId> {
      context.indexing = Indexing::later;
      RegisterWriter writer(context, {.kind = OperationKind::import}, {.source = "test"});
      for (int i = 0; i < kPeople; ++i) {
        Record person(RecordKind::person);
        person.set_number("area_id", context.actor.area().value);
        person["state"] = "current";
        person["name"] = i % 2 ? "王小明" : "欧阳修" + std::string(i % 4 ? "竹" : "");
        WEIGE_CHECK(writer.add(person, context.today()));
        ids_.push_back(person.id);
      }
      return writer.finish(access::AuditAction{"test"});
    });
    ASSERT_TRUE(added);
    operation_ = *added;
  }

  void rename(std::int64_t id, const char* name) {
    ASSERT_TRUE(as_north([&](const WriteContext& context) -> Done {
      const auto before = find_record(context.tx, context.actor.scope(), RecordKind::person, id);
      auto after = *before;
      after["name"] = name;
      RegisterWriter writer(context, {}, {.source = "test"});
      WEIGE_CHECK(writer.change(*before, after, context.today()));
      writer.finish(access::AuditAction{"test"});
      return done();
    }));
  }

  using Terms = std::set<std::pair<std::string, std::int64_t>>;
  // What is kept, and what the people as they are now would have.
  std::pair<Terms, Terms> kept_and_due() {
    return db().read([&](Transaction& tx) {
      std::pair<Terms, Terms> out;
      tx.each("SELECT term, subject_id FROM search_term WHERE subject_kind = 'person'",
              [&](const store::Row& row) { out.first.emplace(row.text(0), row.int64(1)); });
      const auto officer = access::Actor::resume(tx, kTestNow, town_.north_account, town_.north_officer,
                                                 access::Purpose::data_quality);
      for (const auto id : ids_)
        for (const auto& term : search_terms(*find_record(tx, officer->scope(), RecordKind::person, id)))
          out.second.emplace(term, id);
      return out;
    });
  }
  int waiting() {
    return db().read([](Transaction& tx) { return tx.scalar<int>("SELECT count(*) FROM unindexed_record"); });
  }
  void expect_indexed() {
    const auto [kept, due] = kept_and_due();
    EXPECT_EQ(kept, due);
    EXPECT_EQ(waiting(), 0);
  }

  testing_support::SmallTown town_;
  std::vector<std::int64_t> ids_;
  OperationId operation_;
};

TEST_P(SearchIndex, PutsTheTermsInWhenItIsCalled) {
  EXPECT_EQ(waiting(), kPeople);
  EXPECT_TRUE(kept_and_due().first.empty());
  ASSERT_TRUE(index_waiting(db()));
  expect_indexed();
  rename(ids_[0], "司马光");
  expect_indexed();
}

TEST_P(SearchIndex, SeesWhatWasChangedWhileItWaited) {
  rename(ids_[0], "司马光");
  rename(ids_[1], "李白");
  rename(ids_[1], "杜甫");
  EXPECT_TRUE(kept_and_due().first.empty());
  ASSERT_TRUE(index_waiting(db()));
  expect_indexed();
}

TEST_P(SearchIndex, SeesWhatIsChangedBetweenItsSteps) {
  int steps = 0;
  const auto indexed =
      index_waiting(db(), {.may_go_on = [&] {
                      if (++steps == 2) {  // the terms are written; the records not yet looked at
                        EXPECT_EQ(kept_and_due().first, kept_and_due().second);
                        rename(ids_[0], "司马光");
                        rename(ids_[1], "王小光");
                      }
                      return done();
                    }});
  ASSERT_TRUE(indexed);
  EXPECT_EQ(steps, 2);
  expect_indexed();
}

TEST_P(SearchIndex, GoesOnAfterAnInterruption) {
  int steps = 0;
  const auto stopped = index_waiting(
      db(), {.may_go_on = [&] { return ++steps == 2 ? Done(problem(ProblemCode::job_stopping)) : done(); }});
  EXPECT_EQ(stopped.problem().code, ProblemCode::job_stopping);
  EXPECT_EQ(waiting(), kPeople);
  rename(ids_[2], "李白");  // its terms are there, and left to the next time
  ASSERT_TRUE(index_waiting(db()));
  EXPECT_EQ(waiting(), 0);
  // A renamed record whose former terms were written by the interrupted run keeps none of them.
  const auto [kept, due] = kept_and_due();
  EXPECT_EQ(kept, due);
}

TEST_P(SearchIndex, LeavesNothingOfWhatIsTakenBack) {
  ASSERT_TRUE(as_north(
      [&](const WriteContext& context) { return undo_operation(context, {operation_.value}, "test"); }));
  ASSERT_TRUE(index_waiting(db()));
  EXPECT_TRUE(kept_and_due().first.empty());
  EXPECT_EQ(waiting(), 0);
}

WEIGE_BOTH_ENGINES(SearchIndex);

}  // namespace search_index_test
}  // namespace weige::registry
