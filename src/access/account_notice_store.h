// SQL of what owners of accounts are told of them.
#pragma once

#include <optional>
#include <vector>

#include "access/account_notice.h"
#include "access/change.h"
#include "access/ids.h"
#include "access/session_store.h"
#include "store/database.h"

namespace weige::access {

// By the session, of its own account. A session that has ended meanwhile did nothing.
void note_for_owner(store::Transaction& tx, Instant now, SessionId session, NoticeKind kind,
                    std::optional<PasskeyId> passkey = {});
// The session has just been opened: a notice where a device of that class is not known of the account, and
// whether there is one. The first device of all is known by itself; one that does not tell its class is none.
bool note_device(store::Transaction& tx, Instant now, const NewSession& opened, SessionId session);
// To each account that acts as a security administrator, the one that it is about apart; which ones.
std::vector<AccountId> note_disowned(store::Transaction& tx, Instant now, AccountId about);

// Not answered yet and not by that session, the newest first.
std::vector<AccountNotice> notices_of(store::Transaction& tx, AccountId account, SessionId reader);
int count_notices(store::Transaction& tx, AccountId account, SessionId reader);
std::optional<AccountNotice> find_notice(store::Transaction& tx, NoticeId id, AccountId account,
                                         SessionId reader);
// It was them. Only devices leave a row, by which they are known.
Change answer_notice(store::Transaction& tx, AccountId account, const AccountNotice& notice, Instant now);
// It was not them: a device that signed in is not known after that.
Change disown_notice(store::Transaction& tx, AccountId account, const AccountNotice& notice);

}  // namespace weige::access
