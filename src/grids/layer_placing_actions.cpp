#include "grids/layer_placing_actions.h"

#include <boost/json.hpp>

#include <algorithm>

#include "grids/grid_area_actions.h"
#include "grids/grid_events.h"
#include "grids/placement_writer.h"
#include "jobs/job_actions.h"

namespace weige::grids {
namespace {

namespace json = boost::json;
using store::Transaction;

constexpr access::AuditAction kPublished{"grid_version.published"}, kWithdrawn{"grid_version.withdrawn"};
// A transaction takes some tens of milliseconds; a group is never parted.
constexpr int kGroupsPerStep = 20, kAddressesPerStep = 400, kRowsPerStep = 1000;

// Where a job stands: after the group with this top. {"after": n, "placed": n, "total": n}.
struct Position {
  std::int64_t after = 0, placed = 0, total = 0;
};

std::string to_text(const Position& position) {
  return json::serialize(
      json::object{{"after", position.after}, {"placed", position.placed}, {"total", position.total}});
}

Position position_of(const std::string& text) {
  const auto read = json::parse(text);
  return {.after = read.at("after").as_int64(),
          .placed = read.at("placed").as_int64(),
          .total = read.at("total").as_int64()};
}

// Addresses that were added meanwhile are placed as well.
jobs::Progress progress_of(const Position& position) {
  return {"placing", std::min(position.placed, position.total), position.total};
}

struct Run {
  jobs::JobContext& job;
  const Clock& clock;
  TownTime town;
  VersionId version;
};

// The version as this job's, by whoever submitted the job and may still do it.
Result<GridVersion> version_of(const GridContext& context, const Run& run) {
  WEIGE_CHECK(context.actor.may(access::Right::edit_grids));
  auto version = find_version(context.tx, context.actor.scope(), run.version);
  if (!version) return problem(ProblemCode::not_found);
  WEIGE_CHECK(layer_to_change(context, version->layer));
  if (version->job != run.job.job().id) return problem(ProblemCode::version_conflict);
  return *std::move(version);
}

// nullopt: the version is published.
using Next = std::optional<Position>;

Result<Next> publish(const GridContext& context, const Run& run, GridVersion placed) {
  WEIGE_TRY(const auto published, take_effect(context, std::move(placed)));
  WEIGE_CHECK(
      run.job.save_result(context.tx, json::serialize(json::object{{"version_id", published.id.value}})));
  return Next{};
}

Result<Next> step(const GridContext& context, const Run& run, const LayerIndex& index, Position position) {
  WEIGE_TRY(auto version, version_of(context, run));
  if (version.state == VersionState::published) return Next{};  // it died when all was done
  const auto tops = group_tops(context.tx, position.after, kGroupsPerStep);
  if (tops.empty()) return publish(context, run, std::move(version));
  const auto enough = position.placed + kAddressesPerStep;
  for (const auto top : tops) {
    if (position.placed >= enough) break;
    WEIGE_CHECK(place_groups(context.tx, context.actor.post(), {version, index}, {{top}}));
    position.placed += group_size(context.tx, top);
    position.after = top;
  }
  WEIGE_CHECK(run.job.save(context.tx, to_text(position), progress_of(position)));
  return Next{position};
}

// Members do not change while a job places addresses in them.
Done place_all(const Run& run, Next at) {
  const auto& owner = run.job.job().owner;
  WEIGE_TRY(const auto index, run.job.database().read([&](Transaction& tx) {
    return LayerIndex::of(members_of(tx, run.version, Shapes::with));
  }));
  while (at) {
    WEIGE_CHECK(run.job.may_go_on());
    WEIGE_TRY(at, run.job.database().write([&](Transaction& tx) -> Result<Next> {
      const auto now = run.clock();
      WEIGE_TRY(const auto actor, access::Actor::resume(tx, now, access::AccountId{owner.account_id},
                                                        access::PostId{owner.post_id}, std::nullopt));
      return step({tx, actor, now, run.town}, run, index, *at);
    }));
  }
  return done();
}

// Some of what was placed goes; with the last of it the version is a draft again. A job that is stopped here
// and was not cancelled begins anew. True: there is more.
Result<bool> withdraw_some(const GridContext& context, const Run& run) {
  const auto total = position_of(run.job.job().position).total;
  WEIGE_CHECK(
      run.job.save(context.tx, to_text({.total = total}), {.doing = "take_back", .done = 0, .total = {}}));
  auto version = find_version(context.tx, context.actor.scope(), run.version);
  if (!version || version->job != run.job.job().id || version->state != VersionState::placing) return false;
  if (delete_some_placed(context.tx, run.version, kRowsPerStep) == kRowsPerStep) return true;
  version->state = VersionState::draft;
  version->effective_from.reset();
  version->job.reset();
  WEIGE_CHECK(draft_changed(context, *std::move(version), kWithdrawn));
  return false;
}

Done withdraw(const Run& run) {
  for (bool more = true; more;) {
    if (auto go_on = run.job.may_go_on(); !go_on && go_on.problem().code != ProblemCode::job_cancelled)
      return go_on;
    WEIGE_TRY(more, run.job.database().write([&](Transaction& tx) {
      const auto now = run.clock();
      const auto system = access::Actor::system(tx, now, access::SystemReason::maintenance);
      return withdraw_some({tx, system, now, run.town}, run);
    }));
  }
  return done();
}

}  // namespace

jobs::JobId submit_placing(const GridContext& context, VersionId version, std::int64_t addresses) {
  const auto& actor = context.actor;
  const Position begin{.total = addresses};
  return jobs::submit_job(context.tx,
                          {.kind = std::string(kPlacingJob),
                           .input = json::serialize(json::object{{"version_id", version.value}}),
                           .owner = {actor.account().value, actor.post().value, actor.area().value},
                           .position = to_text(begin),
                           .progress = progress_of(begin)},
                          context.now);
}

Done run_placing(jobs::JobContext& job, const Clock& clock, TownTime town) {
  const VersionId version{json::parse(job.job().input).at("version_id").as_int64()};
  const Run run{.job = job, .clock = clock, .town = town, .version = version};
  auto placed = place_all(run, position_of(job.job().position));
  if (placed) {
    (void)follow_grids(job.database(), clock(),
                       town);  // it is in force; whoever follows next tells what is wrong
    return placed;
  }
  const auto code = placed.problem().code;
  if (code != ProblemCode::job_stopping && code != ProblemCode::job_lost) WEIGE_CHECK(withdraw(run));
  return placed;
}

Result<GridVersion> take_effect(const GridContext& context, GridVersion placed) {
  const auto versions = versions_of(context.tx, placed.layer);
  const bool follows =
      std::ranges::any_of(versions, [](const auto& each) { return each.state == VersionState::published; });
  if (follows && placed.effective_from < context.today()) placed.effective_from = context.today();
  placed.state = VersionState::published;
  placed.published_at = context.now;
  WEIGE_TRY(auto published, draft_changed(context, std::move(placed), kPublished));
  WEIGE_CHECK(grid_events().published.publish(context.tx, published));
  return published;
}

}  // namespace weige::grids
