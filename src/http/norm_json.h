// The norms as the contract has them, and what is asked for of them.
#pragma once

#include <boost/json/object.hpp>

#include "http/json_fields.h"
#include "town/norm_actions.h"

namespace weige::http {

// Without versions that are over, and without fields.
boost::json::object norm_summary_json(const town::NormView& view);
boost::json::object norm_json(const town::NormView& view);
// The norm is that of the path.
town::NormWish take_norm_wish(JsonFields& body);

}  // namespace weige::http
