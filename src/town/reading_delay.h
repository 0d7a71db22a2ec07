// ReadingDelay: what a post reads of a person from now on is told to the person after an end date only,
// where a law says so, and then with the reason. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "access/ids.h"
#include "base/clock.h"
#include "base/result.h"

namespace weige::town {

// Closed: the cases in which the Personal Information Protection Law lets a notice wait.
enum class DelayReason { secret_by_law, would_hinder_duty, emergency };
std::string_view code(DelayReason reason);  // "secret_by_law"
std::string_view zh_name(DelayReason reason);
std::string_view en_name(DelayReason reason);
std::string_view zh_basis(DelayReason reason);
std::string_view en_basis(DelayReason reason);
std::optional<DelayReason> delay_reason_of(std::string_view code);
std::vector<DelayReason> all_delay_reasons();

using ReadingDelayId = Id<struct ReadingDelayTag>;

inline constexpr std::chrono::days kLongestDelay{90};

// Covers the post's readings from when it was placed to the end of `until`, or to when it was ended. So it
// hides nothing that was shown, and another one can never hide what this one had to show.
struct ReadingDelay {
  ReadingDelayId id;
  std::int64_t person = 0;
  access::PostId post;
  DelayReason reason = DelayReason::secret_by_law;
  Instant from;
  Day until;
  std::optional<Instant> ended = {};
};

Instant end_of(const ReadingDelay& delay, TownTime town);
bool stands(const ReadingDelay& delay, Instant now, TownTime town);
bool is_under(const ReadingDelay& delay, access::PostId post, Instant read_at, TownTime town);

// Problem: reading_delay_end.
Done check_delay_end(Day until, Day today);

}  // namespace weige::town
