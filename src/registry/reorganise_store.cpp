#include "registry/reorganise_store.h"

#include <stdexcept>

namespace weige::registry {
namespace {

using store::Row;
using store::Transaction;

// The committee $2 and its grids.
#define WITHIN "IN (SELECT k.descendant_id FROM area_closure k WHERE k.ancestor_id = $2)"

std::int64_t first_id(const Row& row) {
  return row.int64(0);
}

std::string_view area_statement(RecordKind kind) {
  switch (kind) {
    case RecordKind::address:
      return "SELECT id FROM address WHERE area_id = $1 AND id > $2 AND state <> 'undone' ORDER BY id LIMIT "
             "$3";
    case RecordKind::organisation:
      return "SELECT id FROM organisation WHERE area_id = $1 AND id > $2 AND state <> 'undone' ORDER BY id "
             "LIMIT $3";
    case RecordKind::person:
      return "SELECT id FROM person WHERE area_id = $1 AND id > $2 AND state <> 'undone' ORDER BY id LIMIT "
             "$3";
    default:
      throw std::logic_error("records of this kind follow others");
  }
}

}  // namespace

void insert_reorganisation(Transaction& tx, OperationId operation, const ReorganisationRow& row) {
  tx.exec(
      "INSERT INTO reorganisation (operation_id, from_area_id, to_area_id, ends_from, closed)"
      " VALUES ($1, $2, $3, $4, $5)",
      operation, row.from, row.to, row.ends_from, row.closed);
}

std::optional<ReorganisationRow> find_reorganisation(Transaction& tx, OperationId operation) {
  return tx.first(
      "SELECT from_area_id, to_area_id, ends_from, closed FROM reorganisation WHERE operation_id = $1",
      [](const Row& row) {
        return ReorganisationRow{row.get<access::AreaId>(0), row.get<access::AreaId>(1), row.get<bool>(2),
                                 row.get<bool>(3)};
      },
      operation);
}

void mark_closed(Transaction& tx, OperationId operation) {
  tx.exec("UPDATE reorganisation SET closed = 1 WHERE operation_id = $1", operation);
}

std::vector<std::int64_t> records_of_area(Transaction& tx, const AreaRecords& query) {
  return tx.all(area_statement(query.kind), first_id, query.area, query.after_id, query.limit);
}

std::vector<std::int64_t> subtree_in_area(Transaction& tx, std::int64_t root, access::AreaId area,
                                          std::size_t limit) {
  return tx.all(
      "WITH RECURSIVE tree (id) AS (SELECT id FROM address WHERE id = $1"
      " UNION ALL SELECT a.id FROM address a JOIN tree ON a.parent_id = tree.id)"
      " SELECT a.id FROM tree JOIN address a ON a.id = tree.id"
      " WHERE a.area_id " WITHIN " AND a.state <> 'undone' ORDER BY a.id LIMIT $3",
      first_id, root, area, limit);
}

std::map<RecordKind, int> count_at(Transaction& tx, std::span<const std::int64_t> addresses,
                                   access::AreaId area) {
  std::map<RecordKind, int> out;
  for (const auto id : addresses) {
    ++out[RecordKind::address];
    tx.each(
        "SELECT count(*),"
        " (SELECT count(*) FROM premises_label l JOIN premises q ON q.id = l.premises_id"
        " WHERE q.address_id = $1 AND l.area_id " WITHIN
        " AND l.state <> 'undone'),"
        " (SELECT count(*) FROM residence r JOIN premises q ON q.id = r.premises_id"
        " WHERE q.address_id = $1 AND r.area_id " WITHIN
        " AND r.state <> 'undone'),"
        " (SELECT count(*) FROM residence r JOIN premises q ON q.id = r.premises_id"
        " JOIN person n ON n.id = r.main_key WHERE q.address_id = $1 AND r.area_id " WITHIN
        " AND n.area_id " WITHIN
        " AND n.state <> 'undone'),"
        " (SELECT count(*) FROM organisation o JOIN premises q ON q.id = o.premises_id"
        " WHERE q.address_id = $1 AND o.area_id " WITHIN
        " AND o.state <> 'undone'),"
        " (SELECT count(*) FROM employment e JOIN organisation o ON o.id = e.organisation_id"
        " JOIN premises q ON q.id = o.premises_id"
        " WHERE q.address_id = $1 AND e.area_id " WITHIN " AND o.area_id " WITHIN
        " AND o.state <> 'undone' AND e.state <> 'undone')"
        " FROM premises p WHERE p.address_id = $1 AND p.area_id " WITHIN " AND p.state <> 'undone'",
        [&](const Row& row) {
          constexpr RecordKind kKinds[] = {RecordKind::premises,     RecordKind::premises_label,
                                           RecordKind::residence,    RecordKind::person,
                                           RecordKind::organisation, RecordKind::employment};
          for (int column = 0; column < 6; ++column) out[kKinds[column]] += row.get<int>(column);
        },
        id, area);
  }
  return out;
}

std::map<RecordKind, int> count_in_area(Transaction& tx, access::AreaId area) {
  static constexpr std::pair<RecordKind, std::string_view> kCounts[] = {
      {RecordKind::address, "SELECT count(*) FROM address WHERE area_id = $1 AND state <> 'undone'"},
      {RecordKind::premises, "SELECT count(*) FROM premises WHERE area_id = $1 AND state <> 'undone'"},
      {RecordKind::premises_label,
       "SELECT count(*) FROM premises p JOIN premises_label l ON l.premises_id = p.id"
       " WHERE p.area_id = $1 AND l.area_id = $1 AND p.state <> 'undone' AND l.state <> 'undone'"},
      {RecordKind::person, "SELECT count(*) FROM person WHERE area_id = $1 AND state <> 'undone'"},
      {RecordKind::residence, "SELECT count(*) FROM residence WHERE area_id = $1 AND state <> 'undone'"},
      {RecordKind::organisation,
       "SELECT count(*) FROM organisation WHERE area_id = $1 AND state <> 'undone'"},
      {RecordKind::employment,
       "SELECT count(*) FROM organisation o JOIN employment e ON e.organisation_id = o.id"
       " WHERE o.area_id = $1 AND e.area_id = $1 AND o.state <> 'undone' AND e.state <> 'undone'"}};
  std::map<RecordKind, int> out;
  for (const auto& [kind, sql] : kCounts) out[kind] = tx.scalar<int>(sql, area);
  return out;
}

}  // namespace weige::registry
