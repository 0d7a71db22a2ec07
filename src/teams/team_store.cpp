#include "teams/team_store.h"

namespace weige::teams {
namespace {

using access::AreaId;
using access::PostId;
using store::Row;
using store::Transaction;

std::int64_t id_or_all(std::optional<AreaId> only) {
  return only ? only->value : 0;
}

struct TeamPostRow {
  std::int64_t grid = 0;
  PostId post;
  access::Role role = access::Role::nobody;
};

TeamPostRow team_post_row(const Row& row) {
  return {row.int64(0), row.get<PostId>(1), access::role_of(row.text(2)).value()};
}

// The nearest post of a role comes first, so it is taken and the others are passed over.
void add_team_post(TeamPosts& team, const TeamPostRow& row) {
  auto* place = row.role == access::Role::grid_leader         ? &team.leader
                : row.role == access::Role::community_officer ? &team.officer
                                                              : &team.coordinator;
  if (!*place) *place = row.post;
}

std::map<std::int64_t, TeamPosts> teams_within(Transaction& tx, std::int64_t only) {
  std::map<std::int64_t, TeamPosts> out;
  tx.each(
      "SELECT s.area_id, p.id, p.role FROM post p JOIN post_scope s ON s.post_id = p.id"
      " JOIN area g ON g.id = s.area_id WHERE g.kind = 'grid' AND g.state = 'current' AND p.state = 'active'"
      " AND p.role IN ('grid_leader', 'community_officer', 'coordinator') AND ($1 = 0 OR s.area_id = $1)"
      " ORDER BY s.area_id, (SELECT count(*) FROM area_closure c WHERE c.descendant_id = p.area_id) DESC,"
      " p.id",
      [&](const Row& row) {
        const auto each = team_post_row(row);
        add_team_post(out[each.grid], each);
      },
      only);
  tx.each(
      "SELECT p.area_id, p.id FROM post p JOIN area g ON g.id = p.area_id WHERE g.kind = 'grid'"
      " AND g.state = 'current' AND p.state = 'active' AND p.role = 'helper' AND ($1 = 0 OR p.area_id = $1)"
      " ORDER BY p.area_id, p.id",
      [&](const Row& row) { out[row.int64(0)].helpers.push_back(row.get<PostId>(1)); }, only);
  return out;
}

// $1: the post, $2: the grid of a post that covers nothing, $3: a grid, or 0 for all.
constexpr std::string_view kSelectGrids =
    "SELECT g.id, g.code, g.name,"
    " (SELECT c.id FROM area_closure k JOIN area c ON c.id = k.ancestor_id WHERE k.descendant_id = g.id"
    " AND c.kind = 'committee' ORDER BY c.id LIMIT 1),"
    " (SELECT c.name FROM area_closure k JOIN area c ON c.id = k.ancestor_id WHERE k.descendant_id = g.id"
    " AND c.kind = 'committee' ORDER BY c.id LIMIT 1),"
    " (SELECT count(*) FROM grid_followed f JOIN grid_member m ON m.version_id = f.version_id"
    " JOIN grid_area a ON a.code = m.code WHERE a.area_id = g.id AND m.populated = 0)"
    " FROM area g WHERE g.kind = 'grid' AND g.state = 'current' AND ($3 = 0 OR g.id = $3)"
    " AND (EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = g.id)"
    " OR g.id = $2)"
    " ORDER BY 5 NULLS FIRST, g.code, g.id";

std::vector<TeamGrid> select_grids(Transaction& tx, const access::Actor& actor, std::int64_t only) {
  // A helper's post covers nothing: its own grid is its team's all the same.
  const auto own = actor.role() == access::Role::helper ? actor.area() : AreaId{0};
  return tx.all(
      kSelectGrids,
      [](const Row& row) {
        return TeamGrid{.id = row.get<AreaId>(0),
                        .code = row.get<std::string>(1),
                        .name = row.get<std::string>(2),
                        .committee = row.get<std::optional<AreaId>>(3),
                        .committee_name = row.get<std::optional<std::string>>(4).value_or(""),
                        .populated = row.int64(5) == 0};
      },
      actor.scope(), own, only);
}

}  // namespace

TeamPosts team_of(Transaction& tx, AreaId grid) {
  return teams_within(tx, grid.value)[grid.value];
}

std::map<std::int64_t, TeamPosts> all_teams(Transaction& tx) {
  return teams_within(tx, 0);
}

std::vector<TeamGrid> grids_of(Transaction& tx, const access::Actor& actor) {
  return select_grids(tx, actor, 0);
}

std::optional<TeamGrid> find_grid(Transaction& tx, const access::Actor& actor, AreaId grid) {
  auto found = select_grids(tx, actor, grid.value);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::map<std::int64_t, std::vector<Considered>> considered_kinds(Transaction& tx,
                                                                 std::optional<AreaId> only) {
  std::map<std::int64_t, std::vector<Considered>> out;
  tx.each(
      "SELECT area_id, kind, reason, noted_on FROM team_considered WHERE $1 = 0 OR area_id = $1"
      " ORDER BY area_id, kind",
      [&](const Row& row) {
        out[row.int64(0)].push_back({row.get<std::string>(1), row.get<std::string>(2), row.get<Day>(3)});
      },
      id_or_all(only));
  return out;
}

access::Change put_considered(Transaction& tx, AreaId grid, const Considered& noted, PostId post) {
  tx.exec(
      "INSERT INTO team_considered (area_id, kind, reason, noted_on, post_id) VALUES ($1, $2, $3, $4, $5)"
      " ON CONFLICT (area_id, kind) DO UPDATE SET reason = excluded.reason, noted_on = excluded.noted_on,"
      " post_id = excluded.post_id",
      grid, noted.kind, noted.reason, noted.noted_on, post);
  return access::Change::of(kTeamSubject, grid, "none=" + noted.kind);
}

bool delete_considered(Transaction& tx, AreaId grid, std::string_view kind) {
  return tx.exec("DELETE FROM team_considered WHERE area_id = $1 AND kind = $2", grid, kind) > 0;
}

std::map<std::int64_t, std::vector<ForceCount>> count_helpers(Transaction& tx, const HelperLimits& limits,
                                                              std::optional<AreaId> only) {
  std::map<std::int64_t, std::vector<ForceCount>> out;
  tx.each(
      "SELECT h.area_id, h.kind, SUM(CASE WHEN h.left_on IS NULL THEN 1 ELSE 0 END),"
      " SUM(CASE WHEN h.left_on IS NULL THEN 0 ELSE 1 END),"
      " SUM(CASE WHEN h.left_on IS NULL AND (h.undertaking_on IS NULL OR h.undertaking_on < $2) THEN 1"
      " ELSE 0 END), SUM(CASE WHEN h.left_on IS NULL AND h.channel <> 'none' THEN 1 ELSE 0 END),"
      " SUM(CASE WHEN h.left_on IS NULL AND h.joined_on < $4 AND NOT EXISTS (SELECT 1 FROM team_guidance g"
      " WHERE g.helper_id = h.id AND g.on_day >= $3) THEN 1 ELSE 0 END)"
      " FROM team_helper h WHERE $1 = 0 OR h.area_id = $1 GROUP BY h.area_id, h.kind"
      " ORDER BY h.area_id, h.kind",
      [&](const Row& row) {
        out[row.int64(0)].push_back({.kind = row.get<std::string>(1),
                                     .present = row.get<int>(2),
                                     .left = row.get<int>(3),
                                     .unsigned_helpers = row.get<int>(4),
                                     .reachable = row.get<int>(5),
                                     .guidance_overdue = row.get<int>(6)});
      },
      id_or_all(only), limits.signed_after, limits.guided_after, limits.joined_before);
  return out;
}

void note_list(Transaction& tx, AreaId grid, Day day, const access::Actor& actor, ListTouch touch) {
  tx.exec(
      "INSERT INTO team_list_check (area_id, on_day, post_id, changed) VALUES ($1, $2, $3, $4)"
      " ON CONFLICT (area_id, on_day, post_id, changed) DO NOTHING",
      grid, day, actor.post(), touch == ListTouch::changed ? 1 : 0);
}

std::optional<Day> list_kept_on(Transaction& tx, AreaId grid) {
  return tx.first(
      "SELECT on_day FROM team_list_check WHERE area_id = $1 ORDER BY on_day DESC LIMIT 1",
      [](const Row& row) { return row.get<Day>(0); }, grid);
}

std::int64_t erase_old_team_work(Transaction& tx, Day before, int limit) {
  // The last two have no id: all of a day go together, and a town has few a day.
  const auto oldest = [&](std::string_view sql) {
    return tx
        .first(
            sql, [](const Row& row) { return row.get<std::optional<Day>>(0); }, before)
        .value_or(std::nullopt);
  };
  auto gone = tx.exec(
      "DELETE FROM team_guidance WHERE id IN (SELECT g.id FROM team_guidance g WHERE g.on_day < $1"
      " ORDER BY g.on_day, g.id LIMIT $2)",
      before, limit);
  if (const auto day = oldest("SELECT min(on_day) FROM team_list_check WHERE on_day < $1"))
    gone += tx.exec("DELETE FROM team_list_check WHERE on_day = $1", *day);
  if (const auto day = oldest("SELECT min(noted_on) FROM team_considered WHERE noted_on < $1"))
    gone += tx.exec("DELETE FROM team_considered WHERE noted_on = $1", *day);
  return gone;
}

}  // namespace weige::teams
