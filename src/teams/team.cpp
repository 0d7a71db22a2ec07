#include "teams/team.h"

#include <algorithm>
#include <span>

#include "access/code_list.h"
#include "access/undertaking.h"

namespace weige::teams {
namespace {

constexpr access::CodeEntry<TeamState> kTeamStates[]{
    {TeamState::forming, "forming", "组建中", "forming"},
    {TeamState::complete, "complete", "完整", "complete"},
    {TeamState::incomplete, "incomplete", "缺员", "incomplete"}};
constexpr access::CodeEntry<LackKind> kLackKinds[]{
    {LackKind::post_missing, "post_missing", "", ""},
    {LackKind::post_vacant, "post_vacant", "", ""},
    {LackKind::undertaking_missing, "undertaking_missing", "", ""},
    {LackKind::undertaking_over, "undertaking_over", "", ""},
    {LackKind::kind_open, "kind_open", "", ""},
    {LackKind::kind_left, "kind_left", "", ""},
    {LackKind::helpers_unsigned, "helpers_unsigned", "", ""}};
constexpr access::CodeList<TeamState> kTeamStateList{kTeamStates};
constexpr access::CodeList<LackKind> kLackList{kLackKinds};

void add_seat_lacks(std::vector<Lack>& lacks, const TeamSeat& seat, Instant now) {
  const std::string role(access::code(seat.role));
  if (!seat.post || (!seat.post->holder && !seat.post->vacancy))
    return lacks.push_back({LackKind::post_missing, role});
  if (!seat.post->holder) return lacks.push_back({LackKind::post_vacant, role});
  if (!seat.signed_at) return lacks.push_back({LackKind::undertaking_missing, role});
  if (!access::is_undertaken(seat.signed_at, now)) lacks.push_back({LackKind::undertaking_over, role});
}

void add_force_lacks(std::vector<Lack>& lacks, const ForceCount& force) {
  if (force.present == 0 && !force.considered)
    lacks.push_back({force.left > 0 ? LackKind::kind_left : LackKind::kind_open, force.kind});
  if (force.unsigned_helpers > 0)
    lacks.push_back({LackKind::helpers_unsigned, force.kind, force.unsigned_helpers});
}

}  // namespace

std::string_view code(TeamState state) {
  return kTeamStateList.of(state).code;
}

std::optional<TeamState> team_state_of(std::string_view code) {
  return kTeamStateList.find(code);
}

std::string_view code(LackKind kind) {
  return kLackList.of(kind).code;
}

bool is_loss(LackKind kind) {
  return kind == LackKind::post_vacant || kind == LackKind::undertaking_over || kind == LackKind::kind_left;
}

std::vector<Lack> lacks_of(const TeamFacts& facts, Instant now) {
  std::vector<Lack> lacks;
  for (const auto& seat : facts.seats)
    if (facts.populated || seat.role != access::Role::coordinator) add_seat_lacks(lacks, seat, now);
  for (const auto& force : facts.forces) add_force_lacks(lacks, force);
  return lacks;
}

TeamState state_of(const std::vector<Lack>& lacks) {
  if (lacks.empty()) return TeamState::complete;
  const bool lost = std::ranges::any_of(lacks, [](const Lack& lack) { return is_loss(lack.kind); });
  return lost ? TeamState::incomplete : TeamState::forming;
}

}  // namespace weige::teams
