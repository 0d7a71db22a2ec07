// Plans of the day as JSON: the schemas DoorPlan and PlanHitRate of openapi.yaml.
#pragma once

#include <boost/json/object.hpp>

#include "work/plan_actions.h"

namespace weige::http {

// Whether a door was drawn by chance is told only once it is done.
boost::json::object door_plan_json(const work::PlanView& view);
boost::json::object hit_rate_json(const work::HitRate& rate);
boost::json::object coded_door_json(const work::CodedDoor& door);

}  // namespace weige::http
