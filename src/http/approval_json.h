// Approvals as JSON: what the second person sees, and no resident.
#pragma once

#include <boost/json/object.hpp>

#include "access/approval_actions.h"

namespace weige::http {

boost::json::object approval_json(const access::ApprovalSeen& seen);
// To whoever has just asked for it.
boost::json::object own_approval_json(const access::Approval& approval);

}  // namespace weige::http
