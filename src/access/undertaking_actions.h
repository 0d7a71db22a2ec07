// Use cases of the confidentiality undertaking: look at it, sign it. Open to whoever is signed in.
#pragma once

#include <optional>

#include "access/actor.h"
#include "access/audit.h"
#include "access/undertaking.h"
#include "store/database.h"

namespace weige::access {

struct Undertaking {
  UndertakingText text;
  std::optional<Instant> signed_at = {};
  std::optional<Instant> valid_until = {};  // until when that signature holds, or held
};

Undertaking read_undertaking(store::Transaction& tx, const Actor& actor);
// Problems: those of check(UndertakingAnswer). Signing anew before the year is over renews it.
Result<Undertaking> sign_undertaking(store::Transaction& tx, Instant now, const Actor& actor,
                                     const UndertakingAnswer& answer);

// A reset of the second factor and a link for a new password, one soon after the other or before the owner
// has dismissed the notice of the first: whoever did both can act as the account. What it signed is void, so
// that nothing of residents is shown before it is signed anew, and the auditor finds it among the alarms.
inline constexpr AuditAction kAccountOpened{"alarm.account_opened"};
inline constexpr std::chrono::days kOpenedWithin{30};
void note_opened(store::Transaction& tx, Instant now, const Actor& actor, AccountId account);

}  // namespace weige::access
