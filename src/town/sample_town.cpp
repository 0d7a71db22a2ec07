#include "town/sample_town.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace weige::town {
namespace {

constexpr std::size_t kMostMovers = 12;  // households that are looked for in the next committee

SampleArrivals arrivals_of(SamplePlan& plan) {
  SampleArrivals out;
  auto& movers = plan.movers;
  if (movers.size() > kMostMovers) movers.erase(movers.begin(), movers.end() - kMostMovers);
  for (auto& household : movers) {
    for (auto& person : household.people) {
      out.people.push_back(std::move(plan.people[static_cast<std::size_t>(person)]));
      person = static_cast<int>(out.people.size()) - 1;
    }
    out.movers.push_back(std::move(household));
  }
  return out;
}

}  // namespace

Done check(const SampleSize& size) {
  if (size.residents >= kFewestResidents && size.residents <= kMostResidents) return done();
  return problem(ProblemCode::bad_number, "residents")
      .with("min", std::to_string(kFewestResidents))
      .with("max", std::to_string(kMostResidents));
}

std::vector<SampleCommittee> sample_committees(const registry::TownPlan& town) {
  std::vector<SampleCommittee> out;
  for (const auto& division : town.committees) {
    const auto kind = division.code.kind();
    const bool village = kind == standards::DivisionKind::village_committee;
    if (!village && kind != standards::DivisionKind::residents_committee) continue;
    out.push_back({.code = division.code.text(),
                   .name = division.name,
                   .area_text = town.address_text,
                   .index = static_cast<int>(out.size()),
                   .is_village = village});
  }
  return out;
}

std::vector<int> sample_shares(const std::vector<SampleCommittee>& committees, int residents,
                               SampleRandom random) {
  std::vector<std::int64_t> weights;
  for (const auto& committee : committees)
    weights.push_back(random.between(700, 1300) * (committee.is_village ? 45 : 100));
  const auto total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  std::vector<int> out;
  for (const auto weight : weights) out.push_back(static_cast<int>(weight * residents / total));
  out.front() += residents - std::accumulate(out.begin(), out.end(), 0);
  return out;
}

SampleTownPlanner::SampleTownPlanner(std::vector<SampleCommittee> committees, const SampleSize& size)
    : committees_(std::move(committees)),
      period_{std::chrono::sys_days{size.until}},
      random_(size.seed),
      numbers_(size.seed),
      shares_(sample_shares(committees_, size.residents, random_.branch(2))),
      ground_(committees_, shares_, random_.branch(3)) {}

SamplePlan& SampleTownPlanner::next() {
  assert(!at_end());
  auto arrivals = arrivals_of(plan_);
  plan_ = plan_committee(committees_[next_], shares_[next_], period_, numbers_, random_, std::move(arrivals));
  ++next_;
  return plan_;
}

}  // namespace weige::town
