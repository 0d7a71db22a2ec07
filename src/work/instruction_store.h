// SQL of instructions, their questions and what the register answered. An instruction is there for the post
// that issued it and for those that have a branch of it, and for nobody else: each query binds the acting
// post's scope as that post.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "store/database.h"
#include "work/instruction.h"
#include "work/instruction_form.h"

namespace weige::work {

inline constexpr access::SubjectKind kInstructionSubject{"instruction"};

access::Change insert_instruction(store::Transaction& tx, const Instruction& instruction);
void insert_questions(store::Transaction& tx, const Instruction& instruction,
                      const std::vector<Question>& questions);
std::vector<Question> questions_of(store::Transaction& tx, InstructionId id);

struct NamedInstruction {
  Instruction instruction;
  std::string by;  // title of the post that issued it
  std::string area_name;
};
std::optional<NamedInstruction> find_instruction(store::Transaction& tx, const access::Scope& scope,
                                                 InstructionId id);
// It ends: closed, or withdrawn with a reason. nullopt: it is over already.
struct InstructionEnd {
  InstructionState state = InstructionState::closed;
  Instant at{};
  std::optional<std::string> reason = {};
};
std::optional<access::Change> end_instruction(store::Transaction& tx, InstructionId id,
                                              const InstructionEnd& end);

// Of those issued by the post, or received by it.
enum class InstructionBox { by_me, to_me };
std::optional<InstructionBox> instruction_box_of(std::string_view code);
enum class InstructionAge { open, over };
std::optional<InstructionAge> instruction_age_of(std::string_view code);
struct InstructionFilter {
  InstructionBox box = InstructionBox::to_me;
  InstructionAge age = InstructionAge::open;
  std::optional<std::pair<std::int64_t, std::int64_t>> after = {};  // due (microseconds) and id of the last
  std::int64_t limit = 50;
};
// overdue: branches below the acting post that should have answered. to_decide: answers and extensions that
// wait for it. own: its own branch.
struct InstructionLine {
  NamedInstruction named;
  std::int64_t overdue = 0, to_decide = 0;
  std::optional<BranchState> own = {};
  std::optional<Instant> own_due = {};
};
// Open ones by due time, those that are over newest first. By due time of the own branch where it was
// received.
std::vector<InstructionLine> find_instructions(store::Transaction& tx, const access::Scope& scope,
                                               const InstructionFilter& filter, Instant now);

// What waits for the acting post: to answer, of these overdue, answers and extensions to decide, and branches
// below it that are overdue.
struct InstructionCounts {
  std::int64_t to_answer = 0, overdue = 0, to_decide = 0, hanging = 0;
  bool operator==(const InstructionCounts&) const = default;
};
InstructionCounts count_instructions(store::Transaction& tx, const access::Scope& scope, Instant now);

// What was answered earlier in the month to the same question, by posts whose areas are in scope.
struct EarlierAnswer {
  InstructionId instruction;
  std::string title, area_name;
  std::int64_t area = 0;  // the grid of a figure, otherwise that of the post
  std::optional<std::int64_t> number = {};
  std::optional<std::string> text = {};
  Instant reported{};
};
struct AskedBefore {
  std::string key, month;
};
std::vector<EarlierAnswer> earlier_answers(store::Transaction& tx, const access::Scope& scope,
                                           const AskedBefore& asked);

struct FigureAmount {
  QuestionId question;
  std::int64_t area = 0;
  std::int64_t amount = 0;
  std::string area_name = {};
};
void insert_figures(store::Transaction& tx, const std::vector<FigureAmount>& amounts);
std::vector<FigureAmount> figures_of(store::Transaction& tx, InstructionId id);

// Instructions that ended long enough ago, with all that hangs on them, and files that were never issued. How
// many instructions.
std::int64_t erase_expired_instructions(store::Transaction& tx, Instant now, int limit);

}  // namespace weige::work
