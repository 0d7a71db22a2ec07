#include "registry/address.h"

#include <array>

namespace weige::registry {
namespace {

using enum standards::AddressPart;
constexpr std::array kPlaces{road, lane, branch_lane, poi, group, number, building, unit, floor, room};
constexpr std::array kDivisions{province, city, district, town, committee};
constexpr std::array kAll{province, city,  district, town,     committee, road,  lane, branch_lane,
                          poi,      group, number,   building, unit,      floor, room};

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
  const auto there = standards::StandardAddress::parse(registered),
             here = standards::StandardAddress::parse(lived);
  if (!there || !here) return std::nullopt;
  const auto lived_key = here->key();
  const auto divisions = standards::AddressContext::of(division_text(lived_key));
  const auto registered_key = divisions ? divisions->complete(there->key()) : there->key();
  if (registered_key == lived_key) return true;
  for (const auto& part : kAll)
    if (!registered_key.element(part).empty() && registered_key.element(part) != lived_key.element(part))
      return false;
  return std::nullopt;
}

bool belongs_to_town(std::string_view level) {
  return level == "road";
}

bool can_hold_premises(std::string_view level) {
  return level != "road" && level != "group";
}

}  // namespace weige::registry
