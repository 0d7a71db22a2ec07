// Tasks, visits and campaigns in and out.
#pragma once

#include <boost/json/object.hpp>

#include "http/json_fields.h"
#include "work/campaign.h"
#include "work/task_actions.h"
#include "work/visit.h"

namespace weige::http {

boost::json::object task_json(const work::TaskLine& line, Day today);
boost::json::object task_count_json(const work::TaskCount& count);
boost::json::object visit_json(const work::VisitLine& line);
boost::json::object campaign_json(const work::Campaign& campaign);

work::HandTask take_hand_task(JsonFields& body);
work::Assignment take_assignment(JsonFields& body);
work::TaskEdit take_task_edit(JsonFields& body);
work::Campaign take_campaign(JsonFields& body);

}  // namespace weige::http
