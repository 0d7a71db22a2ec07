// Any bytes as an address: refused, or elements that lie in the text, with a key that keeps its promises.
#include "fuzz_target.h"
#include "standards/address.h"
#include "standards/text_fold.h"

namespace {

using namespace weige::standards;

void check_parts(const StandardAddress& address, std::size_t size) {
  std::size_t total = 0;
  for (std::size_t i = 0; i < address_part_count; ++i) {
    const auto part = address.part(static_cast<AddressPart>(i));
    WEIGE_FUZZ_EXPECT(is_utf8(part));
    total += part.size();
  }
  WEIGE_FUZZ_EXPECT(total > 0);
  // Numerals may grow ("廿" is "20"), nothing else does.
  WEIGE_FUZZ_EXPECT(total <= 8 * size);
}

void check_key(const AddressKey& key) {
  WEIGE_FUZZ_EXPECT(distance(key, key) == 0);
  const auto places = ancestors(key);
  WEIGE_FUZZ_EXPECT(!places.empty());
  WEIGE_FUZZ_EXPECT(is_utf8(key.text()));
  if (const auto again = StandardAddress::parse(key.text())) (void)again->key();
}

}  // namespace

WEIGE_FUZZ_TARGET(address) {
  const auto address = StandardAddress::parse(input);
  if (!address) return;
  check_parts(*address, input.size());
  const auto key = address->key();
  check_key(key);
  if (const auto context = AddressContext::of(input)) {
    const auto complete = context->complete(key);
    WEIGE_FUZZ_EXPECT(context->complete(complete) == complete);
  }
}
