// The figures of the register as the contract has them.
#pragma once

#include <boost/json/object.hpp>

#include "registry/overview_actions.h"

namespace weige::http {

boost::json::object overview_json(const registry::Overview& overview);
boost::json::object counter_json(const registry::Counter& counter);

}  // namespace weige::http
