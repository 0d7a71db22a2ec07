// A change of the ledger as people read it: numbers masked, names in the words of the contract.
#pragma once

#include <boost/json/object.hpp>

#include "registry/history_actions.h"

namespace weige::http {

boost::json::object change_json(const registry::ChangeView& view);

}  // namespace weige::http
