#include "registry/figure_store.h"

#include <array>

#include "registry/by_id_store.h"

namespace weige::registry {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

Place place_from_row(const Row& row) {
  return {.address_id = row.int64(0),
          .area_id = row.int64(1),
          .is_current = row.text(2) == "current",
          .level = row.get<std::string>(3),
          .has_children = row.int64(4) > 0,
          .use = row.get<std::optional<std::string>>(5),
          .main_residents = row.int64(6),
          .is_lived_in = row.int64(7) > 0,
          .organisations = row.int64(8),
          .is_vacant = row.int64(9) > 0};
}

// The areas told of: in scope, and within the one asked for.
constexpr std::string_view kToldOf =
    " s.post_id = $1 AND ($2 = 0 OR EXISTS"
    " (SELECT 1 FROM area_closure c WHERE c.ancestor_id = $2 AND c.descendant_id = s.area_id))";

std::string areas(std::string_view table) {
  return " FROM post_scope s JOIN " + std::string(table) + " t ON t.area_id = s.area_id WHERE" +
         std::string(kToldOf);
}

// Whoever was confirmed in the range of days, of one area: each is a walk along the primary key.
std::string confirmed_in(std::string_view days) {
  return ", COALESCE((SELECT CAST(sum(t.amount) AS BIGINT) FROM register_figure t WHERE t.area_id = s.area_id"
         " AND t.figure = 'confirmed' AND " +
         std::string(days) + "), 0)";
}

std::int64_t within(const FigureScope& where) {
  return where.within ? where.within->value : 0;
}

}  // namespace

// LIMIT 1 OFFSET 0: as in access/scope.h. PostgreSQL would put all current addresses into a table of hashes
// for each call.
std::vector<Place> find_places(Transaction& tx, std::span<const std::int64_t> address_ids) {
  static const ById sql(
      "SELECT a.id, a.area_id, a.state, a.level,"
      " CASE WHEN EXISTS (SELECT 1 FROM address c WHERE c.parent_id = a.id AND c.state = 'current' LIMIT 1 "
      "OFFSET 0)"
      " THEN 1 ELSE 0 END, p.\"use\","
      " (SELECT count(*) FROM residence r WHERE r.premises_id = p.id AND r.main_key IS NOT NULL),"
      " CASE WHEN EXISTS (SELECT 1 FROM residence r WHERE r.premises_id = p.id AND r.to_day IS NULL"
      " AND r.state NOT IN ('cancelled', 'undone') LIMIT 1 OFFSET 0) THEN 1 ELSE 0 END,"
      " (SELECT count(*) FROM organisation o WHERE o.premises_id = p.id AND o.state = 'current'),"
      " CASE WHEN EXISTS (SELECT 1 FROM premises_label l WHERE l.premises_id = p.id AND l.label = 'vacant'"
      " AND l.open_key IS NOT NULL LIMIT 1 OFFSET 0) THEN 1 ELSE 0 END"
      " FROM address a LEFT JOIN premises p ON p.address_key = a.id WHERE a.id IN ");
  std::vector<Place> out;
  each_by_id(tx, sql, address_ids, [&](const Row& row) { out.push_back(place_from_row(row)); });
  return out;
}

std::vector<std::pair<std::int64_t, std::int64_t>> addresses_of_premises(
    Transaction& tx, std::span<const std::int64_t> premises_ids) {
  static const ById sql("SELECT id, address_id FROM premises WHERE id IN ");
  std::vector<std::pair<std::int64_t, std::int64_t>> out;
  each_by_id(tx, sql, premises_ids, [&](const Row& row) { out.emplace_back(row.int64(0), row.int64(1)); });
  return out;
}

std::string category_of_person(Transaction& tx, std::int64_t person_id) {
  const auto found = tx.first(
      "SELECT category FROM person WHERE id = $1",
      [](const Row& row) { return row.get<std::optional<std::string>>(0).value_or(""); }, person_id);
  return found.value_or("");
}

std::optional<std::int64_t> area_of_main_residence(Transaction& tx, std::int64_t person_id) {
  return tx.first(
      "SELECT area_id FROM residence WHERE main_key = $1", [](const Row& row) { return row.int64(0); },
      person_id);
}

