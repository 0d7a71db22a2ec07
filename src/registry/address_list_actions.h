// The address tree as it is walked: one level at a time, in natural order, page by page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/address_list_store.h"
#include "registry/view_actions.h"

namespace weige::registry {

struct AddressListRequest {
  std::optional<std::int64_t> parent_id = {};
  std::optional<std::int64_t> area_id = {};
  std::string cursor = {};
  std::size_t limit = 50;
};
struct AddressListPage {
  std::vector<ListedAddress> items;
  std::optional<std::string> next_cursor = {};
};
// The children of an address, or the roots of an area. Without either the roots of the post's own area. The
// roots of a committee are its lanes and compounds: roads run through several committees and belong to the
// town, so they are roots there; a road may be asked for by name of its id although it is out of scope, and
// shows what lies in scope. Problems: forbidden, not_found (nothing of it is in scope), bad_request (cursor).
Result<AddressListPage> list_addresses(const ReadContext& context, const AddressListRequest& request);

}  // namespace weige::registry
