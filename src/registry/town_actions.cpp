#include "registry/town_actions.h"

#include <algorithm>

#include "access/area_actions.h"
#include "access/area_store.h"
#include "access/audit.h"
#include "registry/town_store.h"

namespace weige::registry {
namespace {

using access::Area;
using access::AreaKind;
using access::AreaState;

constexpr access::AuditAction kTownText{"town.set_up"};

bool stands_in_town(const Area& area) {
  return area.id != access::kTown && area.state == AreaState::current;
}

// The town may become another one only while nothing stands in it.
Result<Area> named_town(store::Transaction& tx, Instant now, const access::Actor& actor,
                        const TownPlan& plan) {
  auto town = access::find_area(tx, access::kTown).value();
  const auto code = plan.town.code.text();
  if (town.code == code) return town;
  if (!town.code.empty() && std::ranges::any_of(access::all_areas(tx), stands_in_town))
    return problem(ProblemCode::town_set_up, "code").with("code", town.code);
  return access::rename_area(tx, now, actor, access::kTown, {.code = code, .name = plan.town.name});
}

}  // namespace

Result<TownSetUp> set_up_town(store::Transaction& tx, Instant now, const access::Actor& actor,
                              const TownPlan& plan) {
  WEIGE_CHECK(actor.may(access::Right::manage_areas));
  TownSetUp out{.address_text = plan.address_text};
  WEIGE_TRY(out.town, named_town(tx, now, actor, plan));
  if (town_text(tx) != plan.address_text)
    access::audit_change(tx, now, actor, kTownText, put_town_text(tx, plan.address_text));
  for (const auto& committee : plan.committees) {
    const auto code = committee.code.text();
    if (access::find_area(tx, AreaKind::committee, code)) continue;
    WEIGE_CHECK(access::create_area(tx, now, actor, {.code = code, .name = committee.name}));
    ++out.created;
  }
  for (auto& area : access::all_areas(tx))
    if (area.kind == AreaKind::committee && stands_in_town(area)) out.committees.push_back(std::move(area));
  return out;
}

}  // namespace weige::registry
