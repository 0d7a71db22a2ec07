// Use cases of the confidentiality undertaking: look at it, sign it. Open to whoever is signed in.
#pragma once

#include <optional>

#include "access/actor.h"
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

}  // namespace weige::access
