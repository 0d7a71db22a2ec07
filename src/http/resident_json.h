// JSON of what residents see and of what the office sees of their requests. Codes carry their words, since
// residents do not reach the code lists.
#pragma once

#include <boost/json/object.hpp>

#include "access/post.h"
#include "access/resident_session.h"
#include "town/own_reading_actions.h"
#include "town/own_record_actions.h"
#include "town/own_request_actions.h"
#include "town/reading_delay.h"
#include "town/resident_office_actions.h"

namespace weige::http {

boost::json::object resident_session_json(const access::ResidentSession& session);

enum class Numbers { masked, full };
boost::json::object own_record_json(const town::OwnRecord& record, Numbers numbers);
boost::json::object own_reading_json(const town::OwnReading& reading);
boost::json::object own_officer_json(const access::Post& post);
boost::json::object own_request_json(const town::OwnRequest& request);

boost::json::object office_request_line_json(const town::OfficeRequest& request);
boost::json::object office_request_json(const town::OfficeRequest& request);
boost::json::object reading_delay_json(const town::ReadingDelay& delay, Instant now);

}  // namespace weige::http
