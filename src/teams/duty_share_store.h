// SQL of who does which duty in a committee. No data of people, so no Scope: the actions ask.
#pragma once

#include <vector>

#include "access/change.h"
#include "access/ids.h"
#include "store/database.h"
#include "teams/duty_share.h"

namespace weige::teams {

inline constexpr access::SubjectKind kDutyShareSubject{"team_duty_share"};

std::vector<DutyShare> settled_shares(store::Transaction& tx, access::AreaId committee);
access::Change put_share(store::Transaction& tx, access::AreaId committee, const DutyShare& share);
// Back to the plan's own.
access::Change delete_share(store::Transaction& tx, access::AreaId committee, const std::string& number);

}  // namespace weige::teams
