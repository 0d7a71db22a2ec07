// Rows as bytes that are the same on both engines, and back. Of each value: its kind (1 byte), then 8 bytes
// (integers and reals, big-endian) or a length (4) and that many bytes.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "store/schema_tables.h"

namespace weige::store {

// Of a row with exactly these columns. Throws DatabaseError{bug} for a value of another kind.
void append_row(std::string& out, const Row& row, std::span<const TableColumn> columns);
// nullopt: they are not a row of these columns, or hold what one of the engines could not store (NaN, text
// that is not UTF-8 or has a NUL).
std::optional<Params> row_of_bytes(std::string_view bytes, std::span<const TableColumn> columns);

}  // namespace weige::store
