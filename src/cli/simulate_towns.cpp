#include "cli/simulate_towns.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <thread>

#include "access/key_ring.h"
#include "base/temporary_folder.h"
#include "store/migrations.h"

namespace weige::cli {
namespace {

using town::DoorPolicy;
using town::MonthOutcome;

// A database file in a folder that is gone with it, and copies of it beside it.
class ScratchTown {
 public:
  static Result<std::unique_ptr<ScratchTown>> make() {
    auto folder = TemporaryFolder::make({}, "simulate");
    if (!folder) return problem(ProblemCode::file_write).with("reason", std::strerror(errno));
    return std::make_unique<ScratchTown>(std::move(folder));
  }
  explicit ScratchTown(std::unique_ptr<TemporaryFolder> folder) : folder_(std::move(folder)) {}

  Result<std::unique_ptr<store::Database>> open(const Clock& clock, std::string_view copy = {}) const {
    const auto url = url_of(copy);
    WEIGE_TRY(auto database, store::Database::open(url));
    WEIGE_CHECK(store::migrate(*database));
    WEIGE_TRY(auto ring,
              access::KeyRing::open(*database, {.file = access::key_file_of(url), .random = system_random()},
                                    clock()));
    database->accompany(std::move(ring));
    return database;
  }

  // Of the town as it was closed.
  Done copy(std::string_view name) const {
    std::error_code error;
    std::filesystem::copy_file(file_of({}), file_of(name), error);
    if (!error)
      std::filesystem::copy_file(access::key_file_of(url_of({})), access::key_file_of(url_of(name)), error);
    if (error) return problem(ProblemCode::file_write).with("reason", error.message());
    return done();
  }
  void remove(std::string_view name) const {
    std::error_code ignored;
    for (const auto* end : {"", "-wal", "-shm"})
      std::filesystem::remove(file_of(name).string() + end, ignored);
  }

 private:
  std::filesystem::path file_of(std::string_view copy) const {
    return folder_->path() / (copy.empty() ? "town.db" : std::string(copy) + ".db");
  }
  std::string url_of(std::string_view copy) const { return "sqlite:" + file_of(copy).string(); }

  std::unique_ptr<TemporaryFolder> folder_;
};

town::SampleTownTools tools_of_nobody() {  // nobody signs in
  return {.passwords = system_random(), .cost = {.memory_kib = 8, .passes = 1, .lanes = 1}};
}

// f(i) for each number below `count`, as many at once as there are processors.
template <class F>
void side_by_side(std::size_t count, F&& f) {
  std::atomic<std::size_t> next = 0;
  std::vector<std::jthread> workers;
  const auto most = std::max<std::size_t>(std::thread::hardware_concurrency(), 1);
  for (std::size_t i = 0; i < std::min(most, count); ++i)
    workers.emplace_back([&] {
      for (auto at = next++; at < count; at = next++) f(at);
    });
}

// Grids do not know each other; summed in their order.
MonthOutcome walk_grids(const std::vector<town::SimulatedGrid>& grids, const town::MonthWish& wish,
                        DoorPolicy policy) {
  std::vector<MonthOutcome> outcomes(grids.size());
  side_by_side(grids.size(), [&](std::size_t i) { outcomes[i] = town::walk_month(grids[i], wish, policy); });
  MonthOutcome sum;
  for (const auto& outcome : outcomes) sum += outcome;
  return sum;
}

// In a copy that is gone when the month is over.
Result<MonthOutcome> walk_copy(const ScratchTown& scratch, const town::WalkedTown& town,
                               const town::MonthWish& month, DoorPolicy policy,
                               const registry::UploadSandbox& sandbox) {
  const std::string name(code(policy));
  const Clock first = [start = TownTime{}.start_of(month.first)] { return start; };
  WEIGE_CHECK(scratch.copy(name));
  auto outcome = [&]() -> Result<MonthOutcome> {
    WEIGE_TRY(const auto database, scratch.open(first, name));
    return town::walk_town_month({.database = *database, .sandbox = sandbox}, town, month, policy);
  }();
  scratch.remove(name);
  return outcome;
}

}  // namespace

SeedRunner by_figures(GroundOfSeed ground) {
  return [ground = std::move(ground)](const SeedWish& wish) -> Result<SimulatedSeed> {
    WEIGE_TRY(const auto begin, ground(wish.month.seed));
    SimulatedSeed out{.seed = wish.month.seed,
                      .grids = begin.grids.size(),
                      .residences = begin.residences,
                      .left_out = begin.left_out};
    auto month = wish.month;
    month.rules = begin.rules;
    for (const auto policy : wish.policies)
      out.outcomes[static_cast<std::size_t>(policy)] = walk_grids(begin.grids, month, policy);
    return out;
  };
}

GroundOfSeed grounds_of(const SampleTowns& towns) {
  return [towns](std::uint64_t seed) -> Result<town::SimulationGround> {
    WEIGE_TRY(const auto scratch, ScratchTown::make());
    WEIGE_TRY(const auto database, scratch->open(towns.clock));
    return town::make_simulation_ground(*database,
                                        {.residents = towns.residents, .seed = seed, .until = towns.until},
                                        *towns.divisions, tools_of_nobody());
  };
}

SeedRunner by_use_cases(const SampleTowns& towns, const registry::UploadSandbox& sandbox) {
  return [towns, sandbox](const SeedWish& wish) -> Result<SimulatedSeed> {
    WEIGE_TRY(const auto scratch, ScratchTown::make());
    const auto made = [&]() -> Result<town::WalkedTown> {
      WEIGE_TRY(const auto database, scratch->open(towns.clock));
      return town::make_walked_town(
          *database, {.residents = towns.residents, .seed = wish.month.seed, .until = towns.until},
          *towns.divisions, tools_of_nobody());
    }();
    WEIGE_CHECK(made);
    SimulatedSeed out{.seed = wish.month.seed,
                      .grids = made->grids.size(),
                      .residences = made->residences,
                      .left_out = made->left_out};
    auto month = wish.month;
    month.rules = made->rules;
    std::vector<std::optional<Result<MonthOutcome>>> outcomes(wish.policies.size());
    side_by_side(outcomes.size(), [&](std::size_t i) {
      outcomes[i].emplace(walk_copy(*scratch, *made, month, wish.policies[i], sandbox));
    });
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      WEIGE_TRY(out.outcomes[static_cast<std::size_t>(wish.policies[i])], *std::move(outcomes[i]));
    }
    return out;
  };
}

}  // namespace weige::cli
