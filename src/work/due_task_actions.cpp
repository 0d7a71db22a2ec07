#include "work/due_task_actions.h"

#include <array>
#include <limits>

#include "norms/rules_store.h"
#include "work/campaign_store.h"
#include "work/due_task_store.h"
#include "work/finding_task_store.h"
#include "work/task_store.h"
#include "work/task_writer.h"

namespace weige::work {
namespace {

using store::Transaction;

constexpr int kFindingsAtOnce = 200, kGridsAtOnce = 2, kCampaignDoorsAtOnce = 200, kWeekliesAtOnce = 200;
constexpr std::chrono::days kConfirmWithin{14};

access::Actor opener(Transaction& tx, Instant now) {
  return access::Actor::system(tx, now, access::SystemReason::maintenance);
}

NewTask task_for(const DoorId& door, TaskSource source, Day due) {
  return {.source = source, .premises = door.premises, .organisation = door.organisation, .due = due};
}

// One grid's round: what is missing up to what it may have waiting.
class GridRound {
 public:
  GridRound(Transaction& tx, std::int64_t grid, Day today, const norms::Rules& rules)
      : tx_(tx), grid_(grid), today_(today), rules_(rules) {}

  std::vector<NewTask> wishes() {
    add_aged();
    const auto& team = rules_.team;
    const std::array weekly{std::pair{WeeklyKind::residents, team.visits_a_week_residents},
                            std::pair{WeeklyKind::premises, team.visits_a_week_premises},
                            std::pair{WeeklyKind::organisations, team.visits_a_week_organisations}};
    if (!week_is_open())
      for (const auto& [kind, count] : weekly) add_weekly(kind, count);
    return std::move(wishes_);
  }

 private:
  void add_aged() {
    const int room = most_waiting(rules_.team) - waiting_in(tx_, grid_, TaskSource::confirmation_age);
    if (room <= 0) return;
    const Day due{std::chrono::sys_days{today_} + kConfirmWithin};
    for (const auto& door : doors_to_confirm(tx_, grid_, confirm_limits(rules_.quality, today_), room))
      wishes_.push_back(task_for(door, TaskSource::confirmation_age, due));
  }

  bool week_is_open() { return has_tasks_in(tx_, grid_, TaskSource::weekly_visit, week_number(today_)); }

  void add_weekly(WeeklyKind kind, int count) {
    const Day sunday{std::chrono::sys_days{week_start(today_)} + std::chrono::days{6}};
    for (const auto& door : doors_for_week(tx_, grid_, kind, count)) {
      auto wish = task_for(door, TaskSource::weekly_visit, sunday);
      wish.source_id = week_number(today_);
      wishes_.push_back(std::move(wish));
    }
  }

