// Staggered hours as JSON: the schemas ShiftView and ShiftWeek of openapi.yaml.
#pragma once

#include <boost/json/object.hpp>

#include "work/shift_actions.h"

namespace weige::http {

boost::json::object shift_view_json(const work::ShiftView& view);
boost::json::object shift_week_json(const work::ShiftWeekView& week);

}  // namespace weige::http
