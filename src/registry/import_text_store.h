// How lists of an import's or a roster's own are kept in one column: counts, mappings, findings. Written and
// read by this program only; a text that it did not write throws.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/town_import.h"

namespace weige::registry {

std::string counts_text(const std::map<std::string, int>& counts);
std::map<std::string, int> counts_from(std::string_view text);
std::string mapping_text(const std::vector<ColumnMapping>& mapping);
std::vector<ColumnMapping> mapping_from(std::string_view text);
// Short names: a town's file has many of them. nullopt for none.
std::optional<std::string> findings_text(const std::vector<Finding>& findings);
std::vector<Finding> findings_from(std::string_view text);

}  // namespace weige::registry
