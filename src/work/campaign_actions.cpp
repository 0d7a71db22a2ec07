#include "work/campaign_actions.h"

#include "access/audit.h"
#include "registry/record_store.h"
#include "work/campaign_store.h"

namespace weige::work {
namespace {

using access::Right;

constexpr access::AuditAction kCampaignStarted{"campaign.started"}, kCampaignEnded{"campaign.ended"};
constexpr int kCampaignsShown = 200;

}  // namespace

Result<std::vector<Campaign>> list_campaigns(store::Transaction& tx, const access::Actor& actor) {
  WEIGE_CHECK(actor.may(Right::read_tasks));
  return campaigns_in_scope(tx, actor.scope(), kCampaignsShown);
}

Result<Campaign> start_campaign(store::Transaction& tx, Instant now, const access::Actor& actor,
                                Campaign wish) {
  WEIGE_CHECK(actor.may(Right::assign_tasks));
  WEIGE_CHECK(check_campaign(wish, TownTime{}.day_of(now)));
  if (!registry::covers(tx, actor.scope(), wish.area_id)) return problem(ProblemCode::not_found, "area_id");
  wish.id = {tx.next_id()};
  wish.post = actor.post();
  wish.opened_at = now;
  access::audit_change(tx, now, actor, kCampaignStarted, insert_campaign(tx, wish));
  return wish;
}

Result<Campaign> end_campaign(store::Transaction& tx, Instant now, const access::Actor& actor,
                              const CampaignEnd& end) {
  WEIGE_CHECK(actor.may(Right::assign_tasks));
  const auto campaign = find_campaign(tx, actor.scope(), end.id);
  if (!campaign) return problem(ProblemCode::not_found);
  if (campaign->version != end.version) return problem(ProblemCode::version_conflict);
  if (!campaign->running) return problem(ProblemCode::campaign_over);
  auto change = end_campaign_row(tx, *campaign);
  if (!change) return problem(ProblemCode::version_conflict);
  access::audit_change(tx, now, actor, kCampaignEnded, *std::move(change));
  auto ended = find_campaign(tx, actor.scope(), end.id);
  if (!ended) return problem(ProblemCode::not_found);
  return *std::move(ended);
}

}  // namespace weige::work
