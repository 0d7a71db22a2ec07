#include "town/publication_store.h"

#include <algorithm>

#include "access/area_store.h"

namespace weige::town {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

constexpr std::string_view kWholePart = "*";

#define WEIGE_SELECT_PUBLICATION                                                                       \
  "SELECT p.id, p.measure, p.breakdown, p.level, p.number, p.as_of, p.made_at, COALESCE(o.title, '')," \
  " p.least_told, p.rounded_to, p.border_rows, p.border_publication_id"                                \
  " FROM publication p LEFT JOIN post o ON o.id = p.post_id"

TableKind kind_from_row(const Row& row, int first) {
  return {.measure = measure_of(row.text(first)).value(),
          .breakdown = breakdown_of(row.text(first + 1)).value(),
          .level = level_of(row.text(first + 2)).value()};
}

Publication publication_from_row(const Row& row) {
  return {.id = row.get<PublicationId>(0),
          .kind = kind_from_row(row, 1),
          .number = static_cast<int>(row.int64(4)),
          .as_of = parse_iso_day(row.text(5)).value(),
          .made = row.get<Instant>(6),
          .by = row.get<std::string>(7),
          .least_told = row.int64(8),
          .rounded_to = row.int64(9),
          .border_rows = row.int64(10),
          .border_publication = row.get<std::optional<PublicationId>>(11)};
}

void read_rows(Transaction& tx, Publication& publication) {
  const auto columns = publication.kind.breakdown == Breakdown::none
                           ? std::size_t{0}
                           : columns_of(publication.kind.breakdown).size();
  tx.each(
      "SELECT ordinal, area_id, name, within_name, total FROM publication_row WHERE publication_id = $1"
      " ORDER BY ordinal",
      [&](const Row& row) {
        publication.rows.push_back({.area = {row.int64(1), row.get<std::string>(2), row.get<std::string>(3)},
                                    .total = row.get<std::optional<std::int64_t>>(4),
                                    .cells = std::vector<std::optional<std::int64_t>>(columns)});
      },
      publication.id);
  tx.each(
      "SELECT ordinal, part, amount FROM publication_cell WHERE publication_id = $1",
      [&](const Row& row) {
        const auto column = column_of(publication.kind.breakdown, row.text(1)).value();
        publication.rows.at(static_cast<std::size_t>(row.int64(0))).cells.at(column) = row.int64(2);
      },
      publication.id);
}

// Doors on the ground (t: what counts there, p: its premises), by both areas and a text.
std::string moved_sql(std::string_view text, std::string_view from, std::string_view where) {
  return "SELECT t.area_id, " + std::string(access::kAboveGrid) + ", g.area_id, g.committee_id, " +
         std::string(text) + ", count(*) FROM " + std::string(from) +
         " JOIN publication_ground g ON g.ground_id = $1 AND g.address_id = p.address_id WHERE " +
         std::string(where) + " GROUP BY t.area_id, g.area_id, g.committee_id, " + std::string(text);
}

std::string moved_sql_of(const TableKind& kind) {
  constexpr std::string_view kResidents =
      "residence t JOIN premises p ON p.id = t.premises_id JOIN person n ON n.id = t.main_key";
  constexpr std::string_view kMain = "t.main_key IS NOT NULL";
  constexpr std::string_view kUse = "COALESCE(p.\"use\", '')";
  switch (kind.measure) {
    case Measure::premises:
      return moved_sql(kUse, "premises t JOIN premises p ON p.id = t.id", "p.address_key IS NOT NULL");
    case Measure::organisations:
      return moved_sql(kUse, "organisation t JOIN premises p ON p.id = t.premises_id",
                       "t.state = 'current' AND p.address_key IS NOT NULL");
    case Measure::residents:
      break;
  }
  if (kind.breakdown == Breakdown::confirmed) return moved_sql("t.confirmed_at", kResidents, kMain);
  return moved_sql("COALESCE(n.category, '')", kResidents, kMain);
}

Params row_params(const Publication& publication, std::size_t ordinal) {
  const auto& row = publication.rows[ordinal];
  return store::params(publication.id, static_cast<std::int64_t>(ordinal), row.area.area, row.area.name,
                       row.area.within, row.total);
}

std::vector<Params> cell_params(const Publication& publication) {
  std::vector<Params> out;
  const auto columns = columns_of(publication.kind.breakdown);
  for (std::size_t r = 0; r < publication.rows.size(); ++r)
    for (std::size_t c = 0; c < publication.rows[r].cells.size(); ++c)
      if (const auto& cell = publication.rows[r].cells[c])
        out.push_back(
            store::params(publication.id, static_cast<std::int64_t>(r), std::string(columns[c]), *cell));
  return out;
}

void insert_rows(Transaction& tx, const Publication& publication) {
  std::vector<Params> rows;
  for (std::size_t r = 0; r < publication.rows.size(); ++r) rows.push_back(row_params(publication, r));
  tx.run_many(
      "INSERT INTO publication_row (publication_id, ordinal, area_id, name, within_name, total)"
      " VALUES ($1, $2, $3, $4, $5, $6)",
      rows);
  if (const auto cells = cell_params(publication); !cells.empty())
    tx.run_many(
        "INSERT INTO publication_cell (publication_id, ordinal, part, amount) VALUES ($1, $2, $3, $4)",
        cells);
}

void insert_untold(Transaction& tx, const Making& making) {
  std::vector<Params> rows;
  const auto columns = columns_of(making.publication.kind.breakdown);
  for (const auto& one : making.untold)
    rows.push_back(store::params(
        making.publication.id, one.depth, one.area,
        std::string(one.column == kWholeRow ? kWholePart : columns[static_cast<std::size_t>(one.column)])));
  if (!rows.empty())
    tx.run_many(
        "INSERT INTO publication_untold (publication_id, depth, area_id, part) VALUES ($1, $2, $3, $4)",
        rows);
}

std::string same_place() {
  return "t.address_key IS NOT NULL AND (g.area_id <> t.area_id OR g.committee_id <> " +
         std::string(access::kAboveGrid) + ")";
}

void add_doors(Transaction& tx, std::int64_t ground) {
  static const std::string sql =
      "INSERT INTO publication_ground (ground_id, address_id, area_id, committee_id)"
      " SELECT CAST($1 AS BIGINT), t.address_id, t.area_id, " +
      std::string(access::kAboveGrid) +
      " FROM premises t WHERE t.address_key IS NOT NULL AND NOT EXISTS"
      " (SELECT 1 FROM publication_ground g WHERE g.ground_id = $1 AND g.address_id = t.address_id)";
  tx.exec(sql, ground);
}

}  // namespace

