#include "work/task_store.h"

#include <algorithm>
#include <string>

#include "access/area_store.h"
#include "registry/by_id_store.h"

namespace weige::work {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

constexpr std::string_view kTaskColumns =
    "t.id, t.version, t.source, t.source_id, t.premises_id, t.organisation_id, t.area_id, t.post_id, "
    "t.state, "
    "t.due, t.text, t.attempts, t.opened_at, t.closed_at, t.closed_by_visit";
constexpr std::string_view kTaskWaits = "t.state IN ('open', 'with_officer')";
constexpr std::string_view kTaskSeen =
    "EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = t.area_id)";

std::string select_tasks(std::string_view where) {
  return "SELECT " + std::string(kTaskColumns) + " FROM task t WHERE " + std::string(where);
}

Task task_from_row(const Row& row) {
  return {.id = row.get<TaskId>(0),
          .version = row.int64(1),
          .state = *task_state_of(row.text(8)),
          .about = {.source = *task_source_of(row.text(2)),
                    .source_id = row.int64(3),
                    .premises = row.get<std::optional<std::int64_t>>(4),
                    .organisation = row.get<std::optional<std::int64_t>>(5),
                    .area_id = row.int64(6),
                    .post = row.get<std::optional<access::PostId>>(7),
                    .due = row.get<Day>(9),
                    .text = row.get<std::string>(10)},
          .opened_at = row.get<Instant>(12),
          .closed_at = row.get<std::optional<Instant>>(13),
          .closed_by_visit = row.get<std::optional<std::int64_t>>(14),
          .attempts = row.get<int>(11)};
}

}  // namespace

access::Change insert_task(Transaction& tx, const Task& task) {
  const auto& about = task.about;
  tx.exec(
      "INSERT INTO task (id, version, source, source_id, premises_id, organisation_id, area_id, post_id, "
      "state, due, text, attempts, opened_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
      "$13)",
      task.id, task.version, code(about.source), about.source_id, about.premises, about.organisation,
      about.area_id, about.post, code(task.state), about.due, about.text, task.attempts, task.opened_at);
  return access::Change::of(kTaskSubject, task.id, "source=" + std::string(code(about.source)));
}

std::optional<access::Change> update_task(Transaction& tx, const Task& task) {
  const auto changed = tx.exec(
      "UPDATE task SET version = version + 1, state = $3, post_id = $4, due = $5, attempts = $6, closed_at = "
      "$7, closed_by_visit = $8 WHERE id = $1 AND version = $2",
      task.id, task.version, code(task.state), task.about.post, task.about.due, task.attempts, task.closed_at,
      task.closed_by_visit);
  if (changed != 1) return std::nullopt;
  // That somebody could not be registered is a state of the task, which ends: the log would keep it. So it
  // does not tell the states of those that wait apart.
  return access::Change::of(kTaskSubject, task.id,
                            "state=" + std::string(is_over(task.state) ? code(task.state) : "waiting"));
}

std::optional<Task> find_task(Transaction& tx, const access::Scope& scope, TaskId id) {
  static const std::string sql = select_tasks(std::string(kTaskSeen) + " AND t.id = $2");
  return tx.first(sql, task_from_row, scope, id);
}

std::optional<Task> task_asked(Transaction& tx, const NewTask& wish) {
  static const auto text = [](std::string_view at) {
    return select_tasks(std::string(at) +
                        " AND t.source = $2 AND t.source_id = $3 ORDER BY CASE WHEN t.state IN ('open', "
                        "'with_officer') THEN 0 ELSE 1 END, t.id DESC LIMIT 1");
  };
  static const std::string of_premises = text("t.premises_id = $1");
  static const std::string of_organisation = text("t.organisation_id = $1");
  return tx.first(wish.premises ? of_premises : of_organisation, task_from_row,
                  wish.premises.value_or(wish.organisation.value_or(0)), code(wish.source), wish.source_id);
}

std::vector<Task> tasks_of_source(Transaction& tx, TaskSource source, std::int64_t source_id, int limit) {
  static const std::string sql = select_tasks("t.source = $1 AND t.source_id = $2 AND " +
                                              std::string(kTaskWaits) + " ORDER BY t.id LIMIT $3");
  return tx.all(sql, task_from_row, code(source), source_id, limit);
}