Figures figures_of_people_at(Transaction& tx, std::span<const std::int64_t> address_ids) {
  static const ById residents(
      "SELECT r.area_id, r.confirmed_at, COALESCE(n.category, ''), count(*) FROM premises p"
      " JOIN residence r ON r.premises_id = p.id JOIN person n ON n.id = r.main_key WHERE p.address_id IN ",
      " GROUP BY r.area_id, r.confirmed_at, COALESCE(n.category, '')");
  static const ById workers(
      "SELECT e.area_id, count(*) FROM premises p JOIN organisation o ON o.premises_id = p.id"
      " JOIN employment e ON e.organisation_id = o.id WHERE e.open_key IS NOT NULL AND p.address_id IN ",
      " GROUP BY e.area_id");
  Figures out;
  each_by_id(tx, residents, address_ids, [&](const Row& row) {
    add(out, {row.int64(0), Figure::confirmed, row.get<std::string>(1)}, row.int64(3));
    add(out, {row.int64(0), Figure::category, row.get<std::string>(2)}, row.int64(3));
  });
  each_by_id(tx, workers, address_ids, [&](const Row& row) {
    add(out, {row.int64(0), Figure::workers, {}}, row.int64(1));
  });
  return out;
}

void add_to_figures(Transaction& tx, access::PostId post, const Figures& figures) {
  std::vector<Params> rows;
  for (const auto& [key, amount] : figures)
    rows.push_back(store::params(key.area_id, code(key.figure), key.part, post, amount));
  if (rows.empty()) return;
  tx.run_many(
      "INSERT INTO register_figure (area_id, figure, part, post_id, amount) VALUES ($1, $2, $3, $4, $5)"
      " ON CONFLICT (area_id, figure, part, post_id) DO UPDATE SET"
      " amount = register_figure.amount + excluded.amount",
      rows);
}

// All but the days of confirmation, of which there are many, each by its name: a condition that leaves one
// out would read those as well.
Figures find_figures(Transaction& tx, const FigureScope& where) {
  static const std::string sql = "SELECT t.area_id, t.figure, t.part, CAST(sum(t.amount) AS BIGINT)" +
                                 areas("register_figure") +
                                 " AND t.figure IN ('addresses', 'category', 'covered', 'organisations',"
                                 " 'premises', 'residents', 'workers') GROUP BY t.area_id, t.figure, t.part";
  Figures out;
  tx.each(
      sql,
      [&](const Row& row) {
        const auto figure = figure_of(row.text(1));
        if (!figure) throw store::DatabaseError(store::Failure::bug, "a figure that is none");
        add(out, {row.int64(0), *figure, row.get<std::string>(2)}, row.int64(3));
      },
      where.scope, within(where));
  return out;
}

std::vector<AgeCount> recent_ages(Transaction& tx, const FigureScope& where, Day today) {
  static const std::string sql =
      "SELECT s.area_id" + confirmed_in("t.part >= $3") + confirmed_in("t.part >= $4 AND t.part < $3") +
      confirmed_in("t.part >= $5 AND t.part < $4") + confirmed_in("t.part >= $6 AND t.part < $5") +
      " FROM post_scope s WHERE" + std::string(kToldOf) + " ORDER BY s.area_id";
  using enum AgeBucket;
  constexpr std::array kRecent{d30, d90, d180, d365};
  std::vector<AgeCount> out;
  tx.each(
      sql,
      [&](const Row& row) {
        for (int i = 0; i < static_cast<int>(kRecent.size()); ++i)
          out.push_back({row.int64(0), kRecent.at(static_cast<std::size_t>(i)), row.int64(i + 1)});
      },
      where.scope, within(where), first_day(d30, today), first_day(d90, today), first_day(d180, today),
      first_day(d365, today));
  return out;
}

std::vector<MonthCount> changes_since(Transaction& tx, const FigureScope& where, const std::string& month) {
  static const std::string sql =
      "SELECT t.month, CAST(sum(t.adds) AS BIGINT), CAST(sum(t.changes) AS BIGINT),"
      " CAST(sum(t.cancellations) AS BIGINT)" +
      areas("record_counter") +
      " AND t.records = 'residents' AND t.month >= $3 GROUP BY t.month ORDER BY t.month";
  return tx.all(
      sql,
      [](const Row& row) {
        return MonthCount{row.get<std::string>(0), row.int64(1), row.int64(2), row.int64(3)};
      },
      where.scope, within(where), month);
}

}  // namespace weige::registry
