// Exports in bulk on both engines: they wait, begin by themselves, and look again before the first page.
#include <gtest/gtest.h>

#include "access/approval_actions.h"
#include "access/approval_decision_actions.h"
#include "access/post_actions.h"
#include "jobs/job_actions.h"
#include "jobs/job_runner.h"
#include "registry/export_approval_actions.h"
#include "registry/export_job_actions.h"
#include "support/access_town.h"
#include "support/databases.h"

namespace weige::registry {
namespace access_approval_exports_test {

using access::Actor;
using access::Approval;
using access::ApprovalState;
using access::Role;
using store::Transaction;
using testing_support::AccessTown;
using testing_support::kTestNow;

// Every export is one in bulk, the empty one too.
constexpr access::ApprovalRules kAlways{.bulk_export_people = -1};
constexpr ExportRequest kResidents{{TownFile::residents, ExportFormat::csv, Numbers::masked}};

class AccessApprovalExports : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_.emplace(db());
    follow_approvals(events_);
    asker_ = town_->actor(Role::population_office).with_purpose(access::Purpose::data_quality);
    second_ = town_->actor(Role::population_office);
  }
  Result<ExportStart> start(const Actor& actor, const access::ApprovalRules& rules = kAlways,
                            const std::string& reason = "年底核对") {
    return db().write([&](Transaction& tx) {
      return start_export(tx, kTestNow, actor, {.request = kResidents, .reason = reason, .rules = rules});
    });
  }
  Result<access::Approved> yes(const Approval& approval) {
    return db().write([&](Transaction& tx) {
      return access::approve(tx, kTestNow, *second_,
                             {.id = approval.id, .digest = approval.digest, .events = events_});
    });
  }
  jobs::Job run(std::int64_t id) {
    const Clock clock = fixed_clock(kTestNow);
    jobs::JobRunner runner(db(), clock, {.instance = "run"});
    runner.handle(std::string(kExportJob), [&](jobs::JobContext& context) {
      return run_export_job(context, {.clock = clock, .approvals = kAlways});
    });
    while (runner.run_one()) {
    }
    return db().read([&](Transaction& tx) { return jobs::get_job(tx, jobs::JobId{id}); }).value();
  }
  void end(const Actor& who) {
    const auto system = town_->system();
    (void)db()
        .write([&](Transaction& tx) { return access::end_post(tx, kTestNow, system, who.post()); })
        .value();
  }
  Approval now(const Approval& approval) {
    return db()
        .read([&](Transaction& tx) { return access::find_approval(tx, approval.id, kTestNow); })
        .value();
  }
  std::size_t jobs_of_asker() {
    return db().read(
        [&](Transaction& tx) { return jobs::jobs_of_account(tx, asker_->account().value, 10).size(); });
  }

  std::optional<AccessTown> town_;
  access::ApprovalEvents events_;
  std::optional<Actor> asker_, second_;
};
WEIGE_BOTH_ENGINES(AccessApprovalExports);

TEST_P(AccessApprovalExports, WaitAndBeginByThemselvesInTheAskersName) {
  EXPECT_EQ(start(*asker_, kAlways, "").problem().code, ProblemCode::approval_needed);
  const auto waiting = *start(*asker_).value().waiting;
  EXPECT_EQ(waiting.content.text(), "file=residents,format=csv,numbers=masked,purpose=data_quality,way=page");
  EXPECT_EQ(jobs_of_asker(), 0u);
  const auto approved = yes(waiting).value().approval;
  ASSERT_TRUE(approved.job.has_value());
  const auto job = run(*approved.job);
  EXPECT_EQ(job.state, jobs::JobState::done);
  EXPECT_EQ(job.owner.account_id, asker_->account().value);
  EXPECT_TRUE(job.has_result_file);
  EXPECT_EQ(now(waiting).state, ApprovalState::used);
}

TEST_P(AccessApprovalExports, OfFewRowsNeedNobody) {
  EXPECT_TRUE(start(*asker_, {.bulk_export_people = 0}, "").value().job.has_value());
  EXPECT_TRUE(start(*asker_, testing_support::kOnePersonIsEnough, "").value().job.has_value());
}

TEST_P(AccessApprovalExports, LookAgainWhoApprovedBeforeTheFirstPage) {
  const auto waiting = *start(*asker_).value().waiting;
  const auto job = *yes(waiting).value().approval.job;
  end(*second_);
  const auto ran = run(job);
  EXPECT_EQ(ran.state, jobs::JobState::failed);
  EXPECT_EQ(ran.failure->code, ProblemCode::approval_lapsed);
  EXPECT_FALSE(ran.has_result_file);
}

