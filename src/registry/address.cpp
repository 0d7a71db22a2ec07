#include "registry/address.h"

#include <array>

namespace weige::registry {
namespace {

using enum standards::AddressPart;
constexpr std::array kPlaces{road, lane, branch_lane, poi, group, number, building, unit, floor, room};
constexpr std::array kDivisions{province, city, district, town, committee};

std::string innermost(const standards::AddressKey& key) {
  std::string level;
  for (const auto part : kPlaces)
    if (!key.element(part).empty()) level = standards::address_part_name(part);
  return level;
}

// The text of the divisions alone: what stands before the outermost place.
std::string division_text(const standards::AddressKey& key) {
  std::array<std::string, standards::address_part_count> elements;
  for (const auto part : kDivisions) elements[static_cast<std::size_t>(part)] = key.element(part);
  return standards::AddressKey(std::move(elements)).text();
}

}  // namespace

std::vector<AddressNode> address_chain(const standards::AddressKey& key) {
  std::vector<AddressNode> out;
  std::string before = division_text(key);
  for (const auto& each : standards::ancestors(key)) {
    AddressNode node{innermost(each), {}, each.text()};
    if (node.level.empty()) continue;
    node.element = node.canonical.starts_with(before) ? node.canonical.substr(before.size()) : node.canonical;
    before = node.canonical;
    out.push_back(std::move(node));
  }
  return out;
}

Result<standards::StandardAddress> parse_in_town(std::string_view text, std::string_view town_text) {
  auto parsed = standards::StandardAddress::parse(text);
  if (parsed && (parsed->has(district) || parsed->has(standards::AddressPart::town))) return parsed;
  return standards::StandardAddress::parse(std::string(town_text) + std::string(text));
}

std::optional<bool> lives_at(std::string_view registered, std::string_view lived) {
  const auto there = standards::StandardAddress::parse(registered);
  if (!there) return std::nullopt;
  auto key = there->key();
  if (!there->has(district)) {  // as people write it within the town: completed from where they live
    const auto here = standards::StandardAddress::parse(lived);
    const auto divisions = here ? standards::AddressContext::of(division_text(here->key()))
                                : Result<standards::AddressContext>(problem(ProblemCode::bad_address));
    if (divisions) key = divisions->complete(key);
  }
  const auto text = key.text();
  if (text == lived) return true;
  if (lived.starts_with(text)) return std::nullopt;
  return false;
}

bool is_house(std::string_view level) {
  return level == "number" || level == "building" || level == "unit" || level == "floor";
}

bool belongs_to_town(std::string_view level) {
  return level == "road";
}

bool can_hold_premises(std::string_view level) {
  return level != "road" && level != "group";
}

}  // namespace weige::registry
