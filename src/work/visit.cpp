#include "work/visit.h"

#include <algorithm>
#include <array>
#include <utility>

namespace weige::work {
namespace {

using enum VisitOutcome;

constexpr std::array kOutcomeCodes{
    std::pair{spoke_with, std::string_view("spoke_with")},
    std::pair{not_at_home, std::string_view("not_at_home")},
    std::pair{moved, std::string_view("moved")},
    std::pair{wrong_address, std::string_view("wrong_address")},
    std::pair{unsafe, std::string_view("unsafe")},
    std::pair{could_not_be_registered, std::string_view("could_not_be_registered")},
    std::pair{attempted, std::string_view("attempted")}};

constexpr std::array kHintCodes{std::pair{DoorHint::gate_locked, std::string_view("gate_locked")},
                                std::pair{DoorHint::bell_broken, std::string_view("bell_broken")},
                                std::pair{DoorHint::looks_empty, std::string_view("looks_empty")},
                                std::pair{DoorHint::building_works, std::string_view("building_works")},
                                std::pair{DoorHint::shop_closed, std::string_view("shop_closed")},
                                std::pair{DoorHint::come_evening, std::string_view("come_evening")},
                                std::pair{DoorHint::come_weekend, std::string_view("come_weekend")}};

template <class Codes, class Value>
std::string_view code_in(const Codes& codes, Value value) {
  return std::ranges::find(codes, value, [](const auto& each) { return each.first; })->second;
}

template <class Value, class Codes>
std::optional<Value> value_in(const Codes& codes, std::string_view text) {
  const auto* const found = std::ranges::find(codes, text, [](const auto& each) { return each.second; });
  if (found == codes.end()) return std::nullopt;
  return found->first;
}

int hour_of(Instant instant, TownTime town) {
  const auto since = instant - town.start_of(town.day_of(instant));
  return static_cast<int>(std::chrono::duration_cast<std::chrono::hours>(since).count());
}

Result<VisitMoment> moment_on_paper(const ToldTime& told, Instant received, TownTime town) {
  const auto today = town.day_of(received);
  const std::chrono::sys_days then{*told.on_paper}, now{today};
  if (then > now || then < now - kPaperKept) return problem(ProblemCode::bad_date, "on_paper");
  if (then == now && told.hour.value_or(0) > hour_of(received, town))
    return problem(ProblemCode::bad_date, "hour");  // no visit is later than its arrival
  return VisitMoment{.on_day = *told.on_paper, .hour = told.hour};
}

}  // namespace

std::string_view code(VisitOutcome outcome) {
  return code_in(kOutcomeCodes, outcome);
}

std::optional<VisitOutcome> visit_outcome_of(std::string_view text) {
  return value_in<VisitOutcome>(kOutcomeCodes, text);
}

std::optional<VisitOutcome> entered_outcome_of(std::string_view text) {
  const auto outcome = visit_outcome_of(text);
  return outcome == attempted ? std::nullopt : outcome;
}

bool settles(VisitOutcome outcome) {
  return outcome == spoke_with || outcome == moved || outcome == wrong_address;
}

bool is_fruitless(VisitOutcome outcome) {
  return outcome == not_at_home || outcome == unsafe;
}

bool is_answered(VisitOutcome outcome) {
  return outcome == spoke_with || outcome == moved || outcome == could_not_be_registered;
}

std::string_view code(DoorHint hint) {
  return code_in(kHintCodes, hint);
}

std::optional<DoorHint> door_hint_of(std::string_view text) {
  return value_in<DoorHint>(kHintCodes, text);
}

std::string to_text(const std::vector<DoorHint>& hints) {
  std::string out;
  for (const auto hint : hints) out.append(out.empty() ? "" : ",").append(code(hint));
  return out;
}

std::vector<DoorHint> hints_from(std::string_view text) {
  std::vector<DoorHint> out;
  while (!text.empty()) {
    const auto end = std::min(text.find(','), text.size());
    if (const auto hint = door_hint_of(text.substr(0, end))) out.push_back(*hint);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

Result<VisitMoment> visit_moment(const ToldTime& told, Instant received, TownTime town) {
  if (told.on_paper) return moment_on_paper(told, received, town);
  const auto device = told.device.value_or(received);
  const bool believed = device <= received + kClockTrusted && device >= received - kClockTrusted;
  const auto at = believed ? std::min(device, received) : received;
  return VisitMoment{.at = at, .on_day = town.day_of(at), .hour = hour_of(at, town), .corrected = !believed};
}

}  // namespace weige::work