  Transaction& tx_;
  std::int64_t grid_;
  Day today_;
  const norms::Rules& rules_;
  std::vector<NewTask> wishes_;
};

void add_doors(MovedDoors& moved, const std::vector<NewTask>& wishes) {
  for (const auto& wish : wishes) moved.add({.premises = wish.premises, .organisation = wish.organisation});
}

Done end_past_weeks(store::Database& database, Instant now, std::int64_t week, MovedDoors& moved) {
  bool more = database.read_shared([&](Transaction& tx) { return has_week_to_end(tx, week); });
  while (more) {
    WEIGE_TRY(more, database.write([&](Transaction& tx) -> Result<bool> {
      for (const auto& door : doors_of_past_weeks(tx, week, kWeekliesAtOnce)) moved.add(door);
      return end_weeks(tx, now, week, kWeekliesAtOnce) == kWeekliesAtOnce;
    }));
  }
  return done();
}

bool has_round_due(Transaction& tx, Day today) {
  return !grids_without_round(tx, today, 1).empty();
}

}  // namespace

Result<int> open_finding_tasks(Transaction& tx, Instant now, std::int64_t& after, MovedDoors& moved) {
  const auto found = findings_without_task(tx, after, kFindingsAtOnce);
  const auto today = TownTime{}.day_of(now);
  if (found.empty()) {
    after = std::numeric_limits<std::int64_t>::max();
    return 0;
  }
  const Day due{std::chrono::sys_days{today} +
                std::chrono::days{norms::rules_on(tx, today).quality.finding_due_days}};
  std::vector<NewTask> wishes;
  for (const auto& each : found) {
    auto wish = task_for(each.door, TaskSource::finding, due);
    wish.source_id = each.finding;
    wish.text = each.kind;
    wishes.push_back(std::move(wish));
  }
  after = found.back().finding;
  add_doors(moved, wishes);
  return open_tasks(tx, now, opener(tx, now), wishes);
}

Result<bool> open_due_tasks(Transaction& tx, Instant now, TownTime town, MovedDoors& moved) {
  const auto today = town.day_of(now);
  const auto grids = grids_without_round(tx, today, kGridsAtOnce);
  if (grids.empty()) return false;
  const auto rules = norms::rules_on(tx, today);
  const auto actor = opener(tx, now);
  for (const auto grid : grids) {
    const auto confirmed = tasks_confirmed_since(tx, grid, confirm_limits(rules.quality, today));
    WEIGE_CHECK(cancel_tasks(tx, now, confirmed));
    for (const auto& task : confirmed) moved.add({.premises = task.about.premises});
    const auto wishes = GridRound(tx, grid, today, rules).wishes();
    WEIGE_CHECK(open_tasks(tx, now, actor, wishes));
    add_doors(moved, wishes);
    note_round(tx, grid, today);
  }
  return grids.size() == static_cast<std::size_t>(kGridsAtOnce);
}

Result<bool> open_campaign_tasks(Transaction& tx, Instant now, TownTime town, MovedDoors& moved) {
  const auto today = town.day_of(now);
  end_campaigns(tx, today);
  if (const auto over = campaign_to_clear(tx)) {
    for (const auto& task : tasks_of_source(tx, TaskSource::campaign, over->value, kCampaignDoorsAtOnce))
      moved.add({.premises = task.about.premises, .organisation = task.about.organisation});
    WEIGE_CHECK(cancel_tasks_of(tx, now, TaskSource::campaign, over->value, kCampaignDoorsAtOnce));
    return true;
  }
  const auto campaign = campaign_to_open(tx);
  if (!campaign) return false;
  const auto doors = campaign_doors(tx, *campaign, kCampaignDoorsAtOnce);
  std::vector<NewTask> wishes;
  for (const auto id : doors) {
    auto wish = task_for({.premises = id}, TaskSource::campaign, campaign->until);
    wish.source_id = campaign->id.value;
    wish.text = campaign->name;
    wishes.push_back(std::move(wish));
  }
  WEIGE_CHECK(open_tasks(tx, now, opener(tx, now), wishes));
  add_doors(moved, wishes);
  const bool more = doors.size() == static_cast<std::size_t>(kCampaignDoorsAtOnce);
  note_opened(tx, campaign->id, more ? doors.back() : kAllOpened);
  return true;
}

namespace {

Done keep_finding_tasks(store::Database& database, Instant now, MovedDoors& moved) {
  const bool findings =
      database.read_shared([](Transaction& tx) { return !findings_without_task(tx, 0, 1).empty(); });
  for (std::int64_t after = 0; findings && after != std::numeric_limits<std::int64_t>::max();) {
    auto next = database.write([&](Transaction& tx) -> Result<std::int64_t> {
      auto reached = after;
      WEIGE_CHECK(open_finding_tasks(tx, now, reached, moved));
      return reached;
    });
    WEIGE_TRY(after, std::move(next));
  }
  return done();
}

}  // namespace

Result<MovedDoors> keep_tasks(store::Database& database, Instant now, TownTime town) {
  MovedDoors moved;
  const auto today = town.day_of(now);
  WEIGE_CHECK(keep_finding_tasks(database, now, moved));
  WEIGE_CHECK(end_past_weeks(database, now, week_number(today), moved));
  bool more = database.read_shared([&](Transaction& tx) { return has_round_due(tx, today); });
  while (more) {
    WEIGE_TRY(more, database.write([&](Transaction& tx) { return open_due_tasks(tx, now, town, moved); }));
  }
  more = database.read_shared([&](Transaction& tx) { return has_campaign_work(tx, today); });
  while (more) {
    WEIGE_TRY(more,
              database.write([&](Transaction& tx) { return open_campaign_tasks(tx, now, town, moved); }));
  }
  return moved;
}

}  // namespace weige::work
