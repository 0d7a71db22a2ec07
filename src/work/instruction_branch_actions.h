// Use cases of a branch on its way: received, in work, reported by the recipient; accepted, returned or
// withdrawn by whoever stands above; extensions, reminders. An instruction closes by itself when every branch
// is accepted; one is not returned while the one above has an answer. Right: answer_instructions; deciding
// needs none beyond having issued or passed on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "work/instruction_issue_actions.h"

namespace weige::work {

// Problems of all: not_found (also for whoever may not take the step), version_conflict, instruction_step.

struct StateStep {
  BranchStep branch;
  BranchState next = BranchState::received;
  std::optional<std::string> reason = {};  // of returned and withdrawn: needed
};
Result<InstructionActed> step_branch(const InstructionContext& context, const StateStep& step);

struct BranchReport {
  BranchStep branch;
  std::vector<Answer> answers = {};  // none where it was passed on: those below have answered
  std::optional<std::string> remark = {};
};
// Problems: those of check_answers, instruction_branches_open.
Result<InstructionActed> report_branch(const InstructionContext& context, const BranchReport& report);

struct ExtensionWish {
  BranchStep branch;
  Instant until{};
  std::string reason;
};
Result<InstructionActed> ask_extension(const InstructionContext& context, const ExtensionWish& wish);
struct ExtensionDecision {
  BranchStep branch;
  bool granted = false;
  std::optional<std::string> answer = {};  // needed where it is refused
};
Result<InstructionActed> decide_extension(const InstructionContext& context,
                                          const ExtensionDecision& decision);

// All reports directly below the acting post, as they were seen (BelowFacts::version).
struct ReportsSeen {
  InstructionId instruction;
  std::int64_t version = 1;
};
Result<InstructionActed> accept_reports(const InstructionContext& context, const ReportsSeen& seen);
// Those directly below that have not answered; the named ones, or all. Each at most once an hour.
Result<InstructionActed> urge_branches(const InstructionContext& context, InstructionId id,
                                       const std::vector<BranchId>& only);
// By the issuer.
Result<InstructionActed> withdraw_instruction(const InstructionContext& context, InstructionId id,
                                              const std::string& reason);

}  // namespace weige::work
