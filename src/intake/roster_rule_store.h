// SQL of standing rules: one a sender at most. A rule is seen where the area of the post that set it is.
#pragma once

#include <optional>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "intake/roster_rule.h"
#include "store/database.h"

namespace weige::intake {

inline constexpr access::SubjectKind kRosterRuleSubject{"roster_rule"};

// For the job that follows it and the view of a roster.
std::optional<RosterRule> rule_of_sender(store::Transaction& tx, access::PostId sender);
std::optional<RosterRule> find_rule_in_scope(store::Transaction& tx, const access::Scope& scope,
                                             RosterRuleId id);
std::vector<RosterRule> rules_in_scope(store::Transaction& tx, const access::Scope& scope);

// In the place of the sender's former one.
access::Change put_rule(store::Transaction& tx, const RosterRule& rule);
access::Change erase_rule(store::Transaction& tx, const RosterRule& rule);

}  // namespace weige::intake
