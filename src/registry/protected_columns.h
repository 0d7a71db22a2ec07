// Columns of protected traits (ethnicity, religion, politics, health, petitioning, categories of people,
// biometrics): told by their header words, so that they are dropped before anything of them is stored. Pure.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string_view>

#include "formats/header_finder.h"

namespace weige::registry {

// Whether a header names a protected trait anywhere in its text, notes in brackets included.
bool names_protected_trait(std::string_view header);
// Whether the whole text is the name of such a column, as in a header that stands further down.
bool is_protected_header(std::string_view text);

// The columns (1-based) to drop, from the header's own lines and every title or further header among the
// first rows: a name over two lines (民 / 族) and a group's name over its columns count.
std::set<std::uint32_t> protected_columns(std::span<const formats::TextRow> first_rows,
                                          const formats::Header& header);

}  // namespace weige::registry
