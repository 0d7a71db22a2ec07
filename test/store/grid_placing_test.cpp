// A version of a town with many addresses takes effect by a job (decision 18): it goes on where it was
// killed, follows what changes meanwhile, and leaves the draft when it is cancelled or refused.
#include <gtest/gtest.h>

#include "access/post_actions.h"
#include "grids/grid_events.h"
#include "grids/layer_placing_actions.h"
#include "grids/placement_actions.h"
#include "grids/placement_writer.h"
#include "jobs/job_actions.h"
#include "jobs/job_runner.h"
#include "support/databases.h"
#include "support/grid_layers.h"

namespace weige::grids {
namespace grid_placing_test {

using namespace std::chrono_literals;
using store::Transaction;
using testing_support::kTestNow;
using testing_support::middle_of_square;
using testing_support::squares;

class GridPlacing : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_ = testing_support::make_small_town(db());
    desk_.emplace(db(), town_);
    desk_->add_many(2600);  // fifty-two lanes and one: several steps
  }
  // As a process that is killed in the transaction after so many steps; -1: in none.
  void run(int killed_after = -1) {
    now_ += 61s;  // whoever ran before has lost its lease
    jobs::JobRunner runner(db(), [this] { return now_; }, {.instance = "run" + std::to_string(++runs_)});
    runner.handle(std::string(kPlacingJob), [&, steps = 0](jobs::JobContext& job) mutable {
      const Clock clock = [&] {
        if (steps++ == killed_after) throw store::DatabaseError(store::Failure::unavailable, "killed");
        return now_;
      };
      return run_placing(job, clock);
    });
    EXPECT_TRUE(runner.run_one());
  }
  VersionView view(const GridVersion& version) {
    return desk_->act([&](const GridContext& context) { return read_version(context, version.id); }).value();
  }
  jobs::Job job(jobs::JobId id) {
    return db().read([&](Transaction& tx) { return jobs::get_job(tx, id); }).value();
  }
  Done cancel(jobs::JobId id) {
    return db().write([&](Transaction& tx) { return jobs::cancel_job(tx, id, now_); });
  }
  std::size_t kept(const GridVersion& version) {
    return db().read([&](Transaction& tx) { return all_placed(tx, version.id).size(); });
  }
  void expect_kept_is_true(const GridVersion& version) {
    db().read([&](Transaction& tx) {
      const auto index = LayerIndex::of(members_of(tx, version.id, Shapes::with)).value();
      EXPECT_EQ(all_placed(tx, version.id), placed_anew(tx, version.layer, index));
    });
  }
  Result<std::variant<GridVersion, jobs::JobId>> publish(const GridVersion& draft, Day from) {
    return desk_->work([&](const GridWork& work) {
      return publish_version(work,
                             {.at = {draft.id, draft.version}, .effective_from = from, .most_at_once = 0});
    });
  }
  ProblemCode edited(const GridVersion& version, std::int64_t at) {
    const auto draft = desk_->act([&](const GridContext& context) {
      return draft_to_change(context, {version.id, at});
    });
    return draft ? ProblemCode::internal : draft.problem().code;
  }

  testing_support::SmallTown town_;
  std::optional<testing_support::GridDesk> desk_;
  Instant now_ = kTestNow;
  int runs_ = 0;
};
WEIGE_BOTH_ENGINES(GridPlacing);

TEST_P(GridPlacing, AJobPlacesWhatOneCannotWaitFor) {
  const auto draft = desk_->take(squares({}));
  const auto id = desk_->submit(draft, desk_->today());
  const auto waiting = view(draft);
  ASSERT_TRUE(waiting.placing);
  EXPECT_EQ(waiting.placing->job, id);
  EXPECT_EQ(waiting.placing->placed, 0);
  EXPECT_EQ(waiting.placing->addresses, 2602) << "those of the lane that was added by hand among them";
  EXPECT_EQ(edited(draft, waiting.version.version), ProblemCode::layer_placing);
  EXPECT_EQ(std::get<jobs::JobId>(publish(draft, desk_->today()).value()), id) << "sent twice";
  run();
  EXPECT_EQ(job(id).state, jobs::JobState::done);
  EXPECT_EQ(job(id).progress, (jobs::Progress{"placing", 2602, 2602}));
  const auto done = view(draft);
  EXPECT_TRUE(done.in_force);
  EXPECT_FALSE(done.placing);
  expect_kept_is_true(draft);
  EXPECT_EQ(std::get<GridVersion>(publish(draft, desk_->today()).value()).id, draft.id)
      << "its answer was lost";
}

TEST_P(GridPlacing, FewAddressesArePlacedAtOnce) {
  const auto draft = desk_->take(squares({}));
  EXPECT_EQ(desk_->publish(draft, desk_->today()).state, VersionState::published);
  expect_kept_is_true(draft);
}

TEST_P(GridPlacing, GoesOnWhereItWasKilledAndFollowsWhatChanged) {
  const auto draft = desk_->take(squares({}));
  const auto id = desk_->submit(draft, desk_->today());
  run(2);
  const auto first = job(id);
  EXPECT_EQ(first.state, jobs::JobState::running);
  EXPECT_EQ(first.progress.done, 802);
  EXPECT_EQ(kept(draft), 802u);
  EXPECT_EQ(view(draft).placing->placed, 802);
  desk_->move_point(10000001, middle_of_square(2));  // is placed already
  desk_->move_point(10002501, middle_of_square(1));  // is to be placed
  const auto fresh = desk_->add_address("明珠路1弄2号", 2);
  run(1);
  EXPECT_EQ(job(id).progress.done, 1202);
  run();
  EXPECT_EQ(job(id).state, jobs::JobState::done);
  EXPECT_TRUE(view(draft).in_force);
  expect_kept_is_true(draft);
  db().read([&](Transaction& tx) { EXPECT_TRUE(placed_among(tx, draft.id, {{fresh}}).contains(fresh)); });
}

