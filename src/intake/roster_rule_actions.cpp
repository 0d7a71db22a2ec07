#include "intake/roster_rule_actions.h"

#include "access/audit.h"
#include "access/post_store.h"
#include "intake/finding_apply_actions.h"
#include "intake/roster_store.h"
#include "registry/ledger_store.h"

namespace weige::intake {
namespace {

using store::Transaction;

constexpr access::AuditAction kSet{"roster_rule.set"}, kEnded{"roster_rule.ended"};

RosterRuleView view_of(Transaction& tx, const RosterRule& rule) {
  return {.rule = rule,
          .sender = access::post_title(tx, rule.sender),
          .set_by = access::post_title(tx, rule.post)};
}

// In whose name the rule is followed for the roster; nobody's where it rests or does not reach.
std::optional<access::Actor> follower(Transaction& tx, Instant now, const RosterRule& rule,
                                      const Roster& roster) {
  if (!is_file(roster)) return std::nullopt;
  auto actor = access::Actor::resume(tx, now, rule.account, rule.post, access::Purpose::data_quality);
  if (!actor || !actor->may(access::Right::decide_findings)) return std::nullopt;
  if (!find_roster_in_scope(tx, actor->scope(), roster.id)) return std::nullopt;
  return *std::move(actor);
}

}  // namespace

Done set_rule(const registry::WriteContext& context, const Roster& roster, const ApplyRoster& wanted) {
  WEIGE_CHECK(context.actor.may(access::Right::decide_findings));
  if (!is_file(roster)) return problem(ProblemCode::bad_choice, "standing");
  const auto former = rule_of_sender(context.tx, roster.post);
  if (former && !find_rule_in_scope(context.tx, context.actor.scope(), former->id))
    return problem(ProblemCode::forbidden);
  const RosterRule rule{.id = RosterRuleId{context.tx.next_id()},
                        .sender = roster.post,
                        .account = context.actor.account(),
                        .post = context.actor.post(),
                        .area = context.actor.area(),
                        .kinds = wanted.kinds,
                        .confirm_same = wanted.confirm_same,
                        .set_at = context.now};
  access::audit_change(context.tx, context.now, context.actor, kSet, put_rule(context.tx, rule));
  return done();
}

Result<std::vector<RosterRuleView>> list_rules(Transaction& tx, const access::Actor& actor) {
  WEIGE_CHECK(actor.may_with_purpose(access::Right::decide_findings));
  std::vector<RosterRuleView> out;
  for (const auto& rule : rules_in_scope(tx, actor.scope())) out.push_back(view_of(tx, rule));
  return out;
}

ApplyingView view_applying(Transaction& tx, Instant now, const access::Actor& actor, const Roster& roster) {
  ApplyingView out{.sender = access::post_title(tx, roster.post)};
  if (roster.operation && registry::find_operation(tx, actor.scope(), *roster.operation))
    out.operation = roster.operation;
  if (const auto rule = is_file(roster) ? rule_of_sender(tx, roster.post) : std::nullopt) {
    out.rule = view_of(tx, *rule);
    out.rule->follows = follower(tx, now, *rule, roster).has_value();
    out.rule->may_end = find_rule_in_scope(tx, actor.scope(), rule->id).has_value();
  }
  return out;
}

bool stands(Transaction& tx, access::PostId sender, RosterRuleId id) {
  const auto rule = rule_of_sender(tx, sender);
  return rule && rule->id == id;
}

Done end_rule(const registry::WriteContext& context, RosterRuleId id) {
  WEIGE_CHECK(context.actor.may(access::Right::decide_findings));
  const auto rule = find_rule_in_scope(context.tx, context.actor.scope(), id);
  if (!rule) return problem(ProblemCode::not_found);
  access::audit_change(context.tx, context.now, context.actor, kEnded, erase_rule(context.tx, *rule));
  return done();
}

void follow_rule(Transaction& tx, const Roster& roster, Instant now) {
  const auto rule = rule_of_sender(tx, roster.post);
  if (!rule || roster.created_at < rule->set_at) return;
  const auto actor = follower(tx, now, *rule, roster);
  if (!actor) return;
  (void)submit_applying(
      tx, *actor,
      {.roster = roster.id, .kinds = rule->kinds, .confirm_same = rule->confirm_same, .rule = rule->id.value},
      now);
}

}  // namespace weige::intake
