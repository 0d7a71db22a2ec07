// Instruction (指令, work plan B1): what the office, a committee or the police ask of those below, through
// the tiers and back. A branch is one recipient's part; it may be passed on, and then hangs on the branches
// below it. Values and rules, pure.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/ids.h"
#include "access/role.h"
#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"

namespace weige::work {

using InstructionId = Id<struct InstructionTag>;
using BranchId = Id<struct InstructionBranchTag>;
using QuestionId = Id<struct InstructionQuestionTag>;
using InstructionFileId = Id<struct InstructionFileTag>;

enum class InstructionState { open, closed, withdrawn };
std::string_view code(InstructionState state);
std::optional<InstructionState> instruction_state_of(std::string_view code);

// Of one recipient: domain.md, State of Instruction. withdrawn: it is no longer asked, with a reason.
enum class BranchState { issued, received, in_work, reported, accepted, returned, closed, withdrawn };
std::string_view code(BranchState state);
std::string_view zh_name(BranchState state);
std::string_view en_name(BranchState state);
std::optional<BranchState> branch_state_of(std::string_view code);
// Whether the recipient still has to do something: until it is reported.
bool is_waiting(BranchState state);
// Whether there is an answer: reported, accepted or closed.
bool has_answer(BranchState state);
// Whether nothing is to be waited for any more: accepted, closed or withdrawn.
bool is_settled(BranchState state);
// Steps that a recipient takes by itself (received, in_work, reported), and those of whoever stands above
// (accepted, returned, withdrawn). Closing follows by itself.
bool may_follow(BranchState now, BranchState next);
bool is_of_above(BranchState next);

enum class ExtensionState { none, asked, granted, refused };
std::string_view code(ExtensionState state);
std::optional<ExtensionState> extension_state_of(std::string_view code);

// How far down the chain a role stands: the office 0, committees and stations 1, police teams 2, leaders and
// officers of grids 3, coordinators and helpers 4. None: takes no part. Instructions go down only.
std::optional<int> tier_of(access::Role role);
bool may_receive(access::Role from, access::Role to);

struct Instruction {
  InstructionId id;
  std::int64_t version = 1;
  access::PostId post;
  access::AreaId area;
  std::string title, text, month;
  Instant issued{}, due{};
  InstructionState state = InstructionState::open;
  std::int64_t leaves = 0, answered = 0;
  std::optional<Instant> ended = {};
  std::optional<std::string> reason = {};
};

struct Extension {
  ExtensionState state = ExtensionState::none;
  std::optional<Instant> until = {};
  std::optional<std::string> reason = {}, answer = {};
};

struct Branch {
  BranchId id;
  std::int64_t version = 1;
  InstructionId instruction;
  std::optional<BranchId> parent = {};
  access::PostId above, post;
  access::AreaId area;
  BranchState state = BranchState::issued;
  Instant issued{}, due{};
  std::optional<Instant> received = {}, reported = {};
  std::optional<std::string> remark = {}, reason = {};
  std::int64_t leaves = 1, answered = 0;
  Extension extension = {};
  int clock_step = 0;
  std::optional<Instant> clock = {};
};
bool is_overdue(const Branch& branch, Instant now);

inline constexpr std::size_t kLongestInstructionTitle = 80, kLongestParagraph = 400, kLongestReason = 200;
inline constexpr std::size_t kMostParagraphs = 20, kMostFiles = 5, kMostRecipients = 1000;
inline constexpr std::chrono::days kFarthestDue{366};
inline constexpr std::chrono::days kInstructionsKept{730};  // after they have ended

// at_most: the due time of the branch above. Problem: instruction_due, at "due_at".
Done check_due(Instant now, Instant due, std::optional<Instant> at_most);

// The clock: one reminder before it is due, one when it is due, and every day that it is overdue one more
// tier above is told, up to the issuer.
inline constexpr std::chrono::hours kRemindBefore{24}, kEscalateEvery{24};
// When the reminder before the due time is told: half way, where less than two days are given.
Instant reminder_at(Instant issued, Instant due);
// Where the clock stands of something that is due then: the step and its time.
struct ClockStand {
  int step = 0;
  std::optional<Instant> at = {};
};
ClockStand clock_from(Instant now, Instant issued, Instant due);
// After the step was told. above: how many tiers stand above the recipient, the issuer being the last.
ClockStand clock_after(int step, Instant due, int above);

}  // namespace weige::work
