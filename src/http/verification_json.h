// Full verification and the share of grid staff as JSON: the schemas VerificationLine, VerificationRound,
// VerificationDoor, GridStaffShare and GridStaffChange of openapi.yaml.
#pragma once

#include <boost/json/object.hpp>

#include "work/staff_share_actions.h"
#include "work/verification_actions.h"

namespace weige::http {

boost::json::object verification_board_json(const work::VerificationBoard& board);
boost::json::object verification_round_json(const work::RoundView& view);
boost::json::object verification_doors_json(const work::DoorsPage& page);
boost::json::object staff_shares_json(const work::StaffShares& shares);
boost::json::object staff_change_json(const work::StaffChange& change);

}  // namespace weige::http
