#include "support/rosters.h"

#include <stdexcept>

#include "intake/finding_apply_actions.h"
#include "intake/roster_answer_actions.h"
#include "intake/roster_job_actions.h"
#include "jobs/job_runner.h"

namespace weige::testing_support {
namespace {

template <class T>
T must(Result<T> result) {
  if (!result)
    throw std::runtime_error("roster: " + title(result.problem(), Language::en) + " at " +
                             result.problem().place);
  return std::move(result).value();
}

}  // namespace

RosterDesk::RosterDesk(store::Database& db, Sender sender) : db_(db), sender_(sender), files_(db, sender) {}

access::Actor RosterDesk::actor(store::Transaction& tx) const {
  return must(
      access::Actor::resume(tx, kTestNow, sender_.account, sender_.post, access::Purpose::data_quality));
}

Result<intake::Roster> RosterDesk::try_to_hand_in(std::string_view bytes, intake::NewRoster input) {
  WEIGE_TRY(const auto upload, files_.upload(bytes, "roster-" + std::to_string(++handed_in_)));
  input.upload = upload.id;
  return db_.write([&](store::Transaction& tx) -> Result<intake::Roster> {
    const auto sender = actor(tx);
    return intake::hand_in({tx, sender, kTestNow}, input);
  });
}

intake::Roster RosterDesk::hand_in(std::string_view bytes, intake::NewRoster input) {
  const auto roster = must(try_to_hand_in(bytes, std::move(input)));
  run_jobs();
  return look(roster.id);
}

void RosterDesk::run_jobs() {
  jobs::JobRunner runner(db_, fixed_clock(kTestNow), {.instance = "test"});
  runner.handle(std::string(intake::kRosterAnswerJob), intake::answer_handler(fixed_clock(kTestNow)));
  runner.handle(
      std::string(intake::kRosterJob),
      intake::roster_handler({.clock = fixed_clock(kTestNow), .people = people_, .events = events_}));
  runner.handle(std::string(intake::kApplyRosterJob),
                intake::apply_roster_handler(fixed_clock(kTestNow), events_));
  while (runner.run_one()) {
  }
}

intake::Roster RosterDesk::look(intake::RosterId id) {
  return db_.read([&](store::Transaction& tx) { return intake::find_roster(tx, id).value(); });
}

std::vector<intake::ComparedRow> RosterDesk::rows(const intake::Roster& roster) {
  return db_.read(
      [&](store::Transaction& tx) { return intake::compared_rows(tx, roster.id, {.limit = 1'000'000}); });
}

std::vector<intake::AnsweredRow> RosterDesk::answers(const intake::Roster& roster) {
  return db_.read(
      [&](store::Transaction& tx) { return intake::answers(tx, roster.id, {.limit = 1'000'000}); });
}

std::vector<intake::Finding> RosterDesk::findings(const intake::FindingQuery& query) {
  return db_.read(
      [&](store::Transaction& tx) { return intake::find_findings(tx, actor(tx).scope(), query); });
}

Result<intake::Finding> RosterDesk::decide(intake::FindingDecision decision) {
  return db_.write([&](store::Transaction& tx) -> Result<intake::Finding> {
    const auto who = actor(tx);
    return intake::decide_finding({tx, who, kTestNow}, events_, decision);
  });
}

Result<intake::FindingView> RosterDesk::view(intake::FindingId id) {
  return db_.read([&](store::Transaction& tx) -> Result<intake::FindingView> {
    const auto who = actor(tx);
    access::ReadingLog readings;
    return intake::read_finding({tx, who, kTestNow, readings}, id);
  });
}

Result<jobs::JobId> RosterDesk::try_to_apply(const intake::ApplyRoster& wanted) {
  return db_.write([&](store::Transaction& tx) -> Result<jobs::JobId> {
    const auto who = actor(tx);
    return intake::apply_roster({tx, who, kTestNow}, wanted);
  });
}

void RosterDesk::apply_and_run(const intake::ApplyRoster& wanted) {
  (void)must(try_to_apply(wanted));
  run_jobs();
}

void RosterDesk::apply(const intake::Roster& roster, std::vector<intake::FindingKind> kinds,
                       bool confirm_same) {
  apply_and_run({.roster = roster.id, .kinds = std::move(kinds), .confirm_same = confirm_same});
}

void RosterDesk::confirm_same(const intake::Roster& roster) {
  apply_and_run({.roster = roster.id, .confirm_same = true});
}

// Long before the lists of the tests.
constexpr Day kMovedIn{std::chrono::year{2024} / 1 / 1};

std::string common_name(int number) {
  static constexpr const char* kSurnames[] = {"王", "李", "张", "刘", "陈", "杨",
                                              "赵", "黄", "周", "吴", "徐"};
  static constexpr const char* kGiven[] = {"伟", "芳", "娜", "敏", "静", "磊", "洋",
                                           "艳", "勇", "军", "杰", "娟", "涛"};
  return std::string(kSurnames[number % 11]) + kGiven[number % 13] + kGiven[number / 13 % 13];
}

std::string common_phone(int number) {
  return "1390001" + std::to_string(10'000 + number).substr(1);
}

std::string common_address(int number) {
  return "明珠路88弄" + std::to_string(number / 50 + 1) + "号" + std::to_string(101 + number % 50) + "室";
}

void import_common_town(ImportDesk& desk, int people) {
  std::string file = "姓名,证件号码,联系电话,现住地址,所属村居\n";
  for (int i = 1; i <= people; ++i)
    file += common_name(i) + "," + invented_id(i) + "," + common_phone(i) + "," + common_address(i) +
            ",北居委会\n";
  const auto done = desk.import(file, {.reference = kMovedIn});
  if (done.outcomes != std::map<std::string, int>{{"new", people}})
    throw std::runtime_error("the common town is not what it should be");
}

}  // namespace weige::testing_support
