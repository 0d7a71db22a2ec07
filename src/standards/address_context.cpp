#include "standards/address.h"

namespace weige::standards {
namespace {

constexpr std::size_t division_count = static_cast<std::size_t>(AddressPart::committee);  // province to town

}  // namespace

Result<AddressContext> AddressContext::of(std::string_view division) {
  WEIGE_TRY(const StandardAddress address, StandardAddress::parse(division));
  const AddressKey key = address.key();
  for (std::size_t i = 0; i < division_count; ++i)
    if (!key.element(static_cast<AddressPart>(i)).empty()) return AddressContext{key};
  return problem(ProblemCode::bad_address);
}

AddressKey AddressContext::complete(const AddressKey& key) const {
  std::array<std::string, address_part_count> elements;
  for (std::size_t i = 0; i < address_part_count; ++i) elements[i] = key.element(static_cast<AddressPart>(i));
  for (std::size_t i = 0; i < division_count; ++i) {
    const std::string& own = division_.element(static_cast<AddressPart>(i));
    if (!elements[i].empty() && !own.empty() && elements[i] != own) return key;  // it lies elsewhere
  }
  for (std::size_t i = 0; i < division_count; ++i)
    if (elements[i].empty()) elements[i] = division_.element(static_cast<AddressPart>(i));
  return AddressKey{std::move(elements)};
}

}  // namespace weige::standards
