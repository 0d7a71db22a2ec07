#include "work/instruction_team_actions.h"

#include <algorithm>
#include <set>

#include "access/area_store.h"
#include "teams/message_store.h"
#include "teams/message_writer.h"
#include "teams/team_store.h"

namespace weige::work {
namespace {

// From this tier on a post is one of a grid's team.
constexpr int kTeamTier = 3;

bool is_of_team(access::Role role) {
  return tier_of(role).value_or(0) >= kTeamTier;
}

std::vector<access::PostId> posts_of_one(const teams::TeamPosts& team) {
  auto out = team.helpers;
  for (const auto& each : {team.leader, team.officer, team.coordinator})
    if (each) out.push_back(*each);
  return out;
}

}  // namespace

std::vector<TeamTold> tell_teams(const InstructionContext& context, InstructionId id,
                                 const std::vector<Recipient>& recipients) {
  std::set<std::int64_t> asked, told;
  for (const auto& one : recipients)
    if (is_of_team(one.role)) asked.insert(one.post.value);
  std::vector<TeamTold> out;
  if (asked.empty()) return out;
  for (const auto grid : teams::grids_told_of(context.tx, id.value)) told.insert(grid.value);
  std::set<std::int64_t> covered;
  for (const auto& area : access::areas_in_scope(context.tx, context.actor.scope()))
    covered.insert(area.id.value);
  const auto all = teams::all_teams(context.tx);
  for (const auto& [grid, team] : all) {
    auto posts = posts_of_one(team);
    const bool is_asked =
        std::ranges::any_of(posts, [&](access::PostId post) { return asked.contains(post.value); });
    if (!is_asked || told.contains(grid) || !covered.contains(grid)) continue;
    teams::post_notice(context.tx, context.now,
                       {.grid = access::AreaId{grid},
                        .code = teams::NoticeCode::instruction,
                        .ref = id.value,
                        .by = context.actor.post()});
    out.push_back({access::AreaId{grid}, std::move(posts)});
  }
  return out;
}

void stop_telling_teams(const InstructionContext& context, InstructionId id) {
  teams::drop_sends_of(context.tx, id.value);
}

void note_taken_up(const InstructionContext& context, InstructionId id) {
  if (is_of_team(context.actor.role()))
    teams::put_receipts_of(context.tx, id.value, context.actor.post(), context.now);
}

}  // namespace weige::work
