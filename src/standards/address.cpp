#include "standards/address.h"

namespace weige::standards {

std::string_view address_part_name(AddressPart part) {
  static constexpr std::array<std::string_view, address_part_count> names{
      "province", "city",  "district", "town",     "committee", "road",  "lane", "branch_lane",
      "poi",      "group", "number",   "building", "unit",      "floor", "room", "rest"};
  return names[static_cast<std::size_t>(part)];
}

std::string_view StandardAddress::part(AddressPart part) const {
  const auto place = static_cast<std::size_t>(part);
  const std::size_t begin = place ? ends_[place - 1] : 0;
  return std::string_view{text_}.substr(begin, ends_[place] - begin);
}

}  // namespace weige::standards
