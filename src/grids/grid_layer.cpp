#include "grids/grid_layer.h"

#include <algorithm>
#include <array>

#include "access/text_check.h"

namespace weige::grids {
namespace {

constexpr std::array<std::string_view, 4> kKinds{"grids", "areas", "committees", "other"};
constexpr std::array<std::string_view, 4> kKindNames{"微网格", "人口管理责任区", "村居", "其他图层"};
constexpr std::array<std::string_view, 3> kStates{"draft", "placing", "published"};

template <class Enum, std::size_t count>
std::optional<Enum> found_in(const std::array<std::string_view, count>& codes, std::string_view text) {
  const auto found = std::ranges::find(codes, text);
  if (found == codes.end()) return std::nullopt;
  return static_cast<Enum>(found - codes.begin());
}

bool before(const GridVersion& a, const GridVersion& b) {
  return std::pair(*a.effective_from, a.number) < std::pair(*b.effective_from, b.number);
}

}  // namespace

std::string_view code(LayerKind kind) {
  return kKinds.at(static_cast<std::size_t>(kind));
}

std::optional<LayerKind> layer_kind_of(std::string_view text) {
  return found_in<LayerKind>(kKinds, text);
}

std::string_view zh_name(LayerKind kind) {
  return kKindNames.at(static_cast<std::size_t>(kind));
}

std::string_view code(VersionState state) {
  return kStates.at(static_cast<std::size_t>(state));
}

std::optional<VersionState> version_state_of(std::string_view text) {
  return found_in<VersionState>(kStates, text);
}

const GridVersion* in_force(std::span<const GridVersion> versions, Day day) {
  const GridVersion* out = nullptr;
  for (const auto& version : versions) {
    if (version.state != VersionState::published || *version.effective_from > day) continue;
    if (!out || before(*out, version)) out = &version;
  }
  return out;
}

std::optional<Day> effective_to(const GridVersion& version, std::span<const GridVersion> versions) {
  const GridVersion* next = nullptr;
  for (const auto& other : versions) {
    if (other.state != VersionState::published || other.layer != version.layer) continue;
    if (before(version, other) && (!next || before(other, *next))) next = &other;
  }
  if (!next) return std::nullopt;
  return Day{std::chrono::sys_days{*next->effective_from} - std::chrono::days{1}};
}

Done check_member_naming(std::string_view code, std::string_view name) {
  WEIGE_CHECK(access::check_text(code, kLongestMemberCode, "code"));
  return name.empty() ? done() : access::check_text(name, kLongestMemberName, "name");
}

std::string free_code(std::string_view wanted, std::span<const std::string> taken) {
  std::string out(wanted);
  for (int i = 2; std::ranges::count(taken, out) > 0; ++i)
    out = std::string(wanted) + "-" + std::to_string(i);
  return out;
}

}  // namespace weige::grids
