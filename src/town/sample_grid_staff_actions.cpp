#include "town/sample_grid_staff_actions.h"

#include <fmt/format.h>

#include <algorithm>

#include "access/area_store.h"
#include "access/post_actions.h"

namespace weige::town {
namespace {

Result<access::PostId> post_in_grid(store::Transaction& tx, Instant now, const access::Area& grid,
                                    const SampleDuty& duty) {
  const auto system = access::Actor::system(tx, now, access::SystemReason::sample_town);
  WEIGE_CHECK(access::end_post(tx, now, system, duty.post));
  const auto title = fmt::format("{} · {}", access::zh_name(access::Role::coordinator), grid.name);
  WEIGE_TRY(const auto post,
            access::create_post(tx, now, system,
                                {.role = access::Role::coordinator, .area = grid.id, .title = title}));
  WEIGE_CHECK(access::give_post(tx, now, system, post.id, duty.account));
  return post.id;
}

}  // namespace

Result<int> give_grids_to_coordinators(store::Transaction& tx, Instant now, const SampleLayers& layers,
                                       SampleStaffing& staffing) {
  std::vector<std::size_t> given(staffing.committees.size());
  int grids = 0;
  for (const auto& member : layers.grids) {
    const auto committee = static_cast<std::size_t>(member.committee);
    auto& coordinators = staffing.committees[committee].coordinators;
    if (!member.is_populated || given[committee] == coordinators.size()) continue;
    const auto grid = access::find_area(tx, access::AreaKind::grid, member.code);
    if (!grid) return problem(ProblemCode::not_found);
    auto& duty = coordinators[given[committee]++];
    WEIGE_TRY(duty.post, post_in_grid(tx, now, *grid, duty));
    ++grids;
    const auto sign_in = std::ranges::find(staffing.sign_ins, duty.login_name, &SampleSignIn::login_name);
    if (sign_in == staffing.sign_ins.end()) continue;
    sign_in->title_zh += " · " + grid->name;
    sign_in->title_en += " · " + grid->name;
  }
  return grids;
}

}  // namespace weige::town
