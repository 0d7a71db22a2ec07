// Single addresses in and out.
#pragma once

#include <boost/json/object.hpp>

#include "http/json_fields.h"
#include "http/operation_json.h"
#include "registry/address_actions.h"
#include "registry/view_actions.h"
#include "standards/address.h"

namespace weige::http {

boost::json::object address_json(const registry::AddressView& view);
boost::json::object parsed_address_json(const standards::StandardAddress& address);
boost::json::object address_moved_json(Extent extent, const registry::AddressMoved& moved);

// Without the town, which the route knows.
registry::NewAddress take_new_address(JsonFields& body);

// A renumbering or a split that may only be looked at.
template <class Act>
struct Previewable {
  Act act = {};
  Extent extent = Extent::done;
};
Previewable<registry::Rename> take_rename(JsonFields& body);
Previewable<registry::AddressSplit> take_address_split(JsonFields& body);

}  // namespace weige::http
