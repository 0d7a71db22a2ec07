#include "work/flagged_site_store.h"

#include "work/code_pairs.h"

namespace weige::work {
namespace {

using access::Change;
using access::Scope;
using store::Row;
using store::Transaction;

constexpr CodePairs kSiteStates({std::pair{SiteState::open, std::string_view("open")},
                                 {SiteState::closed, "closed"}});

#define WEIGE_SITE                                                                                      \
  "SELECT f.id, f.version, f.area_id, g.name, f.name, f.place, f.premises_id, f.level, f.flagged_on, "  \
  "f.flagged_by, b.title, f.closed_on, f.closed_by, c.title FROM flagged_site f JOIN area g ON g.id = " \
  "f.area_id JOIN post b ON b.id = f.flagged_by LEFT JOIN post c ON c.id = f.closed_by "

FlaggedSite site_from_row(const Row& row) {
  FlaggedSite out{.id = row.get<SiteId>(0),
                  .version = row.int64(1),
                  .area_id = row.int64(2),
                  .area_name = row.get<std::string>(3),
                  .name = row.get<std::string>(4),
                  .place = row.get<std::string>(5),
                  .premises = row.get<std::optional<std::int64_t>>(6),
                  .level = *site_level_of(row.text(7)),
                  .flagged_on = row.get<Day>(8),
                  .flagged_by = {row.get<access::PostId>(9), row.get<std::string>(10)},
                  .closed_on = row.get<std::optional<Day>>(11)};
  if (!row.is_null(12))
    out.closed_by =
        PostName{row.get<access::PostId>(12), row.get<std::optional<std::string>>(13).value_or("")};
  return out;
}

void add_steps_and_checks(Transaction& tx, FlaggedSite& site) {
  site.steps = tx.all(
      "SELECT t.id, t.measure, t.owner_post, q.title, t.due, t.done_on, t.done_by FROM site_step t JOIN post "
      "q ON q.id "
      "= "
      "t.owner_post WHERE t.site_id = $1 ORDER BY t.due, t.id",
      [](const Row& row) {
        return SiteStep{.id = row.get<SiteStepId>(0),
                        .measure = *site_measure_of(row.text(1)),
                        .owner = {row.get<access::PostId>(2), row.get<std::string>(3)},
                        .due = row.get<Day>(4),
                        .done_on = row.get<std::optional<Day>>(5),
                        .done_by = row.get<std::optional<access::PostId>>(6)};
      },
      site.id);
  site.checks = tx.all(
      "SELECT c.on_day, c.post_id, q.title, c.result FROM site_check c JOIN post q ON q.id = c.post_id WHERE "
      "c.site_id = $1 ORDER BY c.id DESC",
      [](const Row& row) {
        return SiteCheck{.on = row.get<Day>(0),
                         .by = {row.get<access::PostId>(1), row.get<std::string>(2)},
                         .result = *site_result_of(row.text(3))};
      },
      site.id);
}

}  // namespace

std::string_view code(SiteState state) {
  return kSiteStates.code(state);
}

std::optional<SiteState> site_state_of(std::string_view text) {
  return kSiteStates.find(text);
}

std::vector<FlaggedSite> find_sites(Transaction& tx, const Scope& scope, SiteState state,
                                    const PlacePage& page) {
  auto out =
      tx.all(WEIGE_SITE
             "WHERE f.state = $1 AND (CAST($3 AS BIGINT) IS NULL OR f.id < CAST($3 AS BIGINT)) AND EXISTS "
             "(SELECT 1 FROM "
             "post_scope s WHERE s.post_id = $2 AND s.area_id = f.area_id) AND "
             "(CAST($5 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM area_closure c WHERE c.ancestor_id = "
             "CAST($5 AS BIGINT) AND c.descendant_id = f.area_id)) "
             "ORDER BY f.id DESC LIMIT $4",
             site_from_row, code(state), scope, page.before, page.limit + 1, page.area);
  for (auto& site : out) add_steps_and_checks(tx, site);
  return out;
}

std::optional<FlaggedSite> find_site(Transaction& tx, const Scope& scope, SiteId id) {
  auto out = tx.first(WEIGE_SITE
                      "WHERE f.id = $1 AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $2 AND "
                      "s.area_id = f.area_id)",
                      site_from_row, id, scope);
  if (out) add_steps_and_checks(tx, *out);
  return out;
}

Change insert_site(Transaction& tx, const FlaggedSite& site) {
  tx.exec(
      "INSERT INTO flagged_site (id, version, area_id, name, place, premises_id, level, flagged_on, "
      "flagged_by, "
      "state) VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, 'open')",
      site.id, site.area_id, site.name, site.place, site.premises, code(site.level), site.flagged_on,
      site.flagged_by.id);
  return Change::of(kSiteSubject, site.id);
}

std::optional<Change> touch_site(Transaction& tx, const FlaggedSite& site) {
  if (tx.exec("UPDATE flagged_site SET version = version + 1 WHERE id = $1 AND version = $2", site.id,
              site.version) == 0)
    return std::nullopt;
  return Change::of(kSiteSubject, site.id);
}

void close_site_row(Transaction& tx, SiteId id, Day on, access::PostId by) {
  tx.exec("UPDATE flagged_site SET state = 'closed', closed_on = $2, closed_by = $3 WHERE id = $1", id, on,
          by);
}

void insert_site_step(Transaction& tx, SiteId site, const SiteStep& step) {
  tx.exec("INSERT INTO site_step (id, site_id, measure, owner_post, due) VALUES ($1, $2, $3, $4, $5)",
          step.id, site, code(step.measure), step.owner.id, step.due);
}

void finish_site_step(Transaction& tx, SiteStepId id, Day on, access::PostId by) {
  tx.exec("UPDATE site_step SET done_on = $2, done_by = $3 WHERE id = $1", id, on, by);
}

void insert_site_check(Transaction& tx, SiteId site, const SiteCheck& check) {
  tx.exec("INSERT INTO site_check (id, site_id, on_day, post_id, result) VALUES ($1, $2, $3, $4, $5)",
          tx.next_id(), site, check.on, check.by.id, code(check.result));
}

std::int64_t erase_closed_sites(Transaction& tx, Day before, int limit) {
  const auto due = tx.all(
      "SELECT f.id FROM flagged_site f WHERE f.state = 'closed' AND f.closed_on < $1 ORDER BY f.id LIMIT $2",
      [](const Row& row) { return row.int64(0); }, before, limit);
  for (const auto id : due) {
    tx.exec("DELETE FROM site_step WHERE site_id = $1", id);
    tx.exec("DELETE FROM site_check WHERE site_id = $1", id);
    tx.exec("DELETE FROM flagged_site WHERE id = $1", id);
  }
  return static_cast<std::int64_t>(due.size());
}

}  // namespace weige::work
