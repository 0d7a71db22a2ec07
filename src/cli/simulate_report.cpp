#include "cli/simulate_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <cmath>
#include <functional>
#include <ostream>

namespace weige::cli {
namespace {

namespace json = boost::json;
using town::DoorPolicy;
using town::MeanInterval;
using town::MonthOutcome;

constexpr std::array kAllPolicies{DoorPolicy::product, DoorPolicy::random, DoorPolicy::oldest,
                                  DoorPolicy::nobody};

struct PolicyWords {
  std::string_view zh, en;
};
PolicyWords words_of(DoorPolicy policy) {
  switch (policy) {
    case DoorPolicy::product:
      return {"本产品", "this product's plan"};
    case DoorPolicy::random:
      return {"随机", "random doors"};
    case DoorPolicy::oldest:
      return {"最久未确认", "oldest first"};
    default:
      return {"无人走访", "nobody walks"};
  }
}

double found_an_hour(const MonthOutcome& outcome) {
  return outcome.minutes > 0 ? 60 * static_cast<double>(outcome.found) / outcome.minutes : 0;
}

std::optional<MeanInterval> over_seeds(const SimulationReport& report, DoorPolicy policy,
                                       const std::function<double(const MonthOutcome&)>& figure) {
  std::vector<double> values;
  for (const auto& seed : report.seeds)
    if (const auto& outcome = seed.of(policy)) values.push_back(figure(*outcome));
  if (values.empty()) return std::nullopt;
  return town::mean_interval(values);
}

json::object interval_json(const MeanInterval& interval) {
  return {{"mean", interval.mean}, {"low", interval.low}, {"high", interval.high}};
}

json::object errors_json(const town::RegisterErrors& errors) {
  return {{"share", errors.share()}, {"missing", errors.missing}, {"gone", errors.gone},
          {"facts", errors.facts},   {"kinds", errors.kinds},     {"doors", errors.doors}};
}

json::object outcome_json(const MonthOutcome& outcome) {
  return {{"before", errors_json(outcome.before)},
          {"after", errors_json(outcome.after)},
          {"visits", outcome.visits},
          {"answered", outcome.answered},
          {"found", outcome.found},
          {"hours", outcome.minutes / 60}};
}

json::object policy_json(const SimulationReport& report, DoorPolicy policy) {
  const std::pair<const char*, double (*)(const MonthOutcome&)> figures[] = {
      {"before", [](const MonthOutcome& one) { return one.before.share(); }},
      {"after", [](const MonthOutcome& one) { return one.after.share(); }},
      {"found", [](const MonthOutcome& one) { return static_cast<double>(one.found); }},
      {"found_an_hour", found_an_hour},
      {"visits", [](const MonthOutcome& one) { return static_cast<double>(one.visits); }},
      {"answered", [](const MonthOutcome& one) { return static_cast<double>(one.answered); }},
      {"hours", [](const MonthOutcome& one) { return one.minutes / 60; }}};
  json::object out{{"policy", town::code(policy)}};
  for (const auto& [name, figure] : figures)
    out[name] = interval_json(over_seeds(report, policy, figure).value_or(MeanInterval{}));
  return out;
}

json::object seed_json(const SimulatedSeed& seed) {
  json::object out{{"seed", seed.seed},
                   {"grids", seed.grids},
                   {"residences", seed.residences},
                   {"doors_left_out", seed.left_out}};
  for (const auto policy : kAllPolicies)
    if (const auto& outcome = seed.of(policy)) out[town::code(policy)] = outcome_json(*outcome);
  return out;
}

std::string percents(const MeanInterval& interval, int digits) {
  return fmt::format("{:.{}f} [{:.{}f}, {:.{}f}]", 100 * interval.mean, digits, 100 * interval.low, digits,
                     100 * interval.high, digits);
}

// In plain words, whichever way it went. Of a single seed there is no interval.
std::string_view verdict_of(const MeanInterval& share, std::size_t seeds) {
  if (seeds < 2) return "只有一个种子，无法判断 / one seed tells nothing";
  if (share.includes(0)) return "与没有差别分不开 / cannot be told from no difference";
  return share.mean > 0 ? "本产品更好 / this product's plan is better"
                        : "本产品更差 / this product's plan is worse";
}

}  // namespace

std::optional<SimulationGain> gain_over(const SimulationReport& report, DoorPolicy other) {
  std::vector<double> share, found;
  for (const auto& seed : report.seeds) {
    const auto& own = seed.of(DoorPolicy::product);
    const auto& theirs = seed.of(other);
    if (!own || !theirs) return std::nullopt;
    share.push_back(theirs->after.share() - own->after.share());
    found.push_back(found_an_hour(*own) - found_an_hour(*theirs));
  }
  return SimulationGain{town::mean_interval(share), town::mean_interval(found)};
}

json::object to_json(const SimulationReport& report) {
  json::object out{{"source", report.source},
                   {"driven", report.driven},
                   {"first_day", to_iso(report.first)},
                   {"months", report.months},
                   {"hours_a_week", report.hours_a_week},
                   {"world", town::code(report.world)},
                   {"confidence", 0.95}};
  json::array policies, gains, seeds;
  for (const auto policy : kAllPolicies)
    if (!report.seeds.empty() && report.seeds.front().of(policy))
      policies.push_back(policy_json(report, policy));
  for (const auto other : {DoorPolicy::random, DoorPolicy::oldest, DoorPolicy::nobody})
    if (const auto gain = gain_over(report, other))
      gains.push_back(json::object{{"over", town::code(other)},
                                   {"share", interval_json(gain->share)},
                                   {"found_an_hour", interval_json(gain->found_an_hour)}});
  for (const auto& seed : report.seeds) seeds.push_back(seed_json(seed));
  out["policies"] = std::move(policies);
  out["gains"] = std::move(gains);
  out["seeds"] = std::move(seeds);
  return out;
}

void tell_report(const SimulationReport& report, std::ostream& out) {
  out << fmt::format(
      "模拟 {0} 个月，每网格每周 {1:g} 小时，{2} 个种子，世界：{3}；95% 置信区间。\n"
      "{0} simulated month(s), {1:g} hours a week in each grid, {2} seed(s), world: {3}; intervals of 95 "
      "%.\n\n",
      report.months, report.hours_a_week, report.seeds.size(), town::code(report.world));
  for (const auto policy : kAllPolicies) {
    const auto after = over_seeds(report, policy, [](const MonthOutcome& one) { return one.after.share(); });
    if (!after) continue;
    const auto before =
        over_seeds(report, policy, [](const MonthOutcome& one) { return one.before.share(); });
    const auto found = over_seeds(report, policy, found_an_hour);
    out << fmt::format(
        "{} / {}\n  错误率 wrong: {} % -> {} %; 每小时纠正 put right an hour: {:.2f} [{:.2f}, {:.2f}]\n",
        words_of(policy).zh, words_of(policy).en, percents(*before, 2), percents(*after, 2), found->mean,
        found->low, found->high);
  }
  for (const auto other : {DoorPolicy::random, DoorPolicy::oldest}) {
    const auto gain = gain_over(report, other);
    if (!gain) continue;
    out << fmt::format("\n本产品与{}相比，错误率低 / less wrong than with {}: {} 个百分点 points\n  {}\n",
                       words_of(other).zh, words_of(other).en, percents(gain->share, 3),
                       verdict_of(gain->share, report.seeds.size()));
  }
}

}  // namespace weige::cli
