// SQL of flagged sites with their steps and checks.
#pragma once

#include <optional>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "store/database.h"
#include "work/flagged_site.h"

namespace weige::work {

inline constexpr access::SubjectKind kSiteSubject{"flagged_site"};

enum class SiteState { open, closed };
std::string_view code(SiteState state);
std::optional<SiteState> site_state_of(std::string_view code);

// With steps and checks; newest first.
std::vector<FlaggedSite> find_sites(store::Transaction& tx, const access::Scope& scope, SiteState state,
                                    const PlacePage& page);
std::optional<FlaggedSite> find_site(store::Transaction& tx, const access::Scope& scope, SiteId id);
access::Change insert_site(store::Transaction& tx, const FlaggedSite& site);
// Another version: something about it was done. nullopt: somebody was faster.
std::optional<access::Change> touch_site(store::Transaction& tx, const FlaggedSite& site);
void close_site_row(store::Transaction& tx, SiteId id, Day on, access::PostId by);
void insert_site_step(store::Transaction& tx, SiteId site, const SiteStep& step);
void finish_site_step(store::Transaction& tx, SiteStepId id, Day on, access::PostId by);
void insert_site_check(store::Transaction& tx, SiteId site, const SiteCheck& check);
// Closed ones from before the day go, with all that hangs on them; how many, at most the limit.
std::int64_t erase_closed_sites(store::Transaction& tx, Day before, int limit);

}  // namespace weige::work
