// PROJ behind plain numbers: one transformation with a context of its own, so that objects on different
// threads do not touch each other; one object is for one thread at a time. Never asks the network for grids.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "base/result.h"
#include "grids/shape.h"

struct pj_ctx;
struct PJconsts;

namespace weige::grids {

class Projection {
 public:
  enum class Way { forward, back };

  // From the plane or geographic system of that number to CGCS2000 in degrees, x = east or longitude on both
  // sides whatever the table says of the order. Problems: datum_epsg, datum_table, and datum_inexact where
  // PROJ knows no transformation without a grid that is missing or a leap from one ellipsoid to the other.
  static Result<Projection> to_cgcs2000(int epsg);
  // By a definition such as "+proj=laea +lat_0=31.1 +lon_0=121.1 +ellps=GRS80": forward from degrees to
  // metres.
  static Result<Projection> of(const std::string& definition);

  // In place. Problem datum_conversion with the place "point 3" when one cannot be converted; then the points
  // are in no defined state.
  Done convert(Way way, std::span<Point> points);

  // Whether the system that to_cgcs2000() starts from has metres, not degrees.
  bool projected() const { return projected_; }

 private:
  struct ContextDeleter {
    void operator()(pj_ctx* context) const;
  };
  struct Deleter {
    void operator()(PJconsts* object) const;
  };
  using Context = std::unique_ptr<pj_ctx, ContextDeleter>;
  using Object = std::unique_ptr<PJconsts, Deleter>;

  Projection(Context context, Object object) : context_(std::move(context)), object_(std::move(object)) {}
  static Context new_context();
  static const char* target_of(pj_ctx* context, const PJconsts* source);
  Done check_accuracy() const;

  Context context_;  // outlives the object
  Object object_;
  int epsg_ = 0;
  bool projected_ = false;
};

}  // namespace weige::grids