TEST_P(AccessApprovalExports, LookAgainWhoAskedBeforeTheFirstPage) {
  const auto waiting = *start(*asker_).value().waiting;
  const auto job = *yes(waiting).value().approval.job;
  end(*asker_);
  EXPECT_EQ(run(job).failure->code, ProblemCode::forbidden);
}

TEST_P(AccessApprovalExports, LookAtTheSecondPersonOnEachPage) {
  const auto waiting = *start(*asker_).value().waiting;
  (void)yes(waiting).value();
  ExportReader reader({.request = kResidents,
                       .account = asker_->account(),
                       .post = asker_->post(),
                       .purpose = access::Purpose::data_quality,
                       .approval = waiting.id});
  const auto page = [&] {
    access::ReadingLog readings;
    return db().read([&](Transaction& tx) { return reader.next(tx, kTestNow, readings); });
  };
  EXPECT_TRUE(page().ok());
  end(*second_);
  EXPECT_EQ(page().problem().code, ProblemCode::approval_lapsed);
}

TEST_P(AccessApprovalExports, ThatBecameOnesInBulkMeanwhileAreNotMade) {
  const auto job = start(*asker_, {.bulk_export_people = 0}, "").value().job.value();
  EXPECT_EQ(run(job.id.value).failure->code, ProblemCode::approval_needed);
}

TEST_P(AccessApprovalExports, WithdrawnBeforeTheyRunAreNotMade) {
  const auto waiting = *start(*asker_).value().waiting;
  const auto job = *yes(waiting).value().approval.job;
  (void)db()
      .write([&](Transaction& tx) { return access::withdraw_approval(tx, kTestNow, *asker_, waiting.id); })
      .value();
  EXPECT_EQ(run(job).failure->code, ProblemCode::approval_over);
}

TEST_P(AccessApprovalExports, OfTheCommandLineBeginNothingByThemselvesAndOfferNothingToPages) {
  const auto waiting =
      db().write([&](Transaction& tx) {
            return plan_command_export(tx, kTestNow, *asker_,
                                       {.request = kResidents, .reason = "核对", .rules = kAlways});
          })
          .value();
  ASSERT_TRUE(waiting.has_value());
  EXPECT_FALSE(yes(*waiting).value().approval.job.has_value());
  EXPECT_EQ(jobs_of_asker(), 0u);
  const ExportOrder order{.request = kResidents,
                          .account = asker_->account(),
                          .post = asker_->post(),
                          .purpose = access::Purpose::data_quality,
                          .approval = waiting->id};
  const auto begin = [&](const ExportBeginning& beginning) {
    return db().write([&](Transaction& tx) { return begin_export(tx, kTestNow, order, beginning); });
  };
  EXPECT_EQ(begin({.job = 77, .rules = kAlways}).problem().code, ProblemCode::approval_over);
  EXPECT_TRUE(begin({.rules = kAlways}).ok());
  EXPECT_EQ(begin({.rules = kAlways}).problem().code, ProblemCode::approval_over);
}

// The rules of the command line are those of its environment.
TEST_P(AccessApprovalExports, TheAuditorIsToldOfWhatOneExportsAloneByOtherRules) {
  const auto alarms = [&] {
    return db().read([](Transaction& tx) {
      return tx.scalar<std::int64_t>(
          "SELECT count(*) FROM audit_entry WHERE action = 'alarm.exported_alone'");
    });
  };
  const auto actor = asker_->with_purpose(access::Purpose::data_correction);
  const auto plan = [&](Numbers numbers, const access::ApprovalRules& rules) {
    const ExportRequest request{{TownFile::residents, ExportFormat::csv, numbers}};
    return db().write([&](Transaction& tx) {
      return plan_command_export(tx, kTestNow, actor, {.request = request, .reason = "核对", .rules = rules});
    });
  };
  EXPECT_FALSE(plan(Numbers::masked, testing_support::kOnePersonIsEnough).value().has_value());
  EXPECT_EQ(alarms(), 0) << "none in bulk by any rules";
  EXPECT_TRUE(plan(Numbers::full, {}).value().has_value());
  EXPECT_EQ(alarms(), 0) << "it waits for a second person";
  EXPECT_FALSE(plan(Numbers::full, testing_support::kOnePersonIsEnough).value().has_value());
  EXPECT_EQ(alarms(), 1);
}

}  // namespace access_approval_exports_test
}  // namespace weige::registry