std::vector<Publication> all_publications(Transaction& tx) {
  return tx.all(WEIGE_SELECT_PUBLICATION " ORDER BY p.made_at DESC, p.id DESC", publication_from_row);
}

std::optional<Publication> find_publication(Transaction& tx, PublicationId id) {
  auto found = tx.first(WEIGE_SELECT_PUBLICATION " WHERE p.id = $1", publication_from_row, id);
  if (found) read_rows(tx, *found);
  return found;
}

std::optional<Publication> publication_of_month(Transaction& tx, const TableKind& kind,
                                                const std::string& month) {
  return tx.first(WEIGE_SELECT_PUBLICATION
                  " WHERE p.measure = $1 AND p.breakdown = $2 AND p.level = $3 AND p.month = $4",
                  publication_from_row, code(kind.measure), code(kind.breakdown), code(kind.level), month);
}

#undef WEIGE_SELECT_PUBLICATION

int next_number(Transaction& tx, const TableKind& kind) {
  return static_cast<int>(
      tx.scalar<std::int64_t>("SELECT COALESCE(max(number), 0) + 1 FROM publication"
                              " WHERE measure = $1 AND breakdown = $2 AND level = $3",
                              code(kind.measure), code(kind.breakdown), code(kind.level)));
}

std::optional<access::Change> insert_publication(Transaction& tx, const Making& making) {
  const auto& made = making.publication;
  const auto added = tx.exec(
      "INSERT INTO publication (id, measure, breakdown, level, number, month, as_of, made_at, post_id,"
      " ground_id, least_told, rounded_to, border_rows, border_publication_id)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
      " ON CONFLICT DO NOTHING",
      made.id, code(made.kind.measure), code(made.kind.breakdown), code(made.kind.level), made.number,
      publication_month(made.as_of), to_iso(made.as_of), made.made, making.post, making.ground,
      made.least_told, made.rounded_to, made.border_rows, made.border_publication);
  if (added == 0) return std::nullopt;
  insert_rows(tx, made);
  insert_untold(tx, making);
  return access::Change::of(kPublicationSubject, made.id,
                            "measure=" + std::string(code(made.kind.measure)) +
                                ",breakdown=" + std::string(code(made.kind.breakdown)) +
                                ",level=" + std::string(code(made.kind.level)));
}

UntoldSet untold_since(Transaction& tx, const TableKind& kind, Instant since) {
  UntoldSet out;
  tx.each(
      "SELECT DISTINCT u.depth, u.area_id, u.part FROM publication p"
      " JOIN publication_untold u ON u.publication_id = p.id"
      " WHERE p.measure = $1 AND p.made_at >= $3 AND (u.part = '*' OR p.breakdown = $2)",
      [&](const Row& row) {
        const auto column = column_of(kind.breakdown, row.text(2));
        out.insert(
            {static_cast<int>(row.int64(0)), row.int64(1), column ? static_cast<int>(*column) : kWholeRow});
      },
      code(kind.measure), code(kind.breakdown), since);
  return out;
}

std::vector<EarlierTable> earlier_tables(Transaction& tx, Measure measure, Instant since) {
  auto out = tx.all(
      "SELECT id, measure, breakdown, level, ground_id FROM publication"
      " WHERE measure = $1 AND made_at >= $2 AND level <> 'town' ORDER BY made_at DESC, id DESC",
      [](const Row& row) {
        return EarlierTable{row.get<PublicationId>(0), kind_from_row(row, 1), row.int64(4)};
      },
      code(measure), since);
  for (auto& table : out)
    tx.each(
        "SELECT area_id, within_name FROM publication_row WHERE publication_id = $1 AND total IS NULL",
        [&](const Row& row) { table.hidden_rows.emplace(row.int64(0), row.get<std::string>(1)); }, table.id);
  return out;
}

bool has_moved(Transaction& tx, std::int64_t ground) {
  static const std::string sql =
      "SELECT 1 FROM premises t JOIN publication_ground g ON g.ground_id = $1 AND g.address_id = t.address_id"
      " WHERE " +
      same_place() + " LIMIT 1";
  return tx
      .first(
          sql, [](const Row&) { return true; }, ground)
      .has_value();
}

std::int64_t ground_of_today(Transaction& tx) {
  auto ground = tx.scalar<std::int64_t>("SELECT COALESCE(max(ground_id), 0) FROM publication");
  if (ground == 0 || has_moved(tx, ground)) ground = tx.next_id();
  add_doors(tx, ground);
  return ground;
}

std::vector<MovedCount> counts_between(Transaction& tx, const TableKind& kind, std::int64_t ground) {
  return tx.all(
      moved_sql_of(kind),
      [](const Row& row) {
        return MovedCount{row.int64(0), row.int64(1), row.int64(2), row.int64(3), row.get<std::string>(4),
                          row.int64(5)};
      },
      ground);
}

}  // namespace weige::town
