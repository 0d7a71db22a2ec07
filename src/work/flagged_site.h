// Flagged sites (挂牌) and their clean-up (整治): steps with an owner and a day, checks while it lasts, and a
// closing check by a post that owned no step (work plan L4, O4, C4). Values and rules, pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "work/place_work.h"

namespace weige::work {

using SiteId = Id<struct SiteTag>;
using SiteStepId = Id<struct SiteStepTag>;

// Who flagged it.
enum class SiteLevel { grid, committee, town, district, city };
std::string_view code(SiteLevel level);
std::optional<SiteLevel> site_level_of(std::string_view code);

enum class SiteMeasure {
  talk_to_landlord,
  deliver_notice,
  complete_register,
  reduce_people,
  remove_partitions,
  mend_fire_safety,
  mend_charging,
  clear_exits,
  other_clean_up
};
std::string_view code(SiteMeasure measure);
std::optional<SiteMeasure> site_measure_of(std::string_view code);

enum class SiteResult { worse, unchanged, better, cleared };
std::string_view code(SiteResult result);
std::optional<SiteResult> site_result_of(std::string_view code);

struct SiteStep {
  SiteStepId id = {};
  SiteMeasure measure = SiteMeasure::talk_to_landlord;
  PostName owner = {};
  Day due{};
  std::optional<Day> done_on = {};
  std::optional<access::PostId> done_by = {};
};
struct SiteCheck {
  Day on{};
  PostName by = {};
  SiteResult result = SiteResult::unchanged;
};
struct FlaggedSite {
  SiteId id = {};
  std::int64_t version = 1;
  std::int64_t area_id = 0;
  std::string area_name = {};
  std::string name = {};
  std::string place = {};
  std::optional<std::int64_t> premises = {};
  SiteLevel level = SiteLevel::committee;
  Day flagged_on{};
  PostName flagged_by = {};
  std::optional<Day> closed_on = {};
  std::optional<PostName> closed_by = {};
  std::vector<SiteStep> steps = {};
  std::vector<SiteCheck> checks = {};  // the newest first
};

inline constexpr std::size_t kLongestSiteName = 60;
inline constexpr std::size_t kLongestSitePlace = 200;
inline constexpr std::size_t kMostSiteSteps = 30;

// The day by which somebody is to look again, while it is open.
Day site_check_due(const FlaggedSite& site, int every_days);
bool owns_step(const FlaggedSite& site, access::PostId post);
// Problems: site_steps_open (no step, or one not done), own_work (who cleaned up does not close).
Done check_closing(const FlaggedSite& site, access::PostId by);

}  // namespace weige::work
