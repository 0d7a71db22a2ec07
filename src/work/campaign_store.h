// SQL of campaigns and of the doors that they ask for.
#pragma once

#include <optional>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "store/database.h"
#include "work/campaign.h"

namespace weige::work {

inline constexpr access::SubjectKind kCampaignSubject{"campaign"};

access::Change insert_campaign(store::Transaction& tx, const Campaign& campaign);
// nullopt: its version is another by now.
std::optional<access::Change> end_campaign_row(store::Transaction& tx, const Campaign& campaign);

// Running ones first, the newest first, with how far they are.
std::vector<Campaign> campaigns_in_scope(store::Transaction& tx, const access::Scope& scope, int limit);
std::optional<Campaign> find_campaign(store::Transaction& tx, const access::Scope& scope, CampaignId id);

// For the job that opens their tasks, of all areas.
bool has_campaign_work(store::Transaction& tx, Day today);
// Without how far it is.
std::optional<Campaign> campaign_to_open(store::Transaction& tx);
// One that is over and has tasks that wait still.
std::optional<CampaignId> campaign_to_clear(store::Transaction& tx);
// Premises within its area that it asks for, behind opened_to, by id.
std::vector<std::int64_t> campaign_doors(store::Transaction& tx, const Campaign& campaign, int limit);
void note_opened(store::Transaction& tx, CampaignId id, std::int64_t opened_to);
// Those whose last day is over. No receipt: the day was set when it began.
void end_campaigns(store::Transaction& tx, Day today);
// Ended ones whose last day was before the day and that no task belongs to any more; how many, at most the
// limit.
std::int64_t erase_ended_campaigns(store::Transaction& tx, Day before, int limit);

}  // namespace weige::work