std::vector<Task> tasks_confirmed_since(Transaction& tx, std::int64_t area, const ConfirmLimits& limits) {
  static const std::string sql = select_tasks(
      "t.area_id = $1 AND t.source = 'confirmation_age' AND t.state = 'open' AND EXISTS "
      "(SELECT 1 FROM premises p WHERE p.id = t.premises_id AND p.confirmed_at >= $2 AND NOT EXISTS (SELECT "
      "1 FROM residence r WHERE "
      "r.premises_id = p.id AND r.state = 'current' AND r.confirmed_at < $3) AND NOT EXISTS (SELECT 1 FROM "
      "organisation o WHERE o.premises_id = p.id AND o.state = 'current' AND o.confirmed_at < $4))");
  // Sorted here: for an order by id SQLite would go through all tasks there are.
  auto out = tx.all(sql, task_from_row, area, limits.premises, limits.residents, limits.organisations);
  std::ranges::sort(out, {}, &Task::id);
  return out;
}

bool waits_for_officer(Transaction& tx, TaskSource source, std::int64_t source_id) {
  const auto tasks = tasks_of_source(tx, source, source_id);
  return std::ranges::find(tasks, TaskState::with_officer, &Task::state) != tasks.end();
}

std::vector<Task> tasks_at(Transaction& tx, const DoorId& door) {
  static const std::string of_premises =
      select_tasks("t.premises_id = $1 AND " + std::string(kTaskWaits) + " ORDER BY t.due, t.id");
  static const std::string of_organisation =
      select_tasks("t.organisation_id = $1 AND " + std::string(kTaskWaits) + " ORDER BY t.due, t.id");
  if (!door.premises) return tx.all(of_organisation, task_from_row, door.organisation.value_or(0));
  auto out = tx.all(of_premises, task_from_row, *door.premises);
  // One after the other: asked for with a subquery, SQLite goes through all tasks that wait anywhere.
  const auto seated = tx.all(
      "SELECT id FROM organisation WHERE premises_id = $1 ORDER BY id",
      [](const Row& row) { return row.int64(0); }, *door.premises);
  for (const auto organisation : seated)
    for (auto& task : tx.all(of_organisation, task_from_row, organisation)) out.push_back(std::move(task));
  return out;
}

std::vector<Task> tasks_closed_by(Transaction& tx, std::int64_t visit) {
  static const std::string sql = select_tasks("t.closed_by_visit = $1 ORDER BY t.id");
  return tx.all(sql, task_from_row, visit);
}

namespace {

// By due day and id, the earliest.
std::vector<Task> first_due(std::vector<Task> tasks, int limit) {
  std::ranges::sort(tasks, [](const Task& a, const Task& b) {
    return std::pair(a.about.due, a.id.value) < std::pair(b.about.due, b.id.value);
  });
  if (tasks.size() > static_cast<std::size_t>(limit)) tasks.resize(static_cast<std::size_t>(limit));
  return tasks;
}

}  // namespace

// One text for what waits, which has an index of its own, and one for what is over; each also by area, of
// which a small post has some.
std::vector<Task> find_tasks(Transaction& tx, const access::Scope& scope, const TaskQuery& query) {
  static const auto text = [](std::string_view area, std::string_view state) {
    return select_tasks(
        std::string(area) + " AND " + std::string(kTaskSeen) + " AND " + std::string(state) +
        " AND ($3 = '' OR t.source = $3) AND ($4 = 0 OR EXISTS (SELECT 1 FROM area_closure k WHERE "
        "k.ancestor_id = $4 AND k.descendant_id = t.area_id)) AND ($5 = 0 OR t.post_id = $5) AND ($6 = '' OR "
        "t.due < $6) AND ($7 = 0 OR t.state = 'with_officer' OR t.attempts >= $7) AND (t.due > $8 OR (t.due "
        "= $8 AND t.id > $9)) ORDER BY t.due, t.id LIMIT $10");
  };
  static const std::string waits = std::string(kTaskWaits) + " AND t.state <> $2", is_in = "t.state = $2";
  static const std::string waiting = text("$11 = 0", waits), in_state = text("$11 = 0", is_in);
  static const std::string waiting_there = text("t.area_id = $11", waits);
  static const std::string in_state_there = text("t.area_id = $11", is_in);
  const auto read = [&](const std::string& sql, std::int64_t area) {
    return tx.all(sql, task_from_row, scope, query.state ? code(*query.state) : std::string_view(),
                  query.source ? code(*query.source) : std::string_view(), query.area.value_or(0),
                  query.post ? query.post->value : 0, query.due_before ? to_iso(*query.due_before) : "",
                  query.least_attempts, query.after_due, query.after, query.limit, area);
  };
  const auto areas = access::few_areas_in_scope(tx, scope);
  if (!areas) return read(query.state ? in_state : waiting, 0);
  std::vector<Task> out;
  for (const auto area : *areas)
    for (auto& task : read(query.state ? in_state_there : waiting_there, area))
      out.push_back(std::move(task));
  return first_due(std::move(out), query.limit);
}

