// A node of the address tree as the register keeps it: its level, its own element and its canonical text,
// from the parsed key. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/record.h"
#include "standards/address.h"

namespace weige::registry {

struct AddressNode {
  std::string level;      // "road", "lane", ... "room": the innermost part
  std::string element;    // "88弄": what it adds to its parent
  std::string canonical;  // 上海市青浦区徐泾镇明珠路88弄
};

// From the outermost place to the address itself; empty when the text names no place below the town.
std::vector<AddressNode> address_chain(const standards::AddressKey& key);

// Reads a text of the town's own files, in which district and town may be left out. town_text:
// "上海市青浦区徐泾镇".
Result<standards::StandardAddress> parse_in_town(std::string_view text, std::string_view town_text);

// A house with a number, a building, or a part of one.
bool is_house(std::string_view level);
// A road runs through several committees, so its node belongs to the town; everything below belongs to the
// committee.
bool belongs_to_town(std::string_view level);

// Whether who is registered at the one address lives there when they live at the other, a canonical text
// (人户一致): the parsed addresses are compared, with divisions that the registered place leaves out taken
// from the other. nullopt: the registered place is none, or too coarse to tell (上海市青浦区).
std::optional<bool> lives_at(std::string_view registered, std::string_view lived);

// A door: what premises can stand at.
bool can_hold_premises(std::string_view level);

}  // namespace weige::registry
