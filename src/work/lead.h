// Lead (线索): a letter about observed conduct at a place and time, sealed in the sender's browser to the key
// of an officer's post (boundaries.md 3). It names no sender and no record, and ends by itself. Values, pure.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "access/ids.h"
#include "base/clock.h"

namespace weige::work {

using LeadId = Id<struct LeadTag>;
using LeadKeyId = Id<struct LeadKeyTag>;

enum class LeadState { waiting, read, followed_up, unfounded };
std::string_view code(LeadState state);
std::optional<LeadState> lead_state_of(std::string_view code);
// What an officer makes of a letter: any state but waiting.
std::optional<LeadState> lead_mark_of(std::string_view code);

struct Lead {
  LeadId id;
  access::PostId post;
  LeadKeyId key;
  LeadState state = LeadState::waiting;
  Day received_on{}, expires_on{};  // on the second it is not there any more
  std::string letter = {};          // sealed; left out of lists
};

inline constexpr std::chrono::days kLeadKept{90};
// Of one sender's post, to whomever. An officer's box holds so many and then takes no more.
inline constexpr int kMostLeadsADay = 10;
inline constexpr int kMostLeadsHeld = 500;

Day lead_expiry(Day received_on);

}  // namespace weige::work
