#include "grids/orientation.h"

#include <array>

namespace weige::grids {
namespace {

// a + b as sum and error, and a * b as product and error, both exact (Knuth; Dekker with a fused
// multiply-add).
struct Exact {
  double value, error;
};
Exact sum(double a, double b) {
  const double value = a + b, part = value - a;
  return {value, (a - (value - part)) + (b - part)};
}
Exact product(double a, double b) {
  const double value = a * b;
  return {value, std::fma(a, b, -value)};
}

// A number as a sum of doubles that do not overlap, the smallest first.
struct Expansion {
  std::array<double, 12> parts{};
  std::size_t size = 0;

  void add(double term) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const Exact both = sum(term, parts[i]);
      term = both.value;
      if (both.error != 0) parts[kept++] = both.error;
    }
    if (term != 0) parts[kept++] = term;
    size = kept;
  }
  void add(Exact term) {
    add(term.error);
    add(term.value);
  }
};

}  // namespace

int exact_orientation(Point a, Point b, Point c) {
  Expansion determinant;
  determinant.add(product(a.x, b.y));
  determinant.add(product(-a.x, c.y));
  determinant.add(product(-c.x, b.y));
  determinant.add(product(-a.y, b.x));
  determinant.add(product(a.y, c.x));
  determinant.add(product(c.y, b.x));
  if (determinant.size == 0) return 0;
  return determinant.parts[determinant.size - 1] > 0 ? 1 : -1;
}

}  // namespace weige::grids
