// Use cases of what an account's owner is told of it: read it, say that it was them, or that it was not.
#pragma once

#include <vector>

#include "access/account_actions.h"
#include "access/account_notice.h"
#include "access/session.h"
#include "access/sign_in_actions.h"
#include "store/database.h"

namespace weige::access {

// Nothing in a session that has not passed the second factor, or that did it itself.
std::vector<AccountNotice> own_notices(store::Transaction& tx, const Session& session);
int own_notice_count(store::Transaction& tx, const Session& session);

// It was them. Problems: not_found, those of has_passed.
Done own_notice(store::Transaction& tx, Instant now, const Session& session, NoticeId id);

struct Disowning {
  NoticeId notice;
  PasswordChange change;
};
// It was not them: whoever it was knew the password, so it takes a new one. All sessions of the account end,
// this one included; the passkey that was added goes, or the authenticator that was set up, and the recovery
// codes. It is an alarm in the log; the security administrators are told, whose accounts come back. Problems:
// not_found, those of has_passed and of change_password.
Result<std::vector<AccountId>> disown(store::Database& database, const SignInContext& context,
                                      const Session& session, Disowning disowning);

}  // namespace weige::access
