// How far apart two addresses are, and the places that contain an address.
#include <algorithm>

#include "standards/address.h"
#include "standards/text_fold.h"

namespace weige::standards {
namespace {

// What a difference in an element weighs. The nearer to the door, the less: neighbours are nearer than other
// roads.
constexpr std::array<double, address_part_count> weights{
    /*province*/ 4,  /*city*/ 4,  /*district*/ 4, /*town*/ 3,
    /*committee*/ 3, /*road*/ 6,  /*lane*/ 5,     /*branch_lane*/ 3,
    /*poi*/ 3,       /*group*/ 3, /*number*/ 4,   /*building*/ 3,
    /*unit*/ 1,      /*floor*/ 1, /*room*/ 2,     /*rest*/ 0};
// One side leaves the element out: less than a contradiction.
constexpr double missing = 0.5;

bool is_name(AddressPart part) {
  return part <= AddressPart::road || part == AddressPart::poi;
}

// The share of signs by which the longer name differs: 1 - common signs in order (from both ends) / length.
double name_difference(const std::string& a, const std::string& b) {
  const std::u32string x = to_code_points(a), y = to_code_points(b);
  const std::size_t shorter = std::min(x.size(), y.size()), longer = std::max(x.size(), y.size());
  std::size_t front = 0, back = 0;
  while (front < shorter && x[front] == y[front]) ++front;
  while (back < shorter - front && x[x.size() - 1 - back] == y[y.size() - 1 - back]) ++back;
  return 1.0 - static_cast<double>(front + back) / static_cast<double>(longer);
}

double difference(AddressPart part, const std::string& a, const std::string& b) {
  if (a == b) return 0;
  if (a.empty() || b.empty()) return missing;
  return is_name(part) ? name_difference(a, b) : 1;
}

// From the outside in; the element that each ancestor ends with.
constexpr std::array<AddressPart, 10> chain{
    AddressPart::road,  AddressPart::lane,   AddressPart::branch_lane, AddressPart::poi,
    AddressPart::group, AddressPart::number, AddressPart::building,    AddressPart::unit,
    AddressPart::floor, AddressPart::room};

}  // namespace

double distance(const AddressKey& a, const AddressKey& b) {
  double apart = 0, all = 0;
  for (std::size_t i = 0; i < address_part_count; ++i) {
    const auto part = static_cast<AddressPart>(i);
    const std::string &x = a.element(part), &y = b.element(part);
    if (x.empty() && y.empty()) continue;
    all += weights[i];
    apart += weights[i] * difference(part, x, y);
  }
  return all > 0 ? apart / all : 0;
}

std::vector<AddressKey> ancestors(const AddressKey& key) {
  std::array<std::string, address_part_count> elements;
  for (std::size_t i = 0; i < static_cast<std::size_t>(AddressPart::road); ++i)
    elements[i] = key.element(static_cast<AddressPart>(i));
  std::vector<AddressKey> found;
  for (const AddressPart part : chain) {
    const std::string& element = key.element(part);
    if (element.empty() || (part == AddressPart::floor && !key.element(AddressPart::room).empty())) continue;
    elements[static_cast<std::size_t>(part)] = element;
    found.emplace_back(elements);
  }
  if (found.empty()) found.push_back(key);
  return found;
}

}  // namespace weige::standards
