#include "town/sample_grid_staff_actions.h"

#include <fmt/format.h>

#include <algorithm>

#include "access/area_store.h"
#include "access/post_actions.h"
#include "town/sample_doors_store.h"

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

// The first of a committee's coordinators, who may be signed in as, changes places with whoever would have
// the grid with the most homes: in a small town some grids have none.
Done give_most_homes_to_first(store::Transaction& tx, const SampleLayers& layers, SampleStaffing& staffing) {
  std::vector<std::vector<std::size_t>> homes(staffing.committees.size());
  for (const auto& member : layers.grids) {
    auto& counted = homes[static_cast<std::size_t>(member.committee)];
    const auto& staff = staffing.committees[static_cast<std::size_t>(member.committee)];
    if (!member.is_populated || counted.size() == staff.coordinators.size()) continue;
    const auto grid = access::find_area(tx, access::AreaKind::grid, member.code);
    if (!grid) return problem(ProblemCode::not_found);
    counted.push_back(sample_homes(tx, grid->id).size());
  }
  for (std::size_t i = 0; i < homes.size(); ++i) {
    if (homes[i].empty()) continue;
    const auto most = std::ranges::max_element(homes[i]) - homes[i].begin();
    auto& coordinators = staffing.committees[i].coordinators;
    std::swap(coordinators[0], coordinators[static_cast<std::size_t>(most)]);
  }
  return done();
}

}  // namespace

Result<int> give_grids_to_coordinators(store::Transaction& tx, Instant now, const SampleLayers& layers,
                                       SampleStaffing& staffing) {
  WEIGE_CHECK(give_most_homes_to_first(tx, layers, staffing));
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
