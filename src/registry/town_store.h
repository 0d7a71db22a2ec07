// SQL of what the register knows about the town as a whole.
#pragma once

#include <string>
#include <string_view>

#include "access/change.h"
#include "store/database.h"

namespace weige::registry {

inline constexpr access::SubjectKind kTownSubject{"town"};

// What completes an address that leaves province, district and town out: "上海市青浦区徐泾镇". Empty until
// the town is set up.
std::string town_text(store::Transaction& tx);
access::Change put_town_text(store::Transaction& tx, std::string_view text);

}  // namespace weige::registry
