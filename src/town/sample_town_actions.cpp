#include "town/sample_town_actions.h"

#include <algorithm>
#include <numeric>

#include "town/sample_write_actions.h"

namespace weige::town {
namespace {

constexpr std::string_view kTownCode = "310118106", kTownName = "徐泾镇", kTownText = "上海市青浦区徐泾镇";
constexpr std::size_t kMostMovers = 12;  // who are looked for in the next committee

SampleArrivals arrivals_of(SamplePlan& plan) {
  SampleArrivals out;
  auto& movers = plan.movers;
  if (movers.size() > kMostMovers) movers.erase(movers.begin(), movers.end() - kMostMovers);
  for (auto& household : movers) {
    const auto unknown = [&](int person) { return plan.people[static_cast<std::size_t>(person)].id == 0; };
    if (std::ranges::any_of(household.people, unknown)) continue;
    for (auto& person : household.people) {
      out.people.push_back(std::move(plan.people[static_cast<std::size_t>(person)]));
      person = static_cast<int>(out.people.size()) - 1;
    }
    out.movers.push_back(std::move(household));
  }
  return out;
}

}  // namespace

Result<std::vector<SampleCommittee>> sample_committees(const standards::DivisionTable& divisions) {
  std::vector<SampleCommittee> out;
  WEIGE_TRY(const auto town, standards::DivisionCode::parse(kTownCode));
  for (const auto& division : divisions.children(town)) {
    const auto kind = division.code.kind();
    const bool village = kind == standards::DivisionKind::village_committee;
    if (!village && kind != standards::DivisionKind::residents_committee) continue;
    out.push_back({.code = division.code.text12(), .name = division.name, .area_text = std::string(kTownText),
                   .index = static_cast<int>(out.size()), .is_village = village});
  }
  if (out.empty())
    return problem(ProblemCode::division_table).with("file", "divisions.bin").with("reason", std::string(kTownCode));
  return out;
}

std::vector<int> sample_shares(const std::vector<SampleCommittee>& committees, int residents, SampleRandom random) {
  std::vector<std::int64_t> weights;
  for (const auto& committee : committees) weights.push_back(random.between(700, 1300) * (committee.is_village ? 45 : 100));
  const auto total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  std::vector<int> out;
  for (const auto weight : weights) out.push_back(static_cast<int>(weight * residents / total));
  out.front() += residents - std::accumulate(out.begin(), out.end(), 0);
  return out;
}

Result<SampleTownMade> make_sample_town(store::Database& database, const SampleTownWish& wish,
                                        const standards::DivisionTable& divisions, const SampleTownTools& tools) {
  if (wish.residents < kFewestResidents || wish.residents > kMostResidents)
    return problem(ProblemCode::bad_number, "residents")
        .with("min", std::to_string(kFewestResidents))
        .with("max", std::to_string(kMostResidents));
  WEIGE_TRY(const auto committees, sample_committees(divisions));
  const SampleRandom random(wish.seed);
  const SamplePeriod period{std::chrono::sys_days{wish.until}};
  WEIGE_TRY(auto staffing,
            make_sample_staff(database,
                              {.town_code = std::string(kTownCode), .town_name = std::string(kTownName), .committees = committees,
                               .residents = wish.residents, .since = Instant{period.start() - std::chrono::days{75}}, .cost = wish.cost},
                              random.branch(1), tools.passwords));
  SampleNumbers numbers(wish.seed);
  const auto shares = sample_shares(committees, wish.residents, random.branch(2));
  SampleArrivals arrivals;
  int before = 0;
  for (std::size_t i = 0; i < committees.size(); ++i) {
    auto plan = plan_committee(committees[i], shares[i], period, numbers, random, std::move(arrivals));
    SampleWriter writer(plan, staffing.committees[i], staffing.office, random.branch(1000 + i));
    const auto chunks = static_cast<int>(plan.events.size() / SampleWriter::kEventsATransaction) + 1;
    int chunk = 0;
    WEIGE_CHECK(writer.write(database, [&] { tools.progress(before + shares[i] * std::min(++chunk, chunks) / chunks); }));
    before += shares[i];
    arrivals = arrivals_of(plan);
  }
  return SampleTownMade{before, std::move(staffing.sign_ins)};
}

}  // namespace weige::town
