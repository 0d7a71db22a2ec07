// Use cases of the town's six norms (K1-K6): look at what holds and what will, make a version from a day on,
// withdraw one whose day has not come. Who it was is a post; every change is audited.
#pragma once

#include <string>
#include <vector>

#include "access/actor.h"
#include "norms/rule_field.h"
#include "norms/version.h"
#include "store/database.h"

namespace weige::town {

struct NormContext {
  store::Transaction& tx;
  const access::Actor& actor;
  Instant now;
  TownTime town = {};
  Day today() const { return town.day_of(now); }
};

// changed: the fields that differ from the version before it, or from what ships.
struct NormVersionView {
  norms::NormVersion version;
  norms::VersionState state = norms::VersionState::coming;
  std::string by;
  std::vector<std::string> changed;
};
struct NormView {
  norms::Norm norm = norms::Norm::k1;
  norms::Rules shipped, today;
  std::vector<NormVersionView> versions;  // newest first, by the day and by when they were made
};

struct NormWish {
  norms::Norm norm = norms::Norm::k1;
  Day effective_from = {};
  norms::VersionReason reason = norms::VersionReason::town_decision;
  norms::RuleWish rules = {};  // what it does not name stays as it would be on that day
};

Result<std::vector<NormView>> list_norms(const NormContext& context);
Result<NormView> read_norm(const NormContext& context, norms::Norm norm);
// Problems: forbidden, those of with_wish, date_out_of_range (the day), norm_unchanged.
Result<NormView> make_norm_version(const NormContext& context, const NormWish& wish);
// Problems: forbidden, not_found, norm_in_force.
Done withdraw_norm_version(const NormContext& context, norms::VersionId id);

}  // namespace weige::town