bool covers_area(Transaction& tx, access::PostId post, std::int64_t area) {
  return tx.scalar<std::int64_t>("SELECT count(*) FROM post_scope WHERE post_id = $1 AND area_id = $2", post,
                                 area) > 0;
}

// Those that are as wished already are passed over, so that asking again goes on with the others.
std::vector<access::Change> assign_waiting(Transaction& tx, const access::Scope& scope,
                                           const AssignWish& wish, int limit) {
  static const std::string sql = select_tasks(
      std::string(kTaskSeen) + " AND " + std::string(kTaskWaits) +
      " AND EXISTS (SELECT 1 FROM area_closure k WHERE k.ancestor_id = $2 AND k.descendant_id = t.area_id) "
      "AND ($3 = '' OR t.source = $3) AND (($4 <> 0 AND COALESCE(t.post_id, 0) <> $4) OR ($5 <> '' AND t.due "
      "<> $5)) AND ($4 = 0 OR EXISTS (SELECT 1 FROM post_scope g WHERE g.post_id = $4 AND g.area_id = "
      "t.area_id)) ORDER BY t.due, t.id LIMIT $6");
  auto tasks =
      tx.all(sql, task_from_row, scope, wish.area, wish.source ? code(*wish.source) : std::string_view(),
             wish.post ? wish.post->value : 0, wish.due ? to_iso(*wish.due) : "", limit);
  std::vector<access::Change> out;
  for (auto& task : tasks) {
    if (wish.post) task.about.post = wish.post;
    if (wish.due) task.about.due = *wish.due;
    if (auto change = update_task(tx, task)) out.push_back(*std::move(change));
  }
  return out;
}

std::vector<TaskCount> count_tasks(Transaction& tx, const access::Scope& scope, Day today) {
  static const std::string sql =
      "SELECT t.source, t.area_id, count(*), sum(CASE WHEN t.due < $2 THEN 1 ELSE 0 END), sum(CASE WHEN "
      "t.state = 'with_officer' THEN 1 ELSE 0 END) FROM task t WHERE " +
      std::string(kTaskSeen) + " AND " + std::string(kTaskWaits) + " GROUP BY 1, 2 ORDER BY 2, 1";
  return tx.all(
      sql,
      [](const Row& row) {
        return TaskCount{*task_source_of(row.text(0)), row.int64(1), row.get<int>(2), row.get<int>(3),
                         row.get<int>(4)};
      },
      scope, today);
}

std::int64_t erase_closed_tasks(Transaction& tx, Instant before, int limit) {
  return tx.exec(
      "DELETE FROM task WHERE id IN (SELECT t.id FROM task t WHERE t.closed_at IS NOT NULL AND t.closed_at < "
      "$1 ORDER BY t.closed_at, t.id LIMIT $2)",
      before, limit);
}

void move_tasks(Transaction& tx, std::span<const std::int64_t> addresses) {
  static const registry::ById of_premises(
      "UPDATE task SET area_id = (SELECT p.area_id FROM premises p WHERE p.id = task.premises_id) WHERE "
      "premises_id IN (SELECT p.id FROM premises p WHERE p.address_id IN ",
      ")");
  static const registry::ById of_seated(
      "UPDATE task SET area_id = (SELECT o.area_id FROM organisation o WHERE o.id = task.organisation_id) "
      "WHERE organisation_id IN (SELECT o.id FROM premises p JOIN organisation o ON o.premises_id = p.id "
      "WHERE p.address_id IN ",
      ")");
  for (const auto* sql : {&of_premises, &of_seated})
    registry::in_batches(*sql, addresses,
                         [&](const std::string& text, const Params& args) { tx.run(text, args); });
}

}  // namespace weige::work
