// Retention clocks: how long each kind of data is kept, and within which bounds a town may keep it longer or
// shorter. One for each clock that a manifest declares (base/personal_data.h); a test compares. Pure.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace weige::town {

// least and most: the bounds of days, equal where the time stands with each row or follows from how it works.
// Why they are what they are: docs/privacy.md.
struct RetentionClock {
  std::string_view clock;  // as the manifests name it
  int days = 0, least = 0, most = 0;
  std::string_view zh, en;
  bool is_fixed() const { return least == most; }
};
std::span<const RetentionClock> retention_clocks();

// How many days a town keeps what, by clock.
class RetentionTimes {
 public:
  RetentionTimes();  // what ships
  // "record.cancelled=730,audit.at=1825" over what ships; none: not of this form, no such clock, fixed, or
  // out of its bounds.
  static std::optional<RetentionTimes> parse(std::string_view text);
  std::chrono::days of(std::string_view clock) const;  // a clock that does not exist is a bug
  std::string text() const;                            // as parse() reads it

 private:
  std::map<std::string, int, std::less<>> days_;
};

// The town's hour at which its night begins: what is due is erased then, or as soon as a server runs after
// it.
inline constexpr std::chrono::hours kNightHour{3};
// The night that has begun last.
Day night_of(Instant now, TownTime town);

}  // namespace weige::town
