// Use cases of helpers: enlist, change, let go, guide. Every change of the list is told to the team (L10).
// Rights: read_organisation to see them with their contact, edit_teams to keep the list; guidance is for the
// police posts that lead at doors, lead_refusals (N2).
#pragma once

#include <vector>

#include "teams/helper_store.h"
#include "teams/team_actions.h"

namespace weige::teams {

struct HelperView {
  Helper helper;
  std::string place = {};  // of its premises, where the actor may see them
  bool guidance_overdue = false, undertaking_holds = false;
};
// Problems: forbidden, not_found.
Result<std::vector<HelperView>> list_helpers(const TeamContext& context, access::AreaId grid, Which which);
// The phone in full, for a stated purpose, whichever it is: it was told so that the team can reach somebody.
// The caller notes the reading, which counts. Problems: forbidden, purpose_required, not_found.
Result<std::string> read_helper_phone(const TeamContext& context, HelperId id);

// Problems: forbidden, not_found, those of checked(), team_kind_unknown, bad_choice (premises, post),
// team_helper_there.
Result<HelperView> enlist_helper(const TeamContext& context, access::AreaId grid, const HelperFields& fields);
// Those, and version_conflict, team_helper_left.
enum class PhoneIs { told, kept };  // kept: pages show it masked and send it back only when it is new
struct HelperEdit {
  HelperId id;
  std::int64_t version = 0;
  HelperFields fields = {};
  PhoneIs phone = PhoneIs::told;
};
Result<HelperView> change_helper(const TeamContext& context, const HelperEdit& edit);
struct HelperLeaving {
  HelperId id;
  std::int64_t version = 0;
  Leaving leaving = {};
};
Result<HelperView> let_helper_go(const TeamContext& context, const HelperLeaving& leaving);
Result<HelperView> read_helper(const TeamContext& context, HelperId id);

// Of several in one go; one that was noted already is no fault. Problems: forbidden, not_found,
// team_helper_left, bad_date (after today, or before somebody joined), missing_field.
struct GuidanceNote {
  std::vector<HelperId> helpers = {};
  Day on{};
  GuidanceTopic topic = GuidanceTopic::registration;
};
Done note_guidance(const TeamContext& context, access::AreaId grid, const GuidanceNote& note);

}  // namespace weige::teams
