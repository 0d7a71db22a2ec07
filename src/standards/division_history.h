// What became of a division that someone else's list names: the same, renamed, renumbered, moved, withdrawn.
// By rule and from a short list of county-level reorganisations; nothing is guessed silently.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "standards/division_table.h"

namespace weige::standards {

// A county-level code that is no longer given out. Successors: the division that took over the whole, or the
// larger part.
struct DivisionChange {
  std::uint32_t from, to;  // 6-digit codes
  int year;                // in which the State Council's approval took effect
};
std::span<const DivisionChange> known_division_changes();

// The successor of a county-level code as of the newest change known (changes are followed on); nullopt when
// none is known.
std::optional<DivisionCode> successor_of(DivisionCode county);

enum class DivisionFate {
  same,        // code and name are in the table
  renamed,     // the code is there with another name
  renumbered,  // the same name in the same town has another code
  moved,       // the same name, once, in another town of the same county
  withdrawn,   // in no list of the county, but a division above it is: `now` is the nearest one
  unknown,     // not even the province
};
std::string_view code(DivisionFate fate);
std::string_view zh_text(DivisionFate fate);

struct DivisionTrace {
  DivisionFate fate;
  std::optional<Division> now;
};

// Names are compared without the word for the kind of committee (居委会, 社区居委会, 居民委员会, 村委会,
// 村民委员会).
DivisionTrace trace_division(const DivisionTable& table, DivisionCode code, std::string_view name);

// Whether a 6-digit prefix of an ID number or credit code is in the table, a city's or province's own code,
// or a withdrawn county.
bool is_known_prefix(const DivisionTable& table, std::string_view six_digits);

}  // namespace weige::standards
