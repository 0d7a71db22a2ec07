#include "work/flagged_site.h"

#include <algorithm>

#include "work/code_pairs.h"

namespace weige::work {
namespace {

constexpr CodePairs kSiteLevels({std::pair{SiteLevel::grid, std::string_view("grid")},
                                 {SiteLevel::committee, "committee"},
                                 {SiteLevel::town, "town"},
                                 {SiteLevel::district, "district"},
                                 {SiteLevel::city, "city"}});
constexpr CodePairs kSiteMeasures({std::pair{SiteMeasure::talk_to_landlord,
                                             std::string_view("talk_to_landlord")},
                                   {SiteMeasure::deliver_notice, "deliver_notice"},
                                   {SiteMeasure::complete_register, "complete_register"},
                                   {SiteMeasure::reduce_people, "reduce_people"},
                                   {SiteMeasure::remove_partitions, "remove_partitions"},
                                   {SiteMeasure::mend_fire_safety, "mend_fire_safety"},
                                   {SiteMeasure::mend_charging, "mend_charging"},
                                   {SiteMeasure::clear_exits, "clear_exits"},
                                   {SiteMeasure::other_clean_up, "other_clean_up"}});
constexpr CodePairs kSiteResults({std::pair{SiteResult::worse, std::string_view("worse")},
                                  {SiteResult::unchanged, "unchanged"},
                                  {SiteResult::better, "better"},
                                  {SiteResult::cleared, "cleared"}});

}  // namespace

std::string_view code(SiteLevel level) {
  return kSiteLevels.code(level);
}

std::optional<SiteLevel> site_level_of(std::string_view text) {
  return kSiteLevels.find(text);
}

std::string_view code(SiteMeasure measure) {
  return kSiteMeasures.code(measure);
}

std::optional<SiteMeasure> site_measure_of(std::string_view text) {
  return kSiteMeasures.find(text);
}

std::string_view code(SiteResult result) {
  return kSiteResults.code(result);
}

std::optional<SiteResult> site_result_of(std::string_view text) {
  return kSiteResults.find(text);
}

Day site_check_due(const FlaggedSite& site, int every_days) {
  const std::chrono::sys_days last{site.checks.empty() ? site.flagged_on : site.checks.front().on};
  return Day{last + std::chrono::days{every_days}};
}

bool owns_step(const FlaggedSite& site, access::PostId post) {
  return std::ranges::any_of(
      site.steps, [&](const SiteStep& step) { return step.owner.id == post || step.done_by == post; });
}

Done check_closing(const FlaggedSite& site, access::PostId by) {
  const bool is_done = !site.steps.empty() && std::ranges::all_of(site.steps, [](const SiteStep& step) {
    return step.done_on.has_value();
  });
  if (!is_done) return problem(ProblemCode::site_steps_open);
  if (owns_step(site, by)) return problem(ProblemCode::own_work);
  return done();
}

}  // namespace weige::work
