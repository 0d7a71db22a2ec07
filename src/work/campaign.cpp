#include "work/campaign.h"

#include <algorithm>

#include "access/text_check.h"
#include "registry/code_lists.h"

namespace weige::work {

Done check_campaign(const Campaign& campaign, Day today) {
  using registry::CodeListName;
  constexpr std::chrono::days kLongest{366};
  const std::chrono::sys_days now{today}, until{campaign.until};
  WEIGE_CHECK(access::check_impersonal(campaign.name, kLongestCampaignName, "name"));
  const auto is_use = [](const std::string& use) {
    return registry::is_code(CodeListName::premises_uses, use);
  };
  if (!std::ranges::all_of(campaign.uses, is_use)) return problem(ProblemCode::bad_choice, "uses");
  if (!campaign.label.empty() && !registry::is_code(CodeListName::premises_labels, campaign.label))
    return problem(ProblemCode::bad_choice, "label");
  if (until < now || until > now + kLongest) return problem(ProblemCode::bad_date, "until");
  if (campaign.not_confirmed_since && std::chrono::sys_days{*campaign.not_confirmed_since} > now)
    return problem(ProblemCode::bad_date, "not_confirmed_since");
  return done();
}

}  // namespace weige::work
