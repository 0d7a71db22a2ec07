// A door out, and what comes back from it in.
#pragma once

#include <boost/json/object.hpp>

#include "http/json_fields.h"
#include "work/door_actions.h"
#include "work/visit_actions.h"

namespace weige::http {

boost::json::object door_json(const work::DoorView& view, Day today);

// door_version and submission come from the headers.
work::VisitReport take_visit(JsonFields& body);
boost::json::object visit_done_json(const work::VisitDone& done);

}  // namespace weige::http
