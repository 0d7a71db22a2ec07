// Team: the three posts of a micro-grid and the N forces it has enlisted (3+N), whether that is complete and,
// where not, what lacks. Everything follows from records as they stand; nothing of it is typed in. Pure.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/post.h"
#include "base/clock.h"

namespace weige::teams {

// complete: three posts held, undertakings signed, each kind of force there or considered. incomplete:
// something of that was there and is no more. forming: something is still to be done for the first time.
enum class TeamState { forming, complete, incomplete };
std::string_view code(TeamState state);
std::optional<TeamState> team_state_of(std::string_view code);

enum class LackKind {
  post_missing,         // nobody has held it yet
  post_vacant,          // the holder left, and nobody follows
  undertaking_missing,  // the holder has not signed
  undertaking_over,     // signed longer ago than it holds
  kind_open,            // neither enlisted nor considered
  kind_left,            // all of this kind have left
  helpers_unsigned      // some of this kind have not signed, or too long ago
};
std::string_view code(LackKind kind);
bool is_loss(LackKind kind);

// about: the code of a role, or of a kind of helper. count: of helpers, else 1.
struct Lack {
  LackKind kind = LackKind::post_missing;
  std::string about = {};
  int count = 1;
  bool operator==(const Lack&) const = default;
};

// The three, in the order in which they are shown.
inline constexpr std::array kTeamRoles{access::Role::grid_leader, access::Role::community_officer,
                                       access::Role::coordinator};

struct TeamSeat {
  access::Role role = access::Role::nobody;
  std::optional<access::Post> post = {};  // as it is at the instant; none: there is none for the grid
  std::optional<Instant> signed_at = {};  // the holder's newest undertaking
};

// Of one kind of N force in a grid.
struct ForceCount {
  std::string kind;
  int present = 0, left = 0, unsigned_helpers = 0, reachable = 0, guidance_overdue = 0;
  bool considered = false;  // none here, and why
};

// populated: the grid has population elements; one without has no coordinator (A1).
struct TeamFacts {
  bool populated = true;
  std::array<TeamSeat, 3> seats = {};
  std::vector<ForceCount> forces = {};
};

std::vector<Lack> lacks_of(const TeamFacts& facts, Instant now);
TeamState state_of(const std::vector<Lack>& lacks);

}  // namespace weige::teams
