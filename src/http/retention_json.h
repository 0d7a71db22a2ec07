// Retention as JSON: clocks, reports of what was erased, legal holds.
#pragma once

#include <boost/json/object.hpp>

#include "base/problem.h"
#include "registry/legal_hold.h"
#include "town/retention_actions.h"

namespace weige::http {

boost::json::object clock_json(const town::RetentionClock& clock, const town::RetentionTimes& times);
boost::json::object run_json(const town::RunView& view);
boost::json::object hold_json(const registry::LegalHold& hold);

}  // namespace weige::http
