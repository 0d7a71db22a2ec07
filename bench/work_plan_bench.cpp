// Today's doors out of 5,000, on one core: the whole plan, and beside it the plainest way to choose 40 (the
// doors with the most expected errors, in their order), with what each finds in 360 minutes.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "work/plan.h"
#include "work/plan_choice.h"
#include "work/plan_turnover.h"

namespace {

using namespace weige;
using namespace weige::work;

constexpr int kDoors = 5'000, kDoorsABuilding = 12;
const Day kBenchDay = *parse_iso_day("2026-11-23");

// A grid far larger than any: 2 km across, buildings at random in lanes, some doors with findings or tasks.
PlanGround bench_ground() {
  std::mt19937_64 random(20261123);
  PlanGround ground;
  for (int i = 0; i < kDoors; ++i) {
    if (i % kDoorsABuilding == 0) {
      const auto lane = static_cast<std::int64_t>(ground.buildings.size() / 20);
      ground.buildings.push_back({.lane = lane,
                                  .lane_key = std::to_string(1000 + lane),
                                  .key = std::to_string(10'000 + i),
                                  .point = DoorPoint{121.27 + static_cast<double>(random() % 2000) * 1e-5,
                                                     31.17 + static_cast<double>(random() % 2000) * 1e-5}});
    }
    DoorEvidence door{
        .premises = i + 1, .building = ground.buildings.size() - 1, .key = std::to_string(10'000 + i)};
    door.confirmed = Day{std::chrono::sys_days{kBenchDay} - std::chrono::days{random() % 700}};
    door.residents = static_cast<int>(random() % 6);
    door.moves = static_cast<double>(random() % 10 == 0 ? random() % 6 : 0);
    door.years = 3;
    door.findings = random() % 50 == 0 ? 1 : 0;
    if (random() % 40 == 0)
      door.tasks.push_back({.source = TaskSource::campaign, .due = *parse_iso_day("2026-12-10")});
    ground.doors.push_back(std::move(door));
  }
  return ground;
}

// What the doors are expected to show, as many of them as there is time for.
double found_in_time(const std::vector<std::size_t>& order, const ChoiceProblem& problem) {
  double value = 0;
  std::vector<std::size_t> doors;
  for (const auto door : order) {
    doors.push_back(door);
    if (minutes_of(problem, doors) > kMinutesOutside) break;
    value += problem.doors[door].value;
  }
  return value;
}

ChoiceProblem problem_of(const PlanGround& ground) {
  ChoiceProblem problem{.buildings = ground.buildings, .minutes = kMinutesOutside};
  const auto turnover = turnover_of(ground);
  for (std::size_t i = 0; i < ground.doors.size(); ++i) {
    const auto expected = expected_errors(ground.doors[i], turnover[i], kBenchDay, {});
    problem.doors.push_back({.building = ground.doors[i].building, .value = expected.errors, .minutes = 6});
  }
  return problem;
}

std::vector<std::size_t> plainest_choice(const ChoiceProblem& problem) {
  std::vector<std::size_t> order(problem.doors.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return problem.doors[i].value; });
  order.resize(problem.most_doors);
  return order;
}

void plan_of_5000_doors(benchmark::State& state) {
  const auto ground = bench_ground();
  const PlanWish wish{.today = kBenchDay, .seed = 1};
  for (auto _ : state) benchmark::DoNotOptimize(make_plan(ground, wish).size());
}
BENCHMARK(plan_of_5000_doors)->Unit(benchmark::kMillisecond);

void choose_of_5000_doors(benchmark::State& state) {
  const auto ground = bench_ground();
  const auto problem = problem_of(ground);
  DoorChoice choice;
  for (auto _ : state) choice = choose_doors(problem);
  state.counters["doors"] = static_cast<double>(choice.doors.size());
  state.counters["errors"] = choice.value;
  state.counters["minutes"] = choice.minutes;
}
BENCHMARK(choose_of_5000_doors)->Unit(benchmark::kMillisecond);

void plainest_of_5000_doors(benchmark::State& state) {
  const auto ground = bench_ground();
  const auto problem = problem_of(ground);
  std::vector<std::size_t> order;
  for (auto _ : state) order = plainest_choice(problem);
  state.counters["errors"] = found_in_time(order, problem);
}
BENCHMARK(plainest_of_5000_doors)->Unit(benchmark::kMillisecond);

}  // namespace
