#include "access/account_notice_store.h"

#include <algorithm>

#include "access/account_store.h"
#include "access/actor_store.h"

namespace weige::access {
namespace {

AccountNotice notice_from_row(const store::Row& row) {
  return {.id = row.get<NoticeId>(0),
          .kind = notice_kind_of(row.get<std::string>(1)),
          .at = row.get<Instant>(2),
          .device = row.get<std::string>(3),
          .passkey = row.get<std::optional<PasskeyId>>(4),
          .passkey_name = row.get<std::optional<std::string>>(5),
          .about = row.get<std::optional<std::string>>(6)};
}

// $1: the account, $2: the session that reads.
#define WEIGE_WAITING_NOTICES " WHERE n.account_id = $1 AND n.session_id <> $2 AND n.answered_at IS NULL"
#define WEIGE_SELECT_NOTICE                                                                         \
  "SELECT n.id, n.kind, n.at, n.device, n.passkey_id, k.name, a.display_name FROM account_notice n" \
  " LEFT JOIN passkey k ON k.id = n.passkey_id LEFT JOIN account a ON a.id = "                      \
  "n.about_id" WEIGE_WAITING_NOTICES

std::string notice_detail(const AccountNotice& notice) {
  return "notice=" + std::string(code(notice.kind));
}

}  // namespace

void note_for_owner(store::Transaction& tx, Instant now, SessionId session, NoticeKind kind,
                    std::optional<PasskeyId> passkey) {
  tx.exec(
      "INSERT INTO account_notice (id, account_id, kind, at, device, session_id, passkey_id)"
      " SELECT CAST($1 AS BIGINT), s.account_id, CAST($2 AS TEXT), CAST($3 AS BIGINT), s.device, s.id,"
      " CAST($4 AS BIGINT) FROM session s WHERE s.id = $5",
      tx.next_id(), code(kind), now, passkey, session);
}

bool note_device(store::Transaction& tx, Instant now, const NewSession& opened, SessionId session) {
  const auto kind = code(NoticeKind::device_signed_in);
  const auto known = tx.all(
      "SELECT device FROM account_notice WHERE account_id = $1 AND kind = $2 ORDER BY id",
      [](const store::Row& row) { return row.get<std::string>(0); }, opened.account, kind);
  if (std::ranges::find(known, opened.device) != known.end()) return false;
  const bool is_told = !known.empty();
  if (!is_told && opened.device.empty()) return false;  // nothing that could be known again
  tx.exec(
      "INSERT INTO account_notice (id, account_id, kind, at, device, session_id, answered_at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7)",
      tx.next_id(), opened.account, kind, now, opened.device, session,
      is_told ? std::nullopt : std::optional(now));
  return is_told;
}

std::vector<AccountId> note_disowned(store::Transaction& tx, Instant now, AccountId about) {
  const auto told = tx.all(
      "SELECT a.id FROM account a WHERE a.state = 'active' AND a.id <> $1 AND EXISTS (SELECT 1 FROM post p"
      " WHERE p.role = 'security_admin' AND " WEIGE_ACTS_IN_POST("a.id") ") ORDER BY a.id",
      [](const store::Row& row) { return row.get<AccountId>(0); }, about, now);
  for (const auto account : told)
    tx.exec(
        "INSERT INTO account_notice (id, account_id, kind, at, device, session_id, about_id)"
        " VALUES ($1, $2, $3, $4, '', 0, $5)",
        tx.next_id(), account, code(NoticeKind::disowned), now, about);
  return told;
}

std::vector<AccountNotice> notices_of(store::Transaction& tx, AccountId account, SessionId reader) {
  return tx.all(WEIGE_SELECT_NOTICE " ORDER BY n.at DESC, n.id DESC", notice_from_row, account, reader);
}

int count_notices(store::Transaction& tx, AccountId account, SessionId reader) {
  return static_cast<int>(tx.scalar<std::int64_t>(
      "SELECT count(*) FROM account_notice n" WEIGE_WAITING_NOTICES, account, reader));
}

std::optional<AccountNotice> find_notice(store::Transaction& tx, NoticeId id, AccountId account,
                                         SessionId reader) {
  return tx.first(WEIGE_SELECT_NOTICE " AND n.id = $3", notice_from_row, account, reader, id);
}

#undef WEIGE_SELECT_NOTICE
#undef WEIGE_WAITING_NOTICES

Change answer_notice(store::Transaction& tx, AccountId account, const AccountNotice& notice, Instant now) {
  if (notice.kind == NoticeKind::device_signed_in)
    tx.exec("UPDATE account_notice SET answered_at = $2 WHERE id = $1", notice.id, now);
  else
    tx.exec("DELETE FROM account_notice WHERE id = $1", notice.id);
  return Change::of(kAccountSubject, account, notice_detail(notice));
}

Change disown_notice(store::Transaction& tx, AccountId account, const AccountNotice& notice) {
  tx.exec("DELETE FROM account_notice WHERE id = $1", notice.id);
  return Change::of(kAccountSubject, account, notice_detail(notice));
}

}  // namespace weige::access