TEST_P(GridPlacing, ADayThatPassedMeanwhileBecomesToday) {
  desk_->publish(desk_->take(squares({})), desk_->today());
  const auto first = desk_->take(squares({.shift = 0.0004}));
  desk_->submit(first, desk_->today());
  now_ += std::chrono::hours{72};
  run();
  desk_->set_now(now_);
  EXPECT_EQ(view(first).version.effective_from, desk_->today());
  EXPECT_TRUE(view(first).in_force);
}

TEST_P(GridPlacing, OneThatDiedWhenAllWasDoneIsDone) {
  const auto draft = desk_->take(squares({}));
  const auto id = desk_->submit(draft, desk_->today());
  run();
  (void)db().write([&](Transaction& tx) -> Result<int> {
    tx.exec("UPDATE job SET state = 'running', owner = 'dead', lease_until = $1 WHERE id = $2", now_, id);
    return 0;
  });
  run();
  EXPECT_EQ(job(id).state, jobs::JobState::done);
  EXPECT_EQ(view(draft).version.version, draft.version + 2) << "published once";
}

TEST_P(GridPlacing, CancelledItIsTheDraftAgain) {
  const auto draft = desk_->take(squares({}));
  const auto id = desk_->submit(draft, desk_->today());
  run(2);
  ASSERT_GT(kept(draft), 0u);
  ASSERT_TRUE(cancel(id));
  run();
  EXPECT_EQ(job(id).state, jobs::JobState::cancelled);
  EXPECT_EQ(kept(draft), 0u);
  const auto after = view(draft);
  EXPECT_EQ(after.version.state, VersionState::draft);
  EXPECT_FALSE(after.placing);
  EXPECT_EQ(edited(draft, after.version.version), ProblemCode::internal) << "may be changed";
  EXPECT_EQ(publish(draft, desk_->today()).problem().code, ProblemCode::version_conflict)
      << "an old page asks for what was cancelled";
  ASSERT_NE(desk_->submit(after.version, desk_->today()), id);
  run();
  EXPECT_TRUE(view(draft).in_force);
  expect_kept_is_true(draft);
}

TEST_P(GridPlacing, CancelledBeforeItBeganItIsTheDraftAgain) {
  const auto draft = desk_->take(squares({}));
  const auto id = desk_->submit(draft, desk_->today());
  desk_->add_address("明珠路1弄2号", 2);  // followed already
  ASSERT_GT(kept(draft), 0u);
  ASSERT_TRUE(cancel(id));
  run();
  EXPECT_EQ(job(id).state, jobs::JobState::cancelled);
  EXPECT_EQ(kept(draft), 0u);
  EXPECT_EQ(view(draft).version.state, VersionState::draft);
}

TEST_P(GridPlacing, RefusedItIsTheDraftAgain) {
  const auto draft = desk_->take(squares({}));
  const auto id = desk_->submit(draft, desk_->today());
  run(2);
  ASSERT_TRUE(db().write([&](Transaction& tx) {
    const auto system = access::Actor::system(tx, now_, access::SystemReason::maintenance);
    return access::end_post(tx, now_, system, town_.town_post);
  }));
  run();
  EXPECT_EQ(job(id).state, jobs::JobState::failed);
  EXPECT_EQ(job(id).failure->code, ProblemCode::forbidden) << "whoever submitted it no longer holds the post";
  EXPECT_EQ(kept(draft), 0u);
  db().read([&](Transaction& tx) {
    EXPECT_EQ(tx.scalar<std::string>("SELECT state FROM grid_version WHERE id = $1", draft.id), "draft");
  });
}

TEST_P(GridPlacing, ThrownAwayItIsNotWhileAJobIsAtIt) {
  const auto draft = desk_->take(squares({}));
  const auto id = desk_->submit(draft, desk_->today());
  const auto discard = [&] {
    const auto at = view(draft).version.version;
    return desk_->act([&](const GridContext& context) { return discard_draft(context, {draft.id, at}); });
  };
  EXPECT_EQ(discard().problem().code, ProblemCode::layer_placing);
  (void)db().write([&](Transaction& tx) -> Result<int> {
    tx.exec("UPDATE job SET state = 'failed' WHERE id = $1", id);  // without its handler: it gave up
    return 0;
  });
  EXPECT_FALSE(view(draft).placing) << "a draft, as after any publication that broke off";
  EXPECT_TRUE(discard());
}

TEST_P(GridPlacing, IsForThoseWhoMay) {
  const auto draft = desk_->take(squares({}));
  const auto officer = db().read([&](Transaction& tx) {
    return access::Actor::resume(tx, kTestNow, town_.north_account, town_.north_officer, std::nullopt);
  });
  const GridWork work{db(), officer.value(), kTestNow};
  const Publication wanted{
      .at = {draft.id, draft.version}, .effective_from = desk_->today(), .most_at_once = 0};
  EXPECT_EQ(publish_version(work, wanted).problem().code, ProblemCode::forbidden);
  const auto id = desk_->submit(draft, desk_->today());
  const auto seen = db().read([&](Transaction& tx) { return read_version(work.in(tx), draft.id); }).value();
  ASSERT_TRUE(seen.placing) << "who may look sees how far it is";
  EXPECT_FALSE(seen.placing->job) << "the job is another's";
  EXPECT_FALSE(is_finished(job(id).state));
}

}  // namespace grid_placing_test
}  // namespace weige::grids
