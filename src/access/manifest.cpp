#include "access/manifest.h"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>

namespace weige::access {
namespace {

void check_unique(const ManifestTable& table, std::set<std::string_view>& tables) {
  if (!tables.insert(table.name).second)
    throw std::logic_error("table declared twice in the manifest: " + std::string(table.name));
  std::set<std::string_view> columns;
  for (const auto& column : table.columns)
    if (!columns.insert(column.name).second)
      throw std::logic_error("column declared twice in the manifest: " + std::string(table.name) + "." +
                             std::string(column.name));
}

}  // namespace

Manifest collect(std::initializer_list<const Manifest*> parts) {
  Manifest all;
  std::set<std::string_view> tables;
  for (const Manifest* part : parts)
    for (const auto& table : *part) {
      check_unique(table, tables);
      all.push_back(table);
    }
  return all;
}

std::optional<ManifestColumn> find_column(const Manifest& manifest, std::string_view table,
                                          std::string_view column) {
  for (const auto& each : manifest) {
    if (each.name != table) continue;
    const auto found = std::find_if(each.columns.begin(), each.columns.end(),
                                    [&](const ManifestColumn& declared) { return declared.name == column; });
    if (found != each.columns.end()) return *found;
  }
  return std::nullopt;
}

}  // namespace weige::access
