// Erasure: why a person's record is erased for good, and what of it is told. Values and rules, pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace weige::registry {

// Closed, so that no free text stays behind which tells of the erased. retention: its time was over; replay:
// it was erased before a backup was restored.
enum class ErasureReason {
  retention,
  replay,
  resident_request,
  entered_by_mistake,
  purpose_achieved,
  unlawful
};
std::string_view code(ErasureReason reason);  // "resident_request"
std::string_view zh_name(ErasureReason reason);
std::string_view en_name(ErasureReason reason);
std::optional<ErasureReason> erasure_reason_of(std::string_view code);
// Those that somebody may state who erases one record: not retention and replay.
std::optional<ErasureReason> stated_reason_of(std::string_view code);
std::vector<ErasureReason> all_erasure_reasons();

// Whose record is over, and when it must have ended. changed_before: nothing of it was changed after; being
// confirmed, renamed or moved to another committee on paper is no change.
struct ErasureCutoff {
  Instant changed_before{};
  Day today{};
};

// That somebody was erased: all that is left.
struct ErasedMark {
  std::string kind;  // person or account
  std::int64_t id = 0;
  Instant at{};
  bool operator==(const ErasedMark&) const = default;
};

}  // namespace weige::registry
