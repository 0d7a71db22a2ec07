#include "town/sample_town_actions.h"

#include <algorithm>

#include "registry/search_index_actions.h"
#include "town/sample_sites.h"
#include "town/sample_write_actions.h"

namespace weige::town {

Result<SampleTownMade> make_sample_town(store::Database& database, const SampleSize& size,
                                        const standards::DivisionTable& divisions,
                                        const SampleTownTools& tools) {
  WEIGE_CHECK(check(size));
  WEIGE_TRY(auto town, registry::plan_town(divisions, kSampleTownCode));
  SampleTownPlanner planner(sample_committees(town), size);
  const SampleRandom random(size.seed);
  const SampleStaffWish wish{.town = std::move(town),
                             .committees = planner.committees(),
                             .residents = size.residents,
                             .since = Instant{planner.period().start() - std::chrono::days{75}},
                             .signs_at = TownTime{}.start_of(planner.period().until),
                             .cost = tools.cost};
  WEIGE_TRY(auto staffing, make_sample_staff(database, wish, random.branch(1), tools.passwords));
  int written = 0;
  while (!planner.at_end()) {
    auto& plan = planner.next();
    const auto index = static_cast<std::size_t>(plan.committee.index);
    if (size.has_map) plan.spots = sample_spots(planner.ground(), plan, random);
    SampleWriter writer(plan, staffing.committees[index], staffing.office, random.branch(1000 + index));
    const auto chunks = static_cast<int>(plan.events.size() / SampleWriter::kEventsATransaction) + 1;
    int chunk = 0;
    WEIGE_CHECK(
        writer.write(database, [&] { tools.progress(written + plan.residents * ++chunk / (chunks + 1)); }));
    written += plan.residents;
  }
  WEIGE_CHECK(registry::index_waiting(database));
  SampleTownMade made{.residents = written, .sign_ins = {}};
  if (size.has_map) {
    const auto layers = sample_layers(planner.ground(), planner.committees());
    WEIGE_TRY(made.map, make_sample_map(database, {layers, staffing, planner.period()}));
    if (size.has_work) {
      WEIGE_TRY(made.work, make_sample_work({.database = database,
                                             .staffing = staffing,
                                             .layers = layers,
                                             .period = planner.period(),
                                             .numbers = planner.numbers(),
                                             .random = random.branch(4),
                                             .passwords = tools.passwords,
                                             .cost = tools.cost}));
    }
  }
  made.sign_ins = std::move(staffing.sign_ins);
  return made;
}

}  // namespace weige::town
