#include "work/instruction_clock_actions.h"

#include "access/audit.h"
#include "work/instruction_branch_store.h"
#include "work/instruction_store.h"

namespace weige::work {
namespace {

using store::Transaction;

constexpr access::AuditAction kReminded{"instruction.reminded"};
constexpr int kBranchesAtOnce = 100, kInstructionsAtOnce = 20;

struct ClockTurn {
  Transaction& tx;
  Instant now;
  std::vector<InstructionTold>& told;
  std::vector<access::Change>& changes;
};

void tell(const ClockTurn& turn, const Branch& branch, access::PostId post, NoticeKind kind) {
  const bool is_new = insert_notice(turn.tx, {.branch = branch.id,
                                              .post = post,
                                              .kind = kind,
                                              .step = branch.clock_step,
                                              .due = branch.due,
                                              .told = turn.now});
  if (!is_new) return;
  turn.told.push_back({branch.instruction, post});
  turn.changes.push_back(access::Change::of(kBranchSubject, branch.id, "notice=" + std::string(code(kind))));
}

// One step of one branch. A reminder that comes when it is due already is passed over.
void turn_clock(const ClockTurn& turn, const Branch& branch) {
  if (!is_waiting(branch.state)) {
    set_clock(turn.tx, branch, {branch.clock_step, std::nullopt});
    return;
  }
  const auto above = posts_above(turn.tx, branch);
  const auto next = clock_after(branch.clock_step, branch.due, static_cast<int>(above.size()));
  if (!set_clock(turn.tx, branch, next)) return;
  const auto step = static_cast<std::size_t>(branch.clock_step);
  if (step == 0 && turn.now < branch.due) tell(turn, branch, branch.post, NoticeKind::due_soon);
  if (step == 1) tell(turn, branch, branch.post, NoticeKind::due);
  if (step >= 1 && step <= above.size()) tell(turn, branch, above[step - 1], NoticeKind::escalated);
}

// Whether there may be more.
Result<bool> turn_clocks(Transaction& tx, Instant now, std::vector<InstructionTold>& told) {
  std::vector<access::Change> changes;
  const auto due = branches_on_clock(tx, now, kBranchesAtOnce);
  for (const auto& branch : due) turn_clock({tx, now, told, changes}, branch);
  if (!changes.empty()) {
    const auto actor = access::Actor::system(tx, now, access::SystemReason::maintenance);
    access::audit_changes(tx, now, actor, kReminded, std::move(changes));
  }
  return !due.empty();
}

}  // namespace

Result<std::vector<InstructionTold>> run_instruction_clock(store::Database& database, Instant now) {
  std::vector<InstructionTold> out;
  const bool any = database.read([&](Transaction& tx) { return !branches_on_clock(tx, now, 1).empty(); });
  for (bool more = any; more;) {
    std::vector<InstructionTold> told;
    WEIGE_TRY(more, database.write([&](Transaction& tx) -> Result<bool> {
      told.clear();  // a repeated transaction tells anew
      return turn_clocks(tx, now, told);
    }));
    out.insert(out.end(), told.begin(), told.end());
  }
  return out;
}

Done erase_old_instructions(store::Database& database, Instant now) {
  for (bool more = true; more;) {
    WEIGE_TRY(more, database.write([&](Transaction& tx) -> Result<bool> {
      return erase_expired_instructions(tx, now, kInstructionsAtOnce) > 0;
    }));
  }
  return done();
}

}  // namespace weige::work
