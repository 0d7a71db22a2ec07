#include "work/instruction_branch_actions.h"

#include <algorithm>

#include "access/audit.h"
#include "access/text_check.h"
#include "work/instruction_team_actions.h"

namespace weige::work {
namespace {

using access::Right;

constexpr access::AuditAction kStepped{"instruction.stepped"}, kReported{"instruction.reported"},
    kExtensionAsked{"instruction.extension_asked"}, kExtensionDecided{"instruction.extension_decided"},
    kClosed{"instruction.closed"}, kWithdrawn{"instruction.withdrawn"}, kBranchUrged{"instruction.urged"};
constexpr std::chrono::hours kUrgeEvery{1};

enum class Stands { below, above };

// The branch, where the acting post is its recipient or stands above it.
Result<Branch> branch_for_step(const InstructionContext& context, const BranchStep& step, Stands as) {
  WEIGE_CHECK(context.actor.may(Right::answer_instructions));
  auto branch = find_branch(context.tx, context.actor.scope(), step.id);
  if (!branch) return problem(ProblemCode::not_found);
  const bool is_recipient = branch->post == context.actor.post();
  if (is_recipient != (as == Stands::below)) return problem(ProblemCode::not_found);
  if (branch->version != step.version) return problem(ProblemCode::version_conflict);
  if (!is_open(context.tx, branch->instruction)) return problem(ProblemCode::instruction_step);
  return *std::move(branch);
}

Done keep_branch(const InstructionContext& context, const Branch& branch, access::AuditAction action) {
  auto change = update_branch(context.tx, branch);
  if (!change) return problem(ProblemCode::version_conflict);
  access::audit_change(context.tx, context.now, context.actor, action, *std::move(change));
  return done();
}

Result<InstructionActed> acted_on(const InstructionContext& context, const Branch& branch) {
  WEIGE_TRY(auto view, read_instruction(context, branch.instruction));
  auto told = posts_above(context.tx, branch);
  told.push_back(branch.post);
  return InstructionActed{std::move(view), std::move(told)};
}

// Every branch has an answer that was accepted, and there is one directly below the issuer.
Done close_if_answered(const InstructionContext& context, InstructionId id) {
  const auto below = count_below(context.tx, {.instruction = id});
  if (below.live == 0 || count_unsettled(context.tx, id) > 0) return done();
  if (auto ended = end_instruction(context.tx, id, {.state = InstructionState::closed, .at = context.now})) {
    access::audit_change(context.tx, context.now, context.actor, kClosed, *std::move(ended));
    close_branches(context.tx, id);
  }
  return done();
}

void take_step(const InstructionContext& context, Branch& branch, const StateStep& step) {
  const bool was_answered = has_answer(branch.state);
  branch.state = step.next;
  if (!is_of_above(step.next) && !branch.received) branch.received = context.now;
  if (is_of_above(step.next)) branch.reason = step.reason;
  if (step.next == BranchState::withdrawn) branch.clock.reset();
  if (step.next != BranchState::returned || !was_answered) return;
  branch.reported.reset();
  let_clock_tell_again(context.tx, branch.id);
  const auto clock = clock_from(context.now, context.now, branch.due);
  branch.clock_step = clock.step;
  branch.clock = clock.at;
}

// What a step of whoever stands above changes in the counts: before it, the branch was as it is given.
void follow_in_counts(const InstructionContext& context, const Branch& before, BranchState next) {
  const auto below = count_below(context.tx, {before.instruction, before.id});
  if (next == BranchState::returned && below.live == 0)
    add_counts(context.tx, before, {.answered = -before.answered});
  if (next != BranchState::withdrawn) return;
  withdraw_below(context.tx, before.id);
  add_counts(context.tx, before, {.leaves = -before.leaves, .answered = -before.answered});
  if (!before.parent) return;
  // The last one below is gone: the one above is a leaf again.
  if (count_below(context.tx, {before.instruction, before.parent}).live > 0) return;
  Branch above{.id = *before.parent, .instruction = before.instruction};
  add_counts(context.tx, above, {.leaves = 1});
}

// What the one above has answered rests on this: its own answer is returned first.
Done check_above_waits(const InstructionContext& context, const Branch& branch, BranchState next) {
  if (next != BranchState::returned || !branch.parent) return done();
  const auto above = find_branch(context.tx, context.actor.scope(), *branch.parent);
  if (above && has_answer(above->state)) return problem(ProblemCode::instruction_step);
  return done();
}

Done check_reason_given(const StateStep& step) {
  const bool needed = step.next == BranchState::returned || step.next == BranchState::withdrawn;
  if (!needed) return step.reason ? Done(problem(ProblemCode::bad_choice, "reason")) : done();
  return access::check_impersonal(step.reason.value_or(""), kLongestReason, "reason");
}

Done check_report(const InstructionContext& context, const Branch& branch, const BranchReport& report) {
  if (report.remark) WEIGE_CHECK(access::check_impersonal(*report.remark, kLongestAnswer, "remark"));
  const auto below = count_below(context.tx, {branch.instruction, branch.id});
  if (below.unsettled > 0)
    return problem(ProblemCode::instruction_branches_open).with("count", std::to_string(below.unsettled));
  if (below.live > 0)
    return report.answers.empty() ? done() : Done(problem(ProblemCode::bad_choice, "answers"));
  const auto questions = questions_of(context.tx, branch.instruction);
  std::set<std::int64_t> grids;
  for (const auto& grid : grids_of_post(context.tx, branch.post)) grids.insert(grid.area);
  WEIGE_CHECK(check_answers(questions, grids, report.answers));
  if (report.answers.empty() && !report.remark) return problem(ProblemCode::missing_field, "remark");
  return done();
}

std::vector<Branch> directly_below(const InstructionContext& context, InstructionId id) {
  std::vector<Branch> out;
  for (auto& line : branches_of(context.tx, id, context.now))
    if (line.branch.above == context.actor.post()) out.push_back(std::move(line.branch));
  return out;
}

// As BelowFacts has it.
std::int64_t version_of(const std::vector<Branch>& below) {
  std::int64_t out = BelowFacts{}.version;
  for (const auto& branch : below) out += branch.version;
  return out;
}

Result<NamedInstruction> open_instruction(const InstructionContext& context, InstructionId id) {
  WEIGE_CHECK(context.actor.may(Right::answer_instructions));
  auto named = find_instruction(context.tx, context.actor.scope(), id);
  if (!named) return problem(ProblemCode::not_found);
  if (named->instruction.state != InstructionState::open) return problem(ProblemCode::instruction_step);
  return *std::move(named);
}

Result<InstructionActed> acted_below(const InstructionContext& context, InstructionId id,
                                     std::vector<access::PostId> told) {
  WEIGE_TRY(auto view, read_instruction(context, id));
  told.push_back(context.actor.post());
  told.push_back(view.named.instruction.post);
  return InstructionActed{std::move(view), std::move(told)};
}

}  // namespace

Result<InstructionActed> step_branch(const InstructionContext& context, const StateStep& step) {
  const auto as = is_of_above(step.next) ? Stands::above : Stands::below;
  WEIGE_TRY(auto branch, branch_for_step(context, step.branch, as));
  const bool has_own_way = step.next == BranchState::reported || step.next == BranchState::closed;
  if (has_own_way || !may_follow(branch.state, step.next)) return problem(ProblemCode::instruction_step);
  WEIGE_CHECK(check_above_waits(context, branch, step.next));
  WEIGE_CHECK(check_reason_given(step));
  const auto before = branch;
  take_step(context, branch, step);
  WEIGE_CHECK(keep_branch(context, branch, kStepped));
  follow_in_counts(context, before, step.next);
  if (as == Stands::below) note_taken_up(context, branch.instruction);
  WEIGE_CHECK(close_if_answered(context, branch.instruction));
  return acted_on(context, branch);
}

Result<InstructionActed> report_branch(const InstructionContext& context, const BranchReport& report) {
  WEIGE_TRY(auto branch, branch_for_step(context, report.branch, Stands::below));
  if (!may_follow(branch.state, BranchState::reported)) return problem(ProblemCode::instruction_step);
  WEIGE_CHECK(check_report(context, branch, report));
  branch.state = BranchState::reported;
  if (!branch.received) branch.received = context.now;
  branch.reported = context.now;
  branch.remark = report.remark;
  branch.clock.reset();
  if (branch.extension.state == ExtensionState::asked) branch.extension = {};
  WEIGE_CHECK(keep_branch(context, branch, kReported));
  note_taken_up(context, branch.instruction);
  if (count_below(context.tx, {branch.instruction, branch.id}).live == 0) {
    replace_answers(context.tx, branch.id, report.answers);
    add_counts(context.tx, branch, {.answered = 1});
  }
  return acted_on(context, branch);
}

Result<InstructionActed> ask_extension(const InstructionContext& context, const ExtensionWish& wish) {
  WEIGE_TRY(auto branch, branch_for_step(context, wish.branch, Stands::below));
  if (!is_waiting(branch.state)) return problem(ProblemCode::instruction_step);
  WEIGE_CHECK(access::check_impersonal(wish.reason, kLongestReason, "reason"));
  if (wish.until <= branch.due || !check_due(context.now, wish.until, std::nullopt))
    return problem(ProblemCode::instruction_due, "until");
  branch.extension = {.state = ExtensionState::asked, .until = wish.until, .reason = wish.reason};
  WEIGE_CHECK(keep_branch(context, branch, kExtensionAsked));
  return acted_on(context, branch);
}

Result<InstructionActed> decide_extension(const InstructionContext& context,
                                          const ExtensionDecision& decision) {
  WEIGE_TRY(auto branch, branch_for_step(context, decision.branch, Stands::above));
  if (branch.extension.state != ExtensionState::asked || !is_waiting(branch.state))
    return problem(ProblemCode::instruction_step);
  if (!decision.granted || decision.answer)
    WEIGE_CHECK(access::check_impersonal(decision.answer.value_or(""), kLongestReason, "answer"));
  if (decision.granted && branch.parent) {  // nobody has more time to give than it has itself
    const auto own = find_branch(context.tx, context.actor.scope(), *branch.parent);
    if (own && *branch.extension.until > own->due) return problem(ProblemCode::instruction_due, "until");
  }
  branch.extension.state = decision.granted ? ExtensionState::granted : ExtensionState::refused;
  branch.extension.answer = decision.answer;
  if (decision.granted) {
    const auto before = std::exchange(branch.due, branch.extension.until.value());
    const auto clock = clock_from(context.now, context.now, branch.due);
    move_due_below(context.tx, branch.id, {.from = before, .to = branch.due, .clock = clock});
    branch.clock_step = clock.step;
    branch.clock = clock.at;
  }
  WEIGE_CHECK(keep_branch(context, branch, kExtensionDecided));
  return acted_on(context, branch);
}

Result<InstructionActed> accept_reports(const InstructionContext& context, const ReportsSeen& seen) {
  WEIGE_TRY(const auto named, open_instruction(context, seen.instruction));
  const auto below = directly_below(context, seen.instruction);
  if (std::ranges::find(below, BranchState::reported, &Branch::state) == below.end())
    return problem(ProblemCode::instruction_step);
  if (version_of(below) != seen.version) return problem(ProblemCode::version_conflict);
  std::vector<access::PostId> told;
  std::vector<access::Change> changes;
  for (auto branch : below) {
    if (branch.state != BranchState::reported) continue;
    branch.state = BranchState::accepted;
    branch.reason.reset();
    auto change = update_branch(context.tx, branch);
    if (!change) return problem(ProblemCode::version_conflict);
    changes.push_back(*std::move(change));
    told.push_back(branch.post);
  }
  access::audit_changes(context.tx, context.now, context.actor, kStepped, std::move(changes));
  WEIGE_CHECK(close_if_answered(context, seen.instruction));
  return acted_below(context, seen.instruction, std::move(told));
}

Result<InstructionActed> urge_branches(const InstructionContext& context, InstructionId id,
                                       const std::vector<BranchId>& only) {
  WEIGE_TRY(const auto named, open_instruction(context, id));
  const auto below = directly_below(context, id);
  for (const auto wanted : only)
    if (std::ranges::find(below, wanted, &Branch::id) == below.end())
      return problem(ProblemCode::not_found, "branch_ids");
  std::vector<access::PostId> told;
  std::vector<access::Change> changes;
  for (const auto& branch : below) {
    const bool is_meant = only.empty() || std::ranges::find(only, branch.id) != only.end();
    if (!is_meant || !is_waiting(branch.state) || was_urged(context.tx, branch.id, context.now - kUrgeEvery))
      continue;
    insert_notice(context.tx, {.branch = branch.id,
                               .post = branch.post,
                               .kind = NoticeKind::urged,
                               .due = branch.due,
                               .told = context.now});
    changes.push_back(access::Change::of(kBranchSubject, branch.id));
    told.push_back(branch.post);
  }
  if (!changes.empty())
    access::audit_changes(context.tx, context.now, context.actor, kBranchUrged, std::move(changes));
  return acted_below(context, id, std::move(told));
}

Result<InstructionActed> withdraw_instruction(const InstructionContext& context, InstructionId id,
                                              const std::string& reason) {
  WEIGE_TRY(const auto named, open_instruction(context, id));
  if (named.instruction.post != context.actor.post()) return problem(ProblemCode::not_found);
  WEIGE_CHECK(access::check_impersonal(reason, kLongestReason, "reason"));
  std::vector<access::PostId> told;
  for (const auto& line : branches_of(context.tx, id, context.now)) told.push_back(line.branch.post);
  auto ended = end_instruction(context.tx, id,
                               {.state = InstructionState::withdrawn, .at = context.now, .reason = reason});
  if (!ended) return problem(ProblemCode::instruction_step);
  access::audit_change(context.tx, context.now, context.actor, kWithdrawn, *std::move(ended));
  withdraw_branches(context.tx, id);
  stop_telling_teams(context, id);
  return acted_below(context, id, std::move(told));
}

}  // namespace weige::work
