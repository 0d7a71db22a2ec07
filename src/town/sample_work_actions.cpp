#include "town/sample_work_actions.h"

#include "town/sample_instruction_actions.h"
#include "town/sample_meeting_actions.h"
#include "town/sample_place_work_actions.h"
#include "town/sample_visit_actions.h"

namespace weige::town {

Result<SampleWorkMade> make_sample_work(const SampleWorkWish& wish) {
  WEIGE_TRY(const auto teams, make_sample_teams(wish));
  WEIGE_CHECK(list_sample_key_premises(wish));
  WEIGE_CHECK(make_sample_visits(wish, teams));
  WEIGE_CHECK(make_sample_instructions(wish, teams));
  WEIGE_CHECK(make_sample_place_work(wish, teams));
  WEIGE_CHECK(make_sample_meetings(wish, teams));
  return SampleWorkMade{.teams = static_cast<int>(teams.size()),
                        .idle_grids = static_cast<int>(wish.layers.grids.size() - teams.size())};
}

}  // namespace weige::town
