// Use cases of standing rules: set one while applying a list, see them, end one, and follow one. Right:
// decide_findings. A rule can do no more than whoever set it could do by hand at that very time.
#pragma once

#include <string>
#include <vector>

#include "intake/finding_actions.h"
#include "intake/roster_rule_store.h"

namespace weige::intake {

// Lists of the roster's sender are applied like `wanted` from now on, instead of by the sender's former rule.
// Problems: bad_choice (standing: what came from a form is looked at one by one), forbidden (the former rule
// is that of a post beyond one's areas).
Done set_rule(const registry::WriteContext& context, const Roster& roster, const ApplyRoster& wanted);

struct RosterRuleView {
  RosterRule rule;
  std::string sender, set_by;  // titles of posts
  bool follows = false;        // for the roster at hand: it is followed, or would be
  bool may_end = false;        // by whoever looks
};
// Problem: forbidden.
Result<std::vector<RosterRuleView>> list_rules(store::Transaction& tx, const access::Actor& actor);
// What applying a roster asks of whoever decides. Precondition: the actor decides on it.
struct ApplyingView {
  std::string sender;                              // title of the post that handed it in
  std::optional<registry::OperationId> operation;  // of having applied it; none that the actor does not see
  std::optional<RosterRuleView> rule;  // of its sender, whoever set it; none where no rule is for it
};
ApplyingView view_applying(store::Transaction& tx, Instant now, const access::Actor& actor,
                           const Roster& roster);
// Whether the rule still stands, for a job that does as it says.
bool stands(store::Transaction& tx, access::PostId sender, RosterRuleId id);
// Problems: forbidden, not_found.
Done end_rule(const registry::WriteContext& context, RosterRuleId id);

// Submits the applying of a list that has just been compared, if a rule for its sender was there when it was
// handed in, and the post that answers for it is still held by the same account, still decides, and covers
// the list's area.
void follow_rule(store::Transaction& tx, const Roster& roster, Instant now);

}  // namespace weige::intake
