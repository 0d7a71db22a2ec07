// The duty board and the progress of the set-up as the contract has them.
#pragma once

#include <boost/json/object.hpp>

#include "town/set_up_progress_actions.h"

namespace weige::http {

boost::json::object duty_board_json(const town::DutyBoard& board);
boost::json::object set_up_progress_json(const town::SetUpProgress& progress);

}  // namespace weige::http
