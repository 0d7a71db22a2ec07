// What access itself stores, and the one collection of all modules' manifests that the erasure runner and the
// schema test use.
#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>

#include "base/personal_data.h"

namespace weige::access {

const Manifest& access_manifest();

// All tables of all parts. A table declared twice, or a column twice in a table, is a bug and throws
// std::logic_error.
Manifest collect(std::initializer_list<const Manifest*> parts);

std::optional<ManifestColumn> find_column(const Manifest& manifest, std::string_view table,
                                          std::string_view column);

}  // namespace weige::access
