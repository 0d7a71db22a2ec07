// Reorganising committees on both engines: addresses go with all that is at them, at once or in steps; what
// the preview says moves; undone, everything is as it was (register operations, O2; boundaries 6: scope).
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "access/area_store.h"
#include "access/post_actions.h"
#include "jobs/job_runner.h"
#include "reference/slow_figures.h"
#include "registry/operation_job_actions.h"
#include "registry/record_actions.h"
#include "registry/record_store.h"
#include "registry/reorganise_actions.h"
#include "registry/undo_actions.h"
#include "support/databases.h"
#include "support/random_register.h"

namespace weige::registry {
namespace reorganise_test {

using testing_support::as_post;
using testing_support::kTestNow;
using testing_support::RandomRegister;
using testing_support::SmallTown;

template <class T>
T must(Result<T> result) {
  if (!result)
    throw std::runtime_error(title(result.problem(), Language::en) + " at " + result.problem().place);
  return std::move(result).value();
}

class Reorganise : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_ = testing_support::make_small_town(db());
    RandomRegister life(db(), town_, 5);
    for (int i = 0; i < 120; ++i) life.step_forward();
    now_ = life.now();
  }

  template <class F>
  auto as_town(F&& f) {
    now_ += std::chrono::minutes(1);
    return as_post(db(), town_.town_account, town_.town_post, std::forward<F>(f), now_);
  }

  // A committee that is to end has nobody in office any more.
  void end_office_of_north() {
    (void)must(db().write([&](store::Transaction& tx) -> Result<access::Post> {
      const auto system = access::Actor::system(tx, now_, access::SystemReason::maintenance);
      return access::end_post(tx, now_, system, town_.north_officer);
    }));
  }

  Reorganisation everything() const {
    return {.from_area_id = town_.north.value, .to_area_id = town_.south.value, .reason = "两居合并"};
  }

  std::map<RecordKind, int> preview(const Reorganisation& wanted) {
    return must(as_town([&](const WriteContext& context) { return preview_reorganisation(context, wanted); }))
        .affected;
  }

  // Records of the area, by kind; what never was is not counted.
  std::map<RecordKind, int> held_by(access::AreaId area) {
    return db().read([&](store::Transaction& tx) {
      std::map<RecordKind, int> out;
      for (const auto kind : kRecordKinds)
        out[kind] = tx.scalar<int>(
            "SELECT count(*) FROM " + std::string(code(kind)) + " WHERE area_id = $1 AND state <> 'undone'",
            area);
      return out;
    });
  }

  bool is_current(access::AreaId area) {
    return db().read([&](store::Transaction& tx) {
      return access::find_area(tx, area)->state == access::AreaState::current;
    });
  }

  void expect_figures_right() {
    db().read([&](store::Transaction& tx) {
      Figures kept;
      tx.each("SELECT area_id, figure, part, amount FROM register_figure", [&](const store::Row& row) {
        add(kept, {row.int64(0), figure_of(row.text(1)).value(), row.get<std::string>(2)}, row.int64(3));
      });
      EXPECT_EQ(kept, reference::SlowFigures(tx).figures());
    });
  }

  SmallTown town_;
  Instant now_{};
};

TEST_P(Reorganise, MovesAllOfACommitteeWhichEnds) {
  end_office_of_north();
  const auto north = held_by(town_.north), south = held_by(town_.south);
  EXPECT_EQ(preview(everything()), north);
  const auto done = std::get<Reorganised>(
      must(as_town([&](const WriteContext& context) { return reorganise_areas(context, everything()); })));
  auto moved = done.affected;
  for (const auto kind : kRecordKinds) moved.try_emplace(kind, 0);
  EXPECT_EQ(moved, north);
  for (const auto& [kind, count] : held_by(town_.north)) EXPECT_EQ(count, 0) << code(kind);
  EXPECT_FALSE(is_current(town_.north));
  expect_figures_right();

  (void)must(
      as_town([&](const WriteContext& context) { return undo_operation(context, *done.operation, "改错"); }));
  EXPECT_EQ(held_by(town_.north), north);
  EXPECT_EQ(held_by(town_.south), south);
  EXPECT_TRUE(is_current(town_.north)) << "a committee that ended is current again";
  expect_figures_right();
}

