// SQL of who does which duty in a committee. No data of people, so no Scope: the actions ask.
#pragma once

#include <vector>

#include "access/change.h"
#include "access/ids.h"
#include "base/clock.h"
#include "store/database.h"
#include "teams/duty_share.h"

namespace weige::teams {

inline constexpr access::SubjectKind kDutyShareSubject{"team_duty_share"};

std::vector<DutyShare> settled_shares(store::Transaction& tx, access::AreaId committee);
access::Change put_share(store::Transaction& tx, access::AreaId committee, const DutyShare& share, Day on);
// Back to the plan's own.
access::Change delete_share(store::Transaction& tx, access::AreaId committee, const std::string& number);
// Settled before that day, of committees that have ended.
std::int64_t erase_ended_shares(store::Transaction& tx, Day before);

}  // namespace weige::teams
