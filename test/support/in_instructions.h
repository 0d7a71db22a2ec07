// A town of three tiers with an office, a team, two leaders and a helper, for tests of instructions.
#pragma once

#include <algorithm>
#include <chrono>

#include "support/access_town.h"
#include "support/databases.h"
#include "work/instruction_branch_actions.h"
#include "work/instruction_clock_actions.h"

namespace weige::work {

// After kTestNow: when what the office asks is due.
inline constexpr std::chrono::hours kInstructionDue{240};

class InInstructions : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_.emplace(db());
    station_ = town_->area(access::AreaKind::station, "station").id;
    team_area_ = town_->area(access::AreaKind::police_team, "team", station_).id;
    north_ = town_->area(access::AreaKind::committee, "310118106001", team_area_).id;
    grid_ = town_->area(access::AreaKind::grid, "north-1", north_).id;
    grid2_ = town_->area(access::AreaKind::grid, "north-2", north_).id;
    office_.emplace(town_->actor(access::Role::population_office));
    team_.emplace(town_->actor(access::Role::police_team, team_area_));
    leader_.emplace(town_->actor(access::Role::grid_leader, grid_));
    leader2_.emplace(town_->actor(access::Role::grid_leader, grid2_));
    helper_.emplace(town_->actor(access::Role::helper, grid_));
  }
  template <class F>
  auto as(const access::Actor& actor, F&& f, Instant now = testing_support::kTestNow) {
    return db().write([&](store::Transaction& tx) { return f(InstructionContext{tx, actor, now}); });
  }
  InstructionView view(const access::Actor& actor, InstructionId id,
                       Instant now = testing_support::kTestNow) {
    return db().read([&](store::Transaction& tx) { return read_instruction({tx, actor, now}, id); }).value();
  }
  std::vector<BranchLine> tree(const access::Actor& actor, InstructionId id,
                               Instant now = testing_support::kTestNow) {
    return db().read([&](store::Transaction& tx) { return read_tree({tx, actor, now}, id); }).value();
  }
  NewInstruction draft(RecipientsWanted to, std::vector<Question> questions = {}) {
    return {.title = "核对空置房屋",
            .paragraphs = {"请逐户核对。", "十日内反馈。"},
            .due = testing_support::kTestNow + kInstructionDue,
            .recipients = std::move(to),
            .questions = std::move(questions)};
  }
  Result<InstructionActed> issue(const access::Actor& actor, const NewInstruction& wanted,
                                 Instant now = testing_support::kTestNow) {
    return as(
        actor, [&](const InstructionContext& context) { return issue_instruction(context, wanted); }, now);
  }
  InstructionId issued_to_team() {
    return issue(*office_, draft({.posts = {team_->post()}},
                                 {{.kind = QuestionKind::grid_figure, .text = "空置房屋数"}}))
        .value()
        .view.named.instruction.id;
  }
  BranchStep step_of(const access::Actor& actor, InstructionId id) {
    const auto own = view(actor, id).own.value();
    return {own.id, own.version};
  }
  Result<InstructionActed> pass(const access::Actor& actor, InstructionId id, const RecipientsWanted& to) {
    const auto step = step_of(actor, id);
    return as(actor,
              [&](const InstructionContext& context) { return pass_on(context, step, to, std::nullopt); });
  }
  Result<InstructionActed> report(const access::Actor& actor, InstructionId id,
                                  std::optional<std::int64_t> number,
                                  Instant now = testing_support::kTestNow) {
    const auto seen = view(actor, id);
    BranchReport wanted{.branch = {seen.own->id, seen.own->version}, .remark = "已核对"};
    if (number)
      for (const auto& grid : seen.grids)
        wanted.answers.push_back({.question = seen.questions.at(0).id, .area = grid.area, .number = *number});
    return as(
        actor, [&](const InstructionContext& context) { return report_branch(context, wanted); }, now);
  }
  Result<InstructionActed> set(const access::Actor& actor, const Branch& branch, BranchState next,
                               std::optional<std::string> reason = {}) {
    return as(actor, [&](const InstructionContext& context) {
      return step_branch(context, {{branch.id, branch.version}, next, reason});
    });
  }
  Branch branch_of(const access::Actor& issuer, InstructionId id, access::PostId post) {
    const auto lines = tree(issuer, id);
    const auto found =
        std::ranges::find_if(lines, [&](const BranchLine& line) { return line.branch.post == post; });
    return found->branch;
  }
  // What the actor sees reported now.
  static Result<InstructionActed> accept_seen(const InstructionContext& context, InstructionId id) {
    WEIGE_TRY(const auto seen, read_instruction(context, id));
    return accept_reports(context, {id, seen.below.version});
  }
  std::vector<InstructionTold> tick(Instant now) { return run_instruction_clock(db(), now).value(); }
  static bool was_told(const std::vector<InstructionTold>& told, access::PostId post) {
    return std::ranges::find(told, post, &InstructionTold::post) != told.end();
  }

  std::optional<testing_support::AccessTown> town_;
  access::AreaId station_{}, team_area_{}, north_{}, grid_{}, grid2_{};
  std::optional<access::Actor> office_, team_, leader_, leader2_, helper_;
};

}  // namespace weige::work