TEST_P(Reorganise, MovesSubtreesAndLeavesTheRest) {
  const auto lane = db().read([&](store::Transaction& tx) {
    return tx.scalar<std::int64_t>(
        "SELECT t.id FROM address t WHERE t.area_id = $1 AND t.level = 'lane' AND t.state = 'current' ORDER "
        "BY"
        " (SELECT count(*) FROM address c WHERE c.parent_id = t.id) DESC, t.id LIMIT 1",
        town_.north);
  });
  auto wanted = everything();
  wanted.address_ids = {{lane}};
  const auto expected = preview(wanted);
  const auto done = std::get<Reorganised>(
      must(as_town([&](const WriteContext& context) { return reorganise_areas(context, wanted); })));
  auto moved = done.affected;
  for (const auto& [kind, count] : expected) moved.try_emplace(kind, 0);
  EXPECT_EQ(moved, expected);
  EXPECT_TRUE(is_current(town_.north));
  expect_figures_right();
  db().read([&](store::Transaction& tx) {
    EXPECT_EQ(
        tx.scalar<int>("SELECT count(*) FROM address WHERE level = 'road' AND area_id <> $1", access::kTown),
        0)
        << "roads stay with the town";
    EXPECT_EQ(tx.scalar<int>("SELECT count(*) FROM residence r JOIN premises p ON p.id = r.premises_id"
                             " WHERE r.area_id <> p.area_id AND r.state <> 'undone'"),
              0);
  });
}

TEST_P(Reorganise, GoesOnInStepsAsAJobAndIsUndoneByOne) {
  end_office_of_north();
  const auto north = held_by(town_.north);
  const auto operations = [this] {
    return db().read([](store::Transaction& tx) {
      return tx.scalar<int>("SELECT count(*) FROM operation WHERE kind = 'reorganise'");
    });
  };
  const int before = operations();
  const auto submit = [&](std::string_view kind, const boost::json::object& input) {
    (void)must(as_town([&](const WriteContext& context) -> Result<int> {
      submit_operation_job(context, kind, input);
      return 0;
    }));
  };
  jobs::JobRunner runner(db(), [this] { return now_; }, {.instance = "test"});
  runner.handle(std::string(kReorganiseJob),
                [this](jobs::JobContext& job) { return run_reorganisation(job, [this] { return now_; }); });
  runner.handle(std::string(kUndoJob),
                [this](jobs::JobContext& job) { return run_undo(job, [this] { return now_; }); });
  submit(kReorganiseJob, {{"from", town_.north.value}, {"to", town_.south.value}, {"reason", "两居合并"}});
  ASSERT_TRUE(runner.run_one());
  EXPECT_FALSE(is_current(town_.north));
  const auto operation = db().read([](store::Transaction& tx) {
    EXPECT_EQ(tx.scalar<int>("SELECT count(*) FROM job WHERE state = 'done'"), 1);
    return tx.scalar<std::int64_t>("SELECT max(id) FROM operation WHERE kind = 'reorganise'");
  });
  EXPECT_EQ(operations(), before + 1) << "however many steps, it is one operation";
  submit(kUndoJob, {{"operation", operation}, {"reason", "改错"}});
  ASSERT_TRUE(runner.run_one());
  EXPECT_EQ(held_by(town_.north), north);
  EXPECT_TRUE(is_current(town_.north));
  expect_figures_right();
}

TEST_P(Reorganise, RefusesWhatCannotBe) {
  const auto refused = [&](const Reorganisation& wanted) {
    const auto answer =
        as_town([&](const WriteContext& context) { return reorganise_areas(context, wanted); });
    return answer.ok()
               ? std::string("done")
               : std::string(catalogue_entry(answer.problem().code).code) + " " + answer.problem().place;
  };
  EXPECT_EQ(refused(everything()), "area-in-use from_area_id") << "its officers are still in office";
  auto wanted = everything();
  wanted.to_area_id = wanted.from_area_id;
  EXPECT_EQ(refused(wanted), "same-record to_area_id");
  wanted = everything();
  wanted.to_area_id = access::kTown.value;
  EXPECT_EQ(refused(wanted), "bad-choice to_area_id");
  wanted = everything();
  wanted.address_ids = {{999'999'999}};
  EXPECT_EQ(refused(wanted), "not-found address_ids");
  wanted.reason.clear();
  EXPECT_EQ(refused(wanted), "missing-field reason");
  const auto officer =
      as_post(db(), town_.south_account, town_.south_officer,
              [&](const WriteContext& context) { return reorganise_areas(context, everything()); });
  EXPECT_EQ(officer.problem().code, ProblemCode::forbidden);
}

WEIGE_BOTH_ENGINES(Reorganise);

}  // namespace reorganise_test

}  // namespace weige::registry
