#include "access/account_notice_actions.h"

#include <algorithm>

#include "access/account_notice_store.h"
#include "access/audit.h"
#include "access/passkey_store.h"
#include "access/second_factor_store.h"
#include "access/session_store.h"

namespace weige::access {
namespace {

constexpr AuditAction kNoticeOwned{"account.notice_owned"};
constexpr AuditAction kDisowned{"alarm.account_disowned"};

// Another's trouble is read, and is nothing that could have been oneself.
Result<AccountNotice> notice_to_answer(store::Transaction& tx, const Session& session, NoticeId id) {
  WEIGE_CHECK(has_passed(session));
  auto notice = find_notice(tx, id, session.actor.account(), session.id);
  if (!notice) return problem(ProblemCode::not_found);
  return *std::move(notice);
}

Result<AccountNotice> notice_to_disown(store::Transaction& tx, const Session& session, NoticeId id) {
  WEIGE_TRY(auto notice, notice_to_answer(tx, session, id));
  if (notice.kind == NoticeKind::disowned) return problem(ProblemCode::not_found);
  return notice;
}

// What somebody else had put in place.
std::vector<Change> undo_notice(store::Transaction& tx, AccountId account, const AccountNotice& notice) {
  std::vector<Change> changes;
  changes.push_back(disown_notice(tx, account, notice));
  if (notice.kind == NoticeKind::codes_set_up) changes.push_back(remove_codes(tx, account));
  if (notice.kind == NoticeKind::passkey_added) {
    const auto passkeys = passkeys_of(tx, account);
    const auto added = std::ranges::find(passkeys, notice.passkey,
                                         [](const Passkey& each) { return std::optional(each.id); });
    if (added != passkeys.end()) changes.push_back(delete_passkey(tx, *added));
  }
  delete_recovery_codes(tx, account);
  return changes;
}

}  // namespace

std::vector<AccountNotice> own_notices(store::Transaction& tx, const Session& session) {
  if (!has_passed(session).ok()) return {};
  return notices_of(tx, session.actor.account(), session.id);
}

int own_notice_count(store::Transaction& tx, const Session& session) {
  return has_passed(session).ok() ? count_notices(tx, session.actor.account(), session.id) : 0;
}

Done own_notice(store::Transaction& tx, Instant now, const Session& session, NoticeId id) {
  WEIGE_TRY(const auto notice, notice_to_answer(tx, session, id));
  audit_change(tx, now, session.actor, kNoticeOwned, answer_notice(tx, session.actor.account(), notice, now));
  return done();
}

Result<std::vector<AccountId>> disown(store::Database& database, const SignInContext& context,
                                      const Session& session, Disowning disowning) {
  WEIGE_CHECK(database.read(
      [&](store::Transaction& tx) { return notice_to_disown(tx, session, disowning.notice); }));
  const auto account = session.actor.account();
  std::vector<AccountId> told;
  disowning.change.beside = [&](store::Transaction& tx, Instant now) -> Done {
    WEIGE_TRY(const auto notice, notice_to_disown(tx, session, disowning.notice));
    audit_changes(tx, now, session.actor, kDisowned, undo_notice(tx, account, notice));
    told = note_disowned(tx, now, account);
    delete_sessions(tx, account);
    return done();
  };
  WEIGE_CHECK(change_password(database, context, session, disowning.change));
  return told;
}

}  // namespace weige::access
