// Use cases of issuing an instruction and of passing a branch on to those below (work plan B1). Right:
// issue_instructions. What the register knows is answered from it at once and not sent down; what was
// answered this month is shown before it is asked again.
#pragma once

#include <string>
#include <vector>

#include "work/instruction_team_actions.h"

namespace weige::work {

// Posts by name, and all of the roles within the areas (none: everywhere in scope).
struct RecipientsWanted {
  std::vector<access::AreaId> areas = {};
  std::vector<access::Role> roles = {};
  std::vector<access::PostId> posts = {};
};

// Those to whom the acting post may issue, with their areas. Also for looking: nobody's name.
Result<std::vector<Recipient>> list_recipients(const InstructionContext& context);

struct NewInstruction {
  std::string title;
  std::vector<std::string> paragraphs = {};
  Instant due{};
  RecipientsWanted recipients;
  std::vector<Question> questions = {};
  std::vector<InstructionFileId> files = {};
  bool ask_again = false;  // although the same was answered this month
};

struct EarlierAnswers {
  std::size_t question = 0;  // its place in the form
  std::vector<EarlierAnswer> answers;
};
struct DraftFigures {
  std::size_t question = 0;
  std::vector<FigureAmount> amounts;
};
// sent_down: whether anybody has to answer; not where the register answers every question.
struct DraftCheck {
  std::vector<Recipient> recipients;
  std::vector<EarlierAnswers> earlier;
  std::vector<DraftFigures> figures;
  bool sent_down = true;
};
// Problems: those of issue_instruction, but for what was asked before.
Result<DraftCheck> check_draft(const InstructionContext& context, const NewInstruction& wanted);

// What was done, whose open pages are to be told, and the teams whose streams were.
struct InstructionActed {
  InstructionView view;
  std::vector<access::PostId> told;
  std::vector<TeamTold> teams = {};
};
// Problems: missing_field, too_long, names_a_number, instruction_due, instruction_nobody,
// instruction_too_many, instruction_asked_before, not_found (area, post or file), those of check_form.
Result<InstructionActed> issue_instruction(const InstructionContext& context, const NewInstruction& wanted);

struct BranchStep {
  BranchId id;
  std::int64_t version = 1;
};
// due: none, that of the branch. Problems: not_found, version_conflict, instruction_step, instruction_due,
// instruction_nobody (also where all have it already).
Result<InstructionActed> pass_on(const InstructionContext& context, const BranchStep& step,
                                 const RecipientsWanted& recipients, std::optional<Instant> due);

}  // namespace weige::work
