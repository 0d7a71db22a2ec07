// Shapes as the database keeps them: bytes to shapes and back, every coordinate exact.
#pragma once

#include <string>
#include <string_view>

#include "grids/shape.h"

namespace weige::grids {

// Little-endian: the number of polygons; for each the number of rings, and for each of those the number of
// points and their x and y as doubles. Numbers are 32 bits.
std::string to_bytes(const Shape& shape);
// Throws std::runtime_error for bytes that to_bytes() does not make: a damaged database.
Shape shape_of_bytes(std::string_view bytes);

}  // namespace weige::grids
