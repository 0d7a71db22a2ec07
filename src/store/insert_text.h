// The text of a plain insert, alike on both engines.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace weige::store {

// INSERT INTO table (a, b) VALUES ($1, $2). Names are literals of the calling code, never input.
inline std::string insert_text(std::string_view table, std::span<const std::string_view> columns) {
  std::string names, places;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    names.append(i ? ", " : "").append(columns[i]);
    places.append(i ? ", $" : "$").append(std::to_string(i + 1));
  }
  return "INSERT INTO " + std::string(table) + " (" + names + ") VALUES (" + places + ")";
}

}  // namespace weige::store
