// A change of the ledger as people read it: numbers masked, names in the words of the contract.
#pragma once

#include <boost/json/object.hpp>

#include "registry/history_actions.h"

namespace weige::http {

// purpose: what it does not show of a person is left out.
boost::json::object change_json(const registry::ChangeView& view, std::optional<access::Purpose> purpose);

}  // namespace weige::http
