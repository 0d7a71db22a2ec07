// Undertaking: the confidentiality undertaking (保密承诺书) that everybody signs on the screen before the
// first look at personal data, and again each year. Its text is part of the program, so that a version names
// one text for good.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace weige::access {

struct UndertakingText {
  std::string_view version;
  std::string_view zh, en;  // paragraphs, each a line
};
// The one that is signed now. A changed text is a new version; who signed an older one signs the new one when
// the year is over.
const UndertakingText& undertaking_text();

inline constexpr std::chrono::days kUndertakingHolds{365};

// Whether the newest signature still holds.
bool is_undertaken(std::optional<Instant> signed_at, Instant now);

struct UndertakingAnswer {
  std::string version;  // of the text that was shown
  std::string name;     // typed by the one who signs
};
// Problems: undertaking_outdated (another text is signed by now), undertaking_name (not the account's).
Done check(const UndertakingAnswer& answer, std::string_view display_name);

}  // namespace weige::access
