// Teams, helpers, messages and robots as JSON: the schemas Team, TeamDetail, TeamHelper, TeamMessage,
// TeamRobot, Supervision and TeamImport of openapi.yaml.
#pragma once

#include <boost/json/object.hpp>

#include "base/problem.h"
#include "teams/duty_share_actions.h"
#include "teams/helper_actions.h"
#include "teams/message_actions.h"
#include "teams/robot_actions.h"
#include "teams/supervision_actions.h"
#include "teams/team_import_actions.h"

namespace weige::http {

boost::json::object team_json(const teams::TeamView& team);
boost::json::object team_detail_json(const teams::TeamDetail& detail);
boost::json::object team_helper_json(const teams::HelperView& view);  // the phone masked
boost::json::object team_message_json(const teams::MessageView& view);
boost::json::object team_stream_json(const teams::Stream& stream);
boost::json::object team_robot_json(const teams::RobotView& view);
boost::json::object duty_table_json(const teams::DutyTable& table);
boost::json::object supervision_json(const teams::Supervision& supervision);
boost::json::object team_import_json(const teams::ImportedHelpers& imported, Language language);

}  // namespace weige::http
