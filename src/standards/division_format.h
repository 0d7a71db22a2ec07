// The compact form of the division table: layout, writing and checking. Little-endian.
//   header    8 bytes magic, then 32-bit: version, edition (yyyymmdd), entries, suffixes, suffix bytes, pool
//   bytes entries   12 bytes each, ascending: 64-bit code << 16 | stem bytes << 8 | suffix; 32-bit offset of
//   the stem in the pool suffixes  one length byte and the text each; the first is empty pool      the stems,
//   UTF-8, each kept once
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "standards/division_table.h"

namespace weige::standards {

// Where the parts of a checked block lie.
struct DivisionLayout {
  std::size_t count = 0;
  Day edition;
  std::string_view entries, pool;
  std::vector<std::string_view> suffixes;
};

inline constexpr std::size_t division_entry_bytes = 12;

struct DivisionEntry {
  std::uint64_t number;
  std::size_t stem_bytes, suffix, offset;
};
DivisionEntry division_entry(std::string_view entries, std::size_t index);

// Problem: division_table with {reason}, whatever the bytes are. Limits: 2,000,000 entries, 64 MB.
Result<DivisionLayout> check_division_bytes(std::string_view bytes);

// Problems: division_table when a code comes twice, or a name is empty, malformed UTF-8 or longer than 255
// bytes.
Result<std::string> encode_divisions(std::vector<Division> divisions, Day edition);

}  // namespace weige::standards
