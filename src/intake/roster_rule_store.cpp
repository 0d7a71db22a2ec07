#include "intake/roster_rule_store.h"

#include <sstream>

namespace weige::intake {
namespace {

using store::Row;
using store::Transaction;

// Codes with blanks between them.
std::string kinds_text(const std::vector<FindingKind>& kinds) {
  std::string out;
  for (const auto kind : kinds) out.append(out.empty() ? "" : " ").append(code(kind));
  return out;
}

std::vector<FindingKind> kinds_from(std::string_view text) {
  std::istringstream in{std::string(text)};
  std::vector<FindingKind> out;
  for (std::string word; in >> word;)  // a kind that this version does not know is nothing it could do
    if (const auto kind = finding_kind_of(word)) out.push_back(*kind);
  return out;
}

RosterRule rule_from_row(const Row& row) {
  return {.id = row.get<RosterRuleId>(0),
          .sender = row.get<access::PostId>(1),
          .account = row.get<access::AccountId>(2),
          .post = row.get<access::PostId>(3),
          .area = row.get<access::AreaId>(4),
          .kinds = kinds_from(row.text(5)),
          .confirm_same = row.get<bool>(6),
          .set_at = row.get<Instant>(7)};
}

constexpr std::string_view kSelect =
    "SELECT t.id, t.sender_post_id, t.account_id, t.post_id, t.area_id, t.kinds, t.confirm_same, t.set_at "
    "FROM roster_rule t WHERE ";
constexpr std::string_view kSeen =
    "EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = t.area_id)";

}  // namespace

std::optional<RosterRule> rule_of_sender(Transaction& tx, access::PostId sender) {
  static const std::string sql = std::string(kSelect) + "t.sender_post_id = $1";
  return tx.first(sql, rule_from_row, sender);
}

std::optional<RosterRule> find_rule_in_scope(Transaction& tx, const access::Scope& scope, RosterRuleId id) {
  static const std::string sql = std::string(kSelect) + std::string(kSeen) + " AND t.id = $2";
  return tx.first(sql, rule_from_row, scope, id);
}

std::vector<RosterRule> rules_in_scope(Transaction& tx, const access::Scope& scope) {
  static const std::string sql = std::string(kSelect) + std::string(kSeen) + " ORDER BY t.id";
  return tx.all(sql, rule_from_row, scope);
}

access::Change put_rule(Transaction& tx, const RosterRule& rule) {
  tx.exec("DELETE FROM roster_rule WHERE sender_post_id = $1", rule.sender);
  tx.exec(
      "INSERT INTO roster_rule (id, sender_post_id, account_id, post_id, area_id, kinds, confirm_same, "
      "set_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      rule.id, rule.sender, rule.account, rule.post, rule.area, kinds_text(rule.kinds), rule.confirm_same,
      rule.set_at);
  return access::Change::of(kRosterRuleSubject, rule.id,
                            "sender=" + std::to_string(rule.sender.value) +
                                " kinds=" + kinds_text(rule.kinds) + (rule.confirm_same ? " same" : ""));
}

access::Change erase_rule(Transaction& tx, const RosterRule& rule) {
  tx.exec("DELETE FROM roster_rule WHERE id = $1", rule.id);
  return access::Change::of(kRosterRuleSubject, rule.id, "sender=" + std::to_string(rule.sender.value));
}

}  // namespace weige::intake
