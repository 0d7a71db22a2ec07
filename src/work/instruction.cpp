#include "work/instruction.h"

#include <algorithm>
#include <array>

namespace weige::work {
namespace {

constexpr std::array<std::string_view, 3> kInstructionStates{"open", "closed", "withdrawn"};
constexpr std::array<std::string_view, 4> kExtensionStates{"none", "asked", "granted", "refused"};

struct BranchWord {
  std::string_view code, zh, en;
};
constexpr std::array kBranchWords{
    BranchWord{"issued", "已发布", "issued"},     BranchWord{"received", "已接收", "received"},
    BranchWord{"in_work", "办理中", "in work"},   BranchWord{"reported", "已反馈", "reported"},
    BranchWord{"accepted", "已认可", "accepted"}, BranchWord{"returned", "已退回", "returned"},
    BranchWord{"closed", "已办结", "closed"},     BranchWord{"withdrawn", "已撤回", "withdrawn"}};

template <class Enum, std::size_t n>
std::optional<Enum> instruction_enum_of(const std::array<std::string_view, n>& codes, std::string_view text) {
  const auto found = std::ranges::find(codes, text);
  if (found == codes.end()) return std::nullopt;
  return static_cast<Enum>(found - codes.begin());
}

const BranchWord& word_of_branch(BranchState state) {
  return kBranchWords.at(static_cast<std::size_t>(state));
}

}  // namespace

std::string_view code(InstructionState state) {
  return kInstructionStates.at(static_cast<std::size_t>(state));
}
std::optional<InstructionState> instruction_state_of(std::string_view text) {
  return instruction_enum_of<InstructionState>(kInstructionStates, text);
}

std::string_view code(ExtensionState state) {
  return kExtensionStates.at(static_cast<std::size_t>(state));
}
std::optional<ExtensionState> extension_state_of(std::string_view text) {
  return instruction_enum_of<ExtensionState>(kExtensionStates, text);
}

std::string_view code(BranchState state) {
  return word_of_branch(state).code;
}
std::string_view zh_name(BranchState state) {
  return word_of_branch(state).zh;
}
std::string_view en_name(BranchState state) {
  return word_of_branch(state).en;
}
std::optional<BranchState> branch_state_of(std::string_view text) {
  const auto found = std::ranges::find(kBranchWords, text, &BranchWord::code);
  if (found == kBranchWords.end()) return std::nullopt;
  return static_cast<BranchState>(found - kBranchWords.begin());
}

bool is_waiting(BranchState state) {
  using enum BranchState;
  return state == issued || state == received || state == in_work || state == returned;
}

bool has_answer(BranchState state) {
  using enum BranchState;
  return state == reported || state == accepted || state == closed;
}

bool is_settled(BranchState state) {
  using enum BranchState;
  return state == accepted || state == closed || state == withdrawn;
}

bool is_of_above(BranchState next) {
  using enum BranchState;
  return next == accepted || next == returned || next == withdrawn;
}

bool may_follow(BranchState now, BranchState next) {
  using enum BranchState;
  switch (next) {
    case received:
      return now == issued;
    case in_work:
    case reported:
      return is_waiting(now) && now != next;
    case accepted:
      return now == reported;
    case returned:
      return now == reported || now == accepted;
    case withdrawn:
      return !is_settled(now);
    case closed:
      return now == accepted;
    case issued:
      return false;
  }
  return false;
}

std::optional<int> tier_of(access::Role role) {
  using enum access::Role;
  switch (role) {
    case population_office:
      return 0;
    case committee:
    case police_station:
      return 1;
    case police_team:
      return 2;
    case grid_leader:
    case community_officer:
      return 3;
    case coordinator:
    case helper:
      return 4;
    default:
      return std::nullopt;
  }
}

bool may_receive(access::Role from, access::Role to) {
  const auto above = tier_of(from), below = tier_of(to);
  return above && below && *above < *below;
}

bool is_overdue(const Branch& branch, Instant now) {
  return is_waiting(branch.state) && branch.due <= now;
}

Done check_due(Instant now, Instant due, std::optional<Instant> at_most) {
  if (due <= now || due > now + kFarthestDue || (at_most && due > *at_most))
    return problem(ProblemCode::instruction_due, "due_at");
  return done();
}

Instant reminder_at(Instant issued, Instant due) {
  const std::chrono::microseconds before = kRemindBefore, half = (due - issued) / 2;
  return due - std::min(before, half);
}

ClockStand clock_from(Instant now, Instant issued, Instant due) {
  if (now >= due) return {1, due};
  return {0, reminder_at(issued, due)};
}

ClockStand clock_after(int step, Instant due, int above) {
  if (step == 0) return {1, due};
  // When it is due the tier above is told as well; each day later one more.
  if (step >= above) return {step + 1, std::nullopt};
  return {step + 1, due + step * kEscalateEvery};
}

}  // namespace weige::work
