// Campaign (专项走访): work at many doors until a day. Which doors follows from premises and records alone,
// never from kinds of people. Values, pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/ids.h"
#include "base/clock.h"
#include "base/result.h"

namespace weige::work {

using CampaignId = Id<struct CampaignTag>;

struct Campaign {
  CampaignId id = {};
  std::int64_t version = 1;
  std::int64_t area_id = 0;  // with what lies beneath it
  std::string name = {};
  std::vector<std::string> uses = {};  // of premises; none: all
  std::string label = {};              // of premises; "": any
  std::optional<Day> not_confirmed_since = {};
  Day until{};
  bool running = true;
  std::int64_t opened_to = 0;  // the last premises, or kAllOpened
  access::PostId post = {};
  Instant opened_at = {};
  int waiting = 0, done = 0;  // tasks, when read
};
inline constexpr std::int64_t kAllOpened = -1;

inline constexpr std::size_t kLongestCampaignName = 40;
// Problems: those of check_impersonal (name), bad_choice (uses, label: not in the register's lists), bad_date
// (until: gone by, or further than a year; not_confirmed_since: in the future).
Done check_campaign(const Campaign& campaign, Day today);

}  // namespace weige::work
