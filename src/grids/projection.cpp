#include "grids/projection.h"

#include <proj.h>

#include <array>
#include <cmath>
#include <string_view>

namespace weige::grids {
namespace {

constexpr std::string_view kCgcs2000 = "EPSG:4490", kWgs84 = "EPSG:4326";
const std::string kFromDegrees = "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step ";
// A transformation that the table calls worse than this is no ground for borders.
constexpr double kWorstMetres = 2.0;

// What PROJ would print: it does so past the level of its log.
void ignore_log(void*, int, const char*) {}

Problem of_code(ProblemCode code, int epsg) {
  return problem(code).with("code", std::to_string(epsg));
}

}  // namespace

void Projection::ContextDeleter::operator()(pj_ctx* context) const {
  proj_context_destroy(context);
}

void Projection::Deleter::operator()(PJconsts* object) const {
  proj_destroy(object);
}

Projection::Context Projection::new_context() {
  Context context(proj_context_create());
  proj_context_set_enable_network(context.get(), 0);
  proj_log_func(context.get(), nullptr, ignore_log);  // what went wrong is in the problems
  return context;
}

// CGCS2000, or WGS-84 for what is made of it: the two are taken as equal, and the table has no way between
// them.
const char* Projection::target_of(pj_ctx* context, const PJconsts* source) {
  const Object geodetic(proj_crs_get_geodetic_crs(context, source));
  const char* code = geodetic ? proj_get_id_code(geodetic.get(), 0) : nullptr;
  return code && std::string_view(code) == kWgs84.substr(5) ? kWgs84.data() : kCgcs2000.data();
}

Result<Projection> Projection::to_cgcs2000(int epsg) {
  auto context = new_context();
  if (!Object(proj_create(context.get(), kCgcs2000.data()))) return problem(ProblemCode::datum_table);
  const Object source(proj_create(context.get(), ("EPSG:" + std::to_string(epsg)).c_str()));
  const auto type = source ? proj_get_type(source.get()) : PJ_TYPE_UNKNOWN;
  if (type != PJ_TYPE_PROJECTED_CRS && type != PJ_TYPE_GEOGRAPHIC_2D_CRS)
    return of_code(ProblemCode::datum_epsg, epsg);
  const Object target(proj_create(context.get(), target_of(context.get(), source.get())));
  const std::array<const char*, 2> options{"ALLOW_BALLPARK=NO", nullptr};
  const Object raw(
      proj_create_crs_to_crs_from_pj(context.get(), source.get(), target.get(), nullptr, options.data()));
  Object ordered(raw ? proj_normalize_for_visualization(context.get(), raw.get()) : nullptr);
  if (!ordered) return of_code(ProblemCode::datum_inexact, epsg);
  Projection made(std::move(context), std::move(ordered));
  made.epsg_ = epsg;
  made.projected_ = type == PJ_TYPE_PROJECTED_CRS;
  return made;
}

Result<Projection> Projection::of(const std::string& definition) {
  auto context = new_context();
  Object object(proj_create(context.get(), (kFromDegrees + definition).c_str()));
  if (!object) return problem(ProblemCode::datum_conversion);
  return Projection(std::move(context), std::move(object));
}

Done Projection::convert(Way way, std::span<Point> points) {
  if (points.empty()) return done();
  const auto direction = way == Way::forward ? PJ_FWD : PJ_INV;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const PJ_COORD made =
        proj_trans(object_.get(), direction, proj_coord(points[i].x, points[i].y, 0, HUGE_VAL));
    if (!std::isfinite(made.xy.x) || !std::isfinite(made.xy.y)) {
      const bool none = proj_errno(object_.get()) == PROJ_ERR_COORD_TRANSFM_NO_OPERATION;
      if (none) return of_code(ProblemCode::datum_inexact, epsg_);
      return problem(ProblemCode::datum_conversion, "point " + std::to_string(i + 1));
    }
    points[i] = {made.xy.x, made.xy.y};
  }
  return epsg_ == 0 ? done() : check_accuracy();
}

// Of the operation that PROJ has chosen by the place of the points. The table of PROJ 9.1 has none to
// CGCS2000 but conversions, whose accuracy is 0; a later one may bring transformations, with or without
// grids.
Done Projection::check_accuracy() const {
  const Object used(proj_trans_get_last_used_operation(object_.get()));
  if (!used) return of_code(ProblemCode::datum_inexact, epsg_);
  const double metres = proj_coordoperation_get_accuracy(context_.get(), used.get());
  if (metres < 0 || metres > kWorstMetres) return of_code(ProblemCode::datum_inexact, epsg_);
  return done();
}

}  // namespace weige::grids
