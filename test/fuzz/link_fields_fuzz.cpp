// Any two texts in a file to be linked: packing, comparing and keys of every kind of field.
#include <algorithm>

#include "fuzz/fuzz_target.h"
#include "linkage/field_kind.h"

namespace {

using weige::linkage::FieldKind;
using weige::linkage::TextPool;

struct Packed {
  std::vector<std::byte> bytes;
  Packed(const FieldKind& kind, std::string_view text, TextPool& pool) : bytes(kind.width()) {
    kind.pack(text, bytes.data(), pool);
  }
};

void compare(const FieldKind& kind, std::string_view first, std::string_view second) {
  TextPool pool;
  const Packed a(kind, first, pool), b(kind, second, pool), again(kind, first, pool);
  const auto level = kind.compare(a.bytes.data(), b.bytes.data(), pool);
  WEIGE_FUZZ_EXPECT(level < kind.levels().size());
  WEIGE_FUZZ_EXPECT(level == kind.compare(b.bytes.data(), a.bytes.data(), pool));
  WEIGE_FUZZ_EXPECT(a.bytes == again.bytes);
  for (std::uint8_t part = 0; part < kind.parts().size(); ++part)
    WEIGE_FUZZ_EXPECT(kind.key(part, a.bytes.data(), pool) == kind.key(part, again.bytes.data(), pool));
}

}  // namespace

WEIGE_FUZZ_TARGET(link_fields) {
  const auto end = std::min(input.find('\n'), input.size());
  const auto rest = input.substr(std::min(end + 1, input.size()));
  for (const FieldKind* kind : weige::linkage::field_kinds()) compare(*kind, input.substr(0, end), rest);
}
