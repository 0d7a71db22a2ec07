// Meetings, rectification items and practice cases as JSON: the schemas MeetingSummary, Meeting, Attendant,
// Rectification and PracticeCase of openapi.yaml.
#pragma once

#include <boost/json/object.hpp>

#include "work/meeting_actions.h"
#include "work/practice_case_actions.h"
#include "work/rectification_actions.h"

namespace weige::http {

boost::json::object meeting_summary_json(const work::SeenMeeting& seen);
boost::json::object meeting_json(const work::MeetingView& view);
boost::json::object attendant_json(const work::Attendance& one);
boost::json::object rectification_json(const work::SeenRectification& seen);
boost::json::object practice_case_json(const work::SeenCase& seen);

}  // namespace weige::http
