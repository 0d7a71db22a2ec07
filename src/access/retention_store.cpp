#include "access/retention_store.h"

#include <algorithm>

#include "access/approval.h"
#include "access/data_keys.h"
#include "access/resident_session.h"
#include "access/resident_session_store.h"

namespace weige::access {

std::int64_t remove_sessions(store::Transaction& tx, Instant last_used_before, Instant now) {
  return tx.exec("DELETE FROM session WHERE last_seen_at <= $1 OR absolute_end_at <= $2", last_used_before,
                 now);
}

std::int64_t remove_resident_codes(store::Transaction& tx, Instant now) {
  return tx.exec("DELETE FROM resident_code WHERE expires_at <= $1", now);
}

std::int64_t remove_resident_sessions(store::Transaction& tx, Instant now) {
  return tx.exec("DELETE FROM resident_session WHERE absolute_end_at <= $1 OR last_seen_at <= $2", now,
                 now - ResidentSessionRules{}.idle);
}

std::int64_t remove_approvals(store::Transaction& tx, Instant expired_before) {
  return tx.exec("DELETE FROM approval WHERE expires_at < $1", expired_before);
}

std::int64_t remove_links(store::Transaction& tx, Instant expired_before) {
  return tx.exec("DELETE FROM one_time_link WHERE expires_at < $1", expired_before);
}

std::int64_t remove_throttles(store::Transaction& tx, Instant failed_before) {
  return tx.exec("DELETE FROM sign_in_throttle WHERE last_failure_at < $1", failed_before);
}

std::int64_t remove_reading_counts(store::Transaction& tx, Day before) {
  return tx.exec("DELETE FROM reading_count WHERE day < $1", before);
}

std::int64_t remove_audit_entries(store::Transaction& tx, Instant before, int limit) {
  const auto last = tx.first(
      "SELECT MAX(page.id) FROM (SELECT id FROM audit_entry WHERE leaf IS NOT NULL AND at < $1 ORDER BY id "
      "LIMIT $2) page",
      [](const store::Row& row) { return row.get<std::optional<std::int64_t>>(0).value_or(0); }, before,
      limit);
  if (last.value_or(0) == 0) return 0;
  tx.exec(
      "DELETE FROM audit_subject WHERE entry_id IN (SELECT e.id FROM audit_entry e WHERE e.leaf IS NOT NULL "
      "AND e.at < $1 AND e.id <= $2)",
      before, *last);
  return tx.exec("DELETE FROM audit_entry WHERE leaf IS NOT NULL AND at < $1 AND id <= $2", before, *last);
}

std::int64_t forget_accounts_in_audit(store::Transaction& tx, Instant disabled_before) {
  return tx.exec(
      "DELETE FROM audit_pseudonym WHERE subject_kind = 'account' AND subject_id IN (SELECT a.id FROM "
      "account "
      "a WHERE a.state = 'disabled' AND a.disabled_at < $1)",
      disabled_before);
}

void note_disabled_accounts(store::Transaction& tx, Instant now) {
  tx.exec("UPDATE account SET disabled_at = $1 WHERE state = 'disabled' AND disabled_at IS NULL", now);
  tx.exec("UPDATE account SET disabled_at = NULL WHERE state <> 'disabled' AND disabled_at IS NOT NULL");
}

std::vector<AccountId> accounts_due(store::Transaction& tx, Instant disabled_before, int limit) {
  return tx.all(
      "SELECT id FROM account WHERE state = 'disabled' AND disabled_at < $1 AND login_key NOT LIKE "
      "'erased:%' ORDER BY id LIMIT $2",
      [](const store::Row& row) { return row.get<AccountId>(0); }, disabled_before, limit);
}

// No login name has a colon: the mark is nobody's name.
void erase_account(store::Transaction& tx, AccountId id, Instant now) {
  const auto mark = "erased:" + std::to_string(id.value);
  tx.exec(
      "UPDATE account SET login_name = $2, login_key = $2, display_name = '', password_hash = NULL, "
      "password_set_at = NULL, last_signed_in_at = NULL, state = 'disabled', disabled_at = "
      "COALESCE(disabled_at, $3) WHERE id = $1",
      id, mark, now);
  tx.exec("DELETE FROM session WHERE account_id = $1", id);
  tx.exec("DELETE FROM one_time_link WHERE account_id = $1", id);
  tx.exec("DELETE FROM second_factor WHERE account_id = $1", id);
  tx.exec("DELETE FROM recovery_code WHERE account_id = $1", id);
  tx.exec("DELETE FROM passkey WHERE account_id = $1", id);
  tx.exec("DELETE FROM account_notice WHERE account_id = $1 OR about_id = $1", id);
  tx.exec("DELETE FROM undertaking_signature WHERE account_id = $1", id);
  destroy_key(tx, {"account", id.value}, now);
}

namespace {

// Whose words may tell of one of the people.
std::vector<ApprovalId> approvals_naming(store::Transaction& tx, std::span<const std::int64_t> people) {
  std::vector<ApprovalId> out;
  tx.each("SELECT id, content FROM approval WHERE kind = 'bulk_erasure' AND (reason <> '' OR answer <> '')",
          [&](const store::Row& row) {
            const auto content = ApprovalContent::parse(row.text(1));
            const auto named = content ? content->ids("people") : std::vector<std::int64_t>{};
            const bool is_one = std::ranges::any_of(
                named, [&](std::int64_t id) { return std::ranges::find(people, id) != people.end(); });
            if (is_one) out.push_back(row.get<ApprovalId>(0));
          });
  return out;
}

}  // namespace

void erase_resident_access(store::Transaction& tx, std::span<const std::int64_t> people) {
  for (const auto id : people) end_resident_access(tx, id);
  for (const auto id : approvals_naming(tx, people))
    tx.exec("UPDATE approval SET reason = '', answer = '' WHERE id = $1", id);
}

}  // namespace weige::access
