#include "http/overview_json.h"

#include <boost/json.hpp>

#include "http/json_out.h"

namespace weige::http {
namespace {

namespace json = boost::json;

json::object coverage_json(const registry::AreaCoverage& row) {
  json::object out{{"area_id", row.area_id}, {"addresses", row.addresses}, {"covered", row.covered}};
  put(out, "residential", row.residential);
  put(out, "premises", row.premises);
  put(out, "residents", row.residents);
  put(out, "organisations", row.organisations);
  return out;
}

json::object age_json(const registry::AgeCount& age) {
  return {{"area_id", age.area_id}, {"bucket", registry::code(age.bucket)}, {"residents", age.residents}};
}

json::object month_json(const registry::MonthCount& month) {
  return {{"month", month.month},
          {"adds", month.adds},
          {"changes", month.changes},
          {"cancellations", month.cancellations}};
}

json::object category_json(const registry::CategoryCount& category) {
  return {{"category", category.category}, {"residents", category.residents}};
}

}  // namespace

json::object overview_json(const registry::Overview& overview) {
  json::object out;
  put(out, "as_of", overview.as_of);
  put(out, "residents", overview.residents);
  put(out, "workers", overview.workers);
  put(out, "addresses", overview.addresses);
  put(out, "premises", overview.premises);
  put(out, "organisations", overview.organisations);
  out["categories"] = json_array(overview.categories, category_json);
  out["coverage"] = json_array(overview.coverage, coverage_json);
  out["ages"] = json_array(overview.ages, age_json);
  out["changes"] = json_array(overview.changes, month_json);
  return out;
}

json::object counter_json(const registry::Counter& counter) {
  json::object out{{"area_id", counter.area_id},
                   {"month", counter.month},
                   {"records", counter.records},
                   {"doer_post_id", counter.post_id},
                   {"adds", counter.adds},
                   {"changes", counter.changes},
                   {"cancellations", counter.cancellations}};
  if (!counter.doer.empty()) put(out, "doer", counter.doer);
  return out;
}

}  // namespace weige::http
