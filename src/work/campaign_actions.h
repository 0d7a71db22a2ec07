// Use cases of campaigns. Rights: read_tasks to look, assign_tasks to start and to end one.
#pragma once

#include <vector>

#include "access/actor.h"
#include "store/database.h"
#include "work/campaign.h"

namespace weige::work {

Result<std::vector<Campaign>> list_campaigns(store::Transaction& tx, const access::Actor& actor);
// Its tasks are opened in the background. Problems: forbidden, not_found (the area), those of check_campaign.
Result<Campaign> start_campaign(store::Transaction& tx, Instant now, const access::Actor& actor,
                                Campaign wish);
// Its tasks that wait are cancelled in the background. Problems: forbidden, not_found, version_conflict,
// campaign_over.
struct CampaignEnd {
  CampaignId id;
  std::int64_t version = 0;
};
Result<Campaign> end_campaign(store::Transaction& tx, Instant now, const access::Actor& actor,
                              const CampaignEnd& end);

}  // namespace weige::work
