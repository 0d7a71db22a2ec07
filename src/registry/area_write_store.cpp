#include "registry/area_write_store.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "registry/by_id_store.h"
#include "registry/record_store.h"

namespace weige::registry {
namespace {

using store::Params;
using store::Transaction;

#define AT_ADDRESSES "SELECT p.id FROM premises p WHERE p.address_id IN "

// Each reads what the ones before it have written.
const std::array<ById, 6>& statements() {
  static const std::array<ById, 6> out{
      ById("UPDATE premises SET area_id = (SELECT a.area_id FROM address a WHERE a.id = premises.address_id)"
           " WHERE area_id <> (SELECT a.area_id FROM address a WHERE a.id = premises.address_id)"
           " AND address_id IN "),
      ById("UPDATE premises_label SET area_id = (SELECT q.area_id FROM premises q WHERE q.id = "
           "premises_label.premises_id) WHERE area_id <> (SELECT q.area_id FROM premises q WHERE q.id = "
           "premises_label.premises_id) AND premises_id IN (" AT_ADDRESSES,
           ")"),
      ById("UPDATE residence SET area_id = (SELECT q.area_id FROM premises q WHERE q.id = "
           "residence.premises_id) WHERE area_id <> (SELECT q.area_id FROM premises q WHERE q.id = "
           "residence.premises_id) AND premises_id IN (" AT_ADDRESSES,
           ")"),
      ById("UPDATE organisation SET area_id = (SELECT q.area_id FROM premises q WHERE q.id = "
           "organisation.premises_id) WHERE area_id <> (SELECT q.area_id FROM premises q WHERE q.id = "
           "organisation.premises_id) AND premises_id IN (" AT_ADDRESSES,
           ")"),
      ById("UPDATE employment SET area_id = (SELECT o.area_id FROM organisation o WHERE o.id = "
           "employment.organisation_id) WHERE area_id <> (SELECT o.area_id FROM organisation o WHERE o.id = "
           "employment.organisation_id) AND organisation_id IN (SELECT o.id FROM organisation o WHERE "
           "o.premises_id IN (" AT_ADDRESSES,
           "))"),
      ById("UPDATE person SET area_id = (SELECT r.area_id FROM residence r WHERE r.main_key = person.id)"
           " WHERE area_id <> (SELECT r.area_id FROM residence r WHERE r.main_key = person.id) AND id IN "
           "(SELECT r.main_key FROM residence r WHERE r.main_key IS NOT NULL AND r.premises_id "
           "IN (" AT_ADDRESSES,
           "))")};
  return out;
}

void make_distinct(std::vector<std::int64_t>& ids) {
  std::ranges::sort(ids);
  ids.erase(std::ranges::unique(ids).begin(), ids.end());
}

std::vector<std::int64_t> people_at(Transaction& tx, std::span<const std::int64_t> addresses) {
  static const ById live(
      "SELECT DISTINCT r.person_id FROM premises p JOIN residence r ON r.premises_id = p.id WHERE "
      "p.address_id IN ");
  static const ById work(
      "SELECT DISTINCT e.person_id FROM premises p JOIN organisation o ON o.premises_id = p.id JOIN "
      "employment e ON e.organisation_id = o.id WHERE p.address_id IN ");
  std::vector<std::int64_t> out;
  for (const auto* sql : {&live, &work})
    each_by_id(tx, *sql, addresses, [&](const store::Row& row) { out.push_back(row.int64(0)); });
  make_distinct(out);
  return out;
}

}  // namespace

void set_areas(Transaction& tx, std::span<const std::pair<std::int64_t, std::int64_t>> addresses) {
  std::vector<Params> rows;
  for (const auto& [address, area] : addresses) rows.push_back(Params{address, area});
  if (!rows.empty()) tx.run_many("UPDATE address SET area_id = $2 WHERE id = $1", rows);
}

void move_along(Transaction& tx, std::span<const std::int64_t> addresses) {
  for (const auto& sql : statements())
    in_batches(sql, addresses, [&](const std::string& text, const Params& args) { tx.run(text, args); });
  refresh_person_areas(tx, people_at(tx, addresses));
}

MovedRest move_rest(Transaction& tx, access::AreaId from, access::AreaId to) {
  std::vector<std::int64_t> people;
  const auto note = [&](const store::Row& row) { people.push_back(row.int64(0)); };
  constexpr std::string_view kHomeless =
      " WHERE area_id = $1 AND NOT EXISTS (SELECT 1 FROM residence r WHERE r.main_key = person.id)";
  tx.each("SELECT id FROM person" + std::string(kHomeless), note, from);
  tx.each(
      "SELECT DISTINCT e.person_id FROM organisation o JOIN employment e ON e.organisation_id = o.id WHERE "
      "o.area_id = $1 AND o.premises_id IS NULL",
      note, from);
  MovedRest out;
  out.workers = tx.exec(
      "UPDATE employment SET area_id = $2 WHERE open_key IS NOT NULL AND organisation_id IN (SELECT o.id "
      "FROM organisation o WHERE o.area_id = $1 AND o.premises_id IS NULL)",
      from, to);
  tx.exec(
      "UPDATE employment SET area_id = $2 WHERE open_key IS NULL AND organisation_id IN (SELECT o.id FROM "
      "organisation o WHERE o.area_id = $1 AND o.premises_id IS NULL)",
      from, to);
  out.organisations = tx.exec(
      "UPDATE organisation SET area_id = $2 WHERE area_id = $1 AND premises_id IS NULL AND state = 'current'",
      from, to);
  tx.exec("UPDATE organisation SET area_id = $2 WHERE area_id = $1 AND premises_id IS NULL", from, to);
  tx.exec("UPDATE person SET area_id = $2" + std::string(kHomeless), from, to);
  make_distinct(people);
  refresh_person_areas(tx, people);
  return out;
}

}  // namespace weige::registry
