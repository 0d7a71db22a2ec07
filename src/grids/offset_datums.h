// GCJ-02 and BD-09: the enciphered coordinates of Chinese web maps. Their algorithms are not published; these
// are the formulas that circulate since about 2010 (eviltransform, coordtransform), found by trial. How far
// they lie from the true ones is not known and cannot be measured here. Never call the result exact.
#pragma once

#include "grids/shape.h"

namespace weige::grids {

// Degrees of longitude (x) and latitude (y). "WGS" stands for CGCS2000 too (grids/datum_converter.h). Outside
// the box of 72.004 to 137.8347 E, 0.8293 to 55.8271 N the two are equal.
Point wgs_to_gcj(Point wgs);
// The point that wgs_to_gcj() brings to `gcj`, found by iteration.
Point gcj_to_wgs(Point gcj);
Point gcj_to_bd(Point gcj);
Point bd_to_gcj(Point bd);

// Between a point and what it has become after a way there and back, in metres, at most; measured over seeded
// points in mainland China (test/unit/grids/datum_test.cpp): 5.4e-9 m in GCJ-02 and BD-09. This is the
// residual of the inverse alone; it says nothing about how true the formulas are.
inline constexpr double kOffsetResidualMetres = 1e-7;

}  // namespace weige::grids
