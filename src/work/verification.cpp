#include "work/verification.h"

#include <algorithm>
#include <array>
#include <utility>

namespace weige::work {
namespace {

constexpr std::array kUnconfirmedCodes{
    std::pair{UnconfirmedReason::nobody_met, std::string_view("nobody_met")},
    std::pair{UnconfirmedReason::no_access, std::string_view("no_access")},
    std::pair{UnconfirmedReason::vacant, std::string_view("vacant")},
    std::pair{UnconfirmedReason::address_wrong, std::string_view("address_wrong")},
    std::pair{UnconfirmedReason::being_clarified, std::string_view("being_clarified")},
    std::pair{UnconfirmedReason::carried_over, std::string_view("carried_over")},
    std::pair{UnconfirmedReason::not_reached, std::string_view("not_reached")}};

constexpr std::size_t kDigitsOfKey = 8;

}  // namespace

std::string_view code(RoundState state) {
  return state == RoundState::closed ? "closed" : "running";
}

std::string_view code(UnconfirmedReason reason) {
  return std::ranges::find(kUnconfirmedCodes, reason, [](const auto& each) { return each.first; })->second;
}

std::optional<UnconfirmedReason> unconfirmed_reason_of(std::string_view text) {
  for (const auto& [reason, name] : kUnconfirmedCodes)
    if (name == text) return reason;
  return std::nullopt;
}

VerificationCounts& VerificationCounts::operator+=(const VerificationCounts& other) {
  doors += other.doors;
  doors_confirmed += other.doors_confirmed;
  residents += other.residents;
  residents_confirmed += other.residents_confirmed;
  premises_confirmed += other.premises_confirmed;
  return *this;
}

std::string_view code(DoorProgress progress) {
  switch (progress) {
    case DoorProgress::confirmed:
      return "confirmed";
    case DoorProgress::task_open:
      return "task_open";
    case DoorProgress::could_not:
      return "could_not";
    case DoorProgress::to_do:
      break;
  }
  return "to_do";
}

std::optional<DoorProgress> door_progress_of(std::string_view text) {
  for (const auto each :
       {DoorProgress::confirmed, DoorProgress::to_do, DoorProgress::task_open, DoorProgress::could_not})
    if (code(each) == text) return each;
  return std::nullopt;
}

bool premises_confirmed(const VerificationDoor& door, Day first) {
  return door.premises_confirmed_at >= first;
}

bool is_confirmed(const VerificationDoor& door, Day first) {
  return premises_confirmed(door, first) && door.residents_confirmed == door.residents;
}

DoorProgress progress_of(const VerificationDoor& door, Day first) {
  if (is_confirmed(door, first)) return DoorProgress::confirmed;
  if (door.reason) return DoorProgress::could_not;
  return door.round_task ? DoorProgress::task_open : DoorProgress::to_do;
}

VerificationCounts counts_of(const std::vector<VerificationDoor>& doors, Day first) {
  VerificationCounts out;
  for (const auto& door : doors)
    out += {.doors = 1,
            .doors_confirmed = is_confirmed(door, first) ? 1 : 0,
            .residents = door.residents,
            .residents_confirmed = door.residents_confirmed,
            .premises_confirmed = premises_confirmed(door, first) ? 1 : 0};
  return out;
}

// What says most about the door itself comes first.
UnconfirmedReason shown_by_signs(const DoorSigns& signs) {
  if (signs.wrong_address) return UnconfirmedReason::address_wrong;
  if (signs.unsafe) return UnconfirmedReason::no_access;
  if (signs.open_finding) return UnconfirmedReason::being_clarified;
  if (signs.other_task) return UnconfirmedReason::carried_over;
  if (signs.vacant) return UnconfirmedReason::vacant;
  return signs.not_at_home ? UnconfirmedReason::nobody_met : UnconfirmedReason::not_reached;
}

std::string walking_key(std::string_view address) {
  std::string out;
  for (std::size_t i = 0; i < address.size();) {
    std::size_t end = i;
    while (end < address.size() && address[end] >= '0' && address[end] <= '9') ++end;
    if (end > i && end - i < kDigitsOfKey) out.append(kDigitsOfKey - (end - i), '0');
    if (end == i) ++end;
    out.append(address.substr(i, end - i));
    i = end;
  }
  return out;
}

Day first_of_month(std::string_view month) {
  return parse_iso_day(std::string(month) + "-01").value();
}

Day first_after(std::string_view month) {
  const auto first = first_of_month(month);
  return (first.year() / first.month() + std::chrono::months{1}) / std::chrono::day{1};
}

}  // namespace weige::work
