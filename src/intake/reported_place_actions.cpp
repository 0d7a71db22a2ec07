#include "intake/reported_place_actions.h"

#include <algorithm>

#include "registry/people_index_store.h"
#include "registry/record_store.h"
#include "standards/name_fold.h"

namespace weige::intake {
namespace {

constexpr std::size_t kHousehold = 12;  // persons

std::vector<Listed> living_at(store::Transaction& tx, const access::Scope& scope,
                              const ReportedPlace& place) {
  return registered_within(tx, scope, {.kind = ScopeKind::address, .id = place.address});
}

}  // namespace

std::optional<ReportedPlace> find_reported_place(store::Transaction& tx, const access::Scope& scope,
                                                 std::string_view canonical) {
  if (canonical.empty()) return std::nullopt;
  const auto found = registry::find_records(tx, scope, registry::RecordKind::address,
                                            {"current_key", std::string(canonical)}, 1);
  if (found.empty()) return std::nullopt;
  return ReportedPlace{.address = found[0].id, .area = found[0].area()};
}

std::vector<Listed> who_may_have_left(store::Transaction& tx, const access::Scope& scope,
                                      const ReportedPlace& place, std::string_view name_key) {
  auto living = living_at(tx, scope, place);
  if (!name_key.empty() && !living.empty()) {
    std::vector<std::int64_t> ids;
    for (const auto& each : living) ids.push_back(each.person);
    std::vector<std::int64_t> named;
    for (const auto& person : registry::people_now(tx, scope, ids))
      if (standards::name_key(person.like.name) == name_key) named.push_back(person.id);
    if (!named.empty())
      std::erase_if(living,
                    [&](const Listed& each) { return std::ranges::find(named, each.person) == named.end(); });
  }
  if (living.size() > kHousehold) living.clear();
  return living;
}

std::optional<std::int64_t> residence_there(store::Transaction& tx, const access::Scope& scope,
                                            const ReportedPlace& place, std::int64_t person) {
  for (const auto& each : living_at(tx, scope, place))
    if (each.person == person) return each.link;
  return std::nullopt;
}

}  // namespace weige::intake
