// weige erase, weige retention: what they do and tell.
#include "cli/retention_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "access/key_store.h"
#include "support/access_town.h"
#include "support/databases.h"
#include "support/erasures.h"
#include "support/random_folder.h"
#include "support/rosters.h"
#include "town/erasure_actions.h"

namespace weige::cli {
namespace retention_command_test {

using std::chrono::days;
using store::Transaction;
using testing::EndsWith;
using testing::HasSubstr;
using testing_support::count_rows;
using testing_support::kTestNow;

class RetentionCommand : public testing::Test {
 protected:
  void SetUp() override {
    town = testing_support::make_small_town(scratch.db());
    testing_support::ImportDesk files(scratch.db(), {town.town_account, town.town_post});
    testing_support::import_common_town(files, 60);
    parts = {.clock = [this] { return now; },
             .journal = std::make_shared<town::ErasureJournal>(folder.path() / "town.erasures",
                                                               town::journal_seal(scratch.db()))};
    actor.emplace(scratch.db().read([&](Transaction& tx) {
      return access::Actor::resume(tx, now, town.town_account, town.town_post, std::nullopt).value();
    }));
  }
  RetentionDesk desk() {
    out.str("");
    return {scratch.db(), *actor, parts, out};
  }
  std::int64_t anybody() {
    return scratch.db().read(
        [](Transaction& tx) { return tx.scalar<std::int64_t>("SELECT MIN(id) FROM person"); });
  }

  Instant now = kTestNow;
  test::RandomFolder folder;
  testing_support::ScratchDatabase scratch{store::Engine::sqlite};
  testing_support::SmallTown town;
  town::RetentionParts parts;
  std::optional<access::Actor> actor;
  std::ostringstream out;
};

TEST_F(RetentionCommand, ErasesOnePersonDownToTheBytes) {
  const auto person = anybody();
  const auto living = erase_one(desk(), person, registry::ErasureReason::unlawful);
  ASSERT_FALSE(living);
  EXPECT_EQ(living.problem().code, ProblemCode::still_registered);
  testing_support::move_out(scratch.db(), town, person, now);
  ASSERT_TRUE(erase_one(desk(), person, registry::ErasureReason::resident_request));
  EXPECT_THAT(out.str(), HasSubstr("\tsingle\t-\t"));
  EXPECT_THAT(out.str(), EndsWith("\tclean\trecord.cancelled=1\n"));
  EXPECT_EQ(count_rows(scratch.db(), "person"), 59);
  EXPECT_EQ(parts.journal->read().value().size(), 1u);
}

TEST_F(RetentionCommand, RunsTheNightAtOnceAndReports) {
  testing_support::move_out(scratch.db(), town, anybody(), now);
  now += days{366};
  std::ostringstream progress;
  ASSERT_TRUE(run_retention_now(desk(), progress));
  EXPECT_THAT(out.str(), HasSubstr("\tcommand\t-\t"));
  EXPECT_THAT(out.str(), HasSubstr("\tclean\t"));
  EXPECT_THAT(out.str(), HasSubstr("\trecord.cancelled=1"));
  testing_support::run_night(scratch.db(), parts);
  ASSERT_TRUE(report_retention(desk(), 10));
  EXPECT_EQ(std::ranges::count(out.str(), '\n'), 2);
  EXPECT_THAT(out.str(), HasSubstr("\tnight\t2027-11-24\t"));
  ASSERT_TRUE(report_retention(desk(), 1));
  EXPECT_EQ(std::ranges::count(out.str(), '\n'), 1);
}

// As when the program was killed in between: the job is there, and nobody runs it.
TEST_F(RetentionCommand, GoesOnWithARunThatHasNotEnded) {
  const auto submit = [&] {
    return scratch.db()
        .write([&](Transaction& tx) { return town::submit_retention(tx, now, *actor); })
        .value();
  };
  const auto begun = submit();
  EXPECT_EQ(submit(), begun);
  std::ostringstream progress;
  ASSERT_TRUE(run_retention_now(desk(), progress));
  EXPECT_EQ(count_rows(scratch.db(), "retention_run", "kind = 'command'"), 1);
  EXPECT_EQ(count_rows(scratch.db(), "retention_run", "finished_at IS NULL"), 0);
  EXPECT_THAT(out.str(), EndsWith("\tnothing\n")) << "nobody was erased, so no bytes wait";
  EXPECT_NE(submit(), begun) << "what has ended is begun anew";
}

TEST_F(RetentionCommand, IsForTheOffice) {
  const auto auditor = testing_support::AccessTown(scratch.db()).actor(access::Role::auditor);
  std::ostringstream progress;
  const RetentionDesk theirs{scratch.db(), auditor, parts, out};
  EXPECT_EQ(erase_one(theirs, anybody(), registry::ErasureReason::unlawful).problem().code,
            ProblemCode::forbidden);
  EXPECT_EQ(run_retention_now(theirs, progress).problem().code, ProblemCode::forbidden);
  EXPECT_EQ(report_retention(theirs, 1).problem().code, ProblemCode::forbidden);
}

}  // namespace retention_command_test
}  // namespace weige::cli
