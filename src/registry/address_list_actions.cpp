#include "registry/address_list_actions.h"

#include <charconv>

#include "registry/record_store.h"

namespace weige::registry {
namespace {

// "id:sort_key": the last one shown.
Done take_cursor(const std::string& text, AddressLevel& level) {
  if (text.empty()) return done();
  const auto end = text.data() + text.size();
  const auto [colon, error] = std::from_chars(text.data(), end, level.after_id);
  if (error != std::errc{} || colon == end || *colon != ':' || level.after_id < 1)
    return problem(ProblemCode::bad_request, "cursor");
  level.after_sort_key.assign(colon + 1, end);
  return done();
}

// The area whose roots are meant; none for the whole town, whose roots need no looking for.
std::optional<std::int64_t> area_of_roots(const ReadContext& context, const AddressListRequest& request) {
  const auto area = request.area_id.value_or(context.actor.area().value);
  return area == access::kTown.value ? std::nullopt : std::optional{area};
}

}  // namespace

Result<AddressListPage> list_addresses(const ReadContext& context, const AddressListRequest& request) {
  WEIGE_CHECK(context.actor.may(access::Right::read_place));
  const auto& scope = context.actor.scope();
  if (request.area_id && !covers(context.tx, scope, *request.area_id))
    return problem(ProblemCode::not_found, "area_id");
  AddressLevel level{.parent_id = request.parent_id,
                     .area_id = request.parent_id ? request.area_id : area_of_roots(context, request),
                     .limit = request.limit + 1};
  WEIGE_CHECK(take_cursor(request.cursor, level));
  AddressListPage page{find_level(context.tx, scope, level)};
  if (request.parent_id && page.items.empty() &&
      !find_record(context.tx, scope, RecordKind::address, *request.parent_id))
    return problem(ProblemCode::not_found, "parent_id");
  if (page.items.size() > request.limit) {
    page.items.pop_back();
    page.next_cursor = std::to_string(page.items.back().id) + ":" + page.items.back().sort_key;
  }
  return page;
}

}  // namespace weige::registry
