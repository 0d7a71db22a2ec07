// Use cases of flagged sites (L4, O4, C4). Rights: read_tasks to look and to say that a step is done,
// manage_key_premises for everything else.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "work/flagged_site_store.h"
#include "work/place_work.h"

namespace weige::work {

// check_due: while it is open. is_overdue: a step or a check should have been done by now.
struct SiteView {
  FlaggedSite site = {};
  std::optional<Day> check_due = {};
  bool is_overdue = false;
};
Result<PlaceList<SiteView>> list_sites(const PlaceContext& context, SiteState state, const PlacePage& page);
Result<SiteView> read_site(const PlaceContext& context, SiteId id);

struct NewSite {
  std::string name = {}, place = {};
  std::int64_t area = 0;
  std::optional<std::int64_t> premises = {};
  SiteLevel level = SiteLevel::committee;
  Day flagged_on{};
};
// Problems: missing_field, too_long, names_a_number, not_found, date_out_of_range.
Result<SiteView> flag_site(const PlaceContext& context, const NewSite& input);

struct NewSiteStep {
  SiteMeasure measure = SiteMeasure::talk_to_landlord;
  access::PostId owner = {};
  Day due{};
};
// Problems of all below: not_found, version_conflict, work_over (it is closed, the step is done).
Result<SiteView> add_site_step(const PlaceContext& context, const SeenVersion& seen,
                               const NewSiteStep& input);
// By its owner or anybody else there: the closing check is another's.
Result<SiteView> finish_step(const PlaceContext& context, const SeenVersion& seen, SiteStepId step);
Result<SiteView> check_site(const PlaceContext& context, const SeenVersion& seen, SiteResult result);
// The closing check, with the result `cleared`. Problems: check_closing().
Result<SiteView> close_site(const PlaceContext& context, const SeenVersion& seen);

}  // namespace weige::work
