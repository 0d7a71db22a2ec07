#include "work/lead.h"

#include <array>
#include <utility>

namespace weige::work {
namespace {

constexpr std::array kLeadStates{std::pair{LeadState::waiting, "waiting"}, std::pair{LeadState::read, "read"},
                                 std::pair{LeadState::followed_up, "followed_up"},
                                 std::pair{LeadState::unfounded, "unfounded"}};

}  // namespace

std::string_view code(LeadState state) {
  return kLeadStates.at(static_cast<std::size_t>(state)).second;
}

std::optional<LeadState> lead_state_of(std::string_view text) {
  for (const auto& [state, name] : kLeadStates)
    if (text == name) return state;
  return std::nullopt;
}

std::optional<LeadState> lead_mark_of(std::string_view text) {
  const auto state = lead_state_of(text);
  return state == LeadState::waiting ? std::nullopt : state;
}

Day lead_expiry(Day received_on) {
  return Day{std::chrono::sys_days{received_on} + kLeadKept};
}

}  // namespace weige::work
