#include "town/retention_run.h"

#include <algorithm>
#include <array>

namespace weige::town {
namespace {

constexpr std::array<std::string_view, 5> kRunKinds{"night", "command", "single", "bulk", "replay"};

}  // namespace

std::string_view code(RunKind kind) {
  return kRunKinds[static_cast<std::size_t>(kind)];
}

std::optional<RunKind> run_kind_of(std::string_view text) {
  const auto found = std::ranges::find(kRunKinds, text);
  if (found == kRunKinds.end()) return std::nullopt;
  return static_cast<RunKind>(found - kRunKinds.begin());
}

}  // namespace weige::town
