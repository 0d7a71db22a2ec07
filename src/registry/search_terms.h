// What a record is found by: its search terms, derived from its values. Pure; the store keeps them as rows,
// prefix search finds them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "registry/record.h"

namespace weige::registry {

// Sorted and without doubles; empty for a record that is not live or of a kind that is not searched. Each
// term begins with its class: "n:" part of a name (from each character on), "p:" pinyin from each syllable
// on, "i:" initials, "a:" element of an address, "o:" organisation.
std::vector<std::string> search_terms(const Record& record);

// Folded as terms are: width, case, rare variants.
std::string fold_for_search(std::string_view text);

}  // namespace weige::registry
