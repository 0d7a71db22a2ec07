#include "grids/door_store.h"

#include <algorithm>
#include <unordered_map>

#include "registry/code_lists.h"

namespace weige::grids {
namespace {

using store::Row;
using store::Transaction;

AddressCounts address_from_row(const Row& row) {
  AddressCounts out{.address = row.int64(0), .counts = {.addresses = 1}};
  if (row.is_null(1)) return out;
  out.counts.doors = out.counts.premises = 1;
  out.counts.premises_residential = registry::is_residential_use(row.text(1)) ? 1 : 0;
  return out;
}

}  // namespace

GridCounts& GridCounts::operator+=(const GridCounts& other) {
  addresses += other.addresses;
  doors += other.doors;
  doors_with_residents += other.doors_with_residents;
  residents += other.residents;
  confirmed_within_year += other.confirmed_within_year;
  premises += other.premises;
  premises_residential += other.premises_residential;
  organisations += other.organisations;
  return *this;
}

std::vector<AddressCounts> address_counts(Transaction& tx, const access::Scope& scope, Day today) {
  auto out = tx.all(
      "SELECT t.id, p.\"use\" FROM address t LEFT JOIN premises p ON p.address_key = t.id WHERE t.state = "
      "'current' "
      "AND t.level <> 'road' AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = "
      "t.area_id) "
      "ORDER BY t.id",
      address_from_row, scope);
  std::unordered_map<std::int64_t, GridCounts*> by_id;
  by_id.reserve(out.size());
  for (auto& each : out) by_id.emplace(each.address, &each.counts);
  const auto counts_of = [&](const Row& row) -> GridCounts* {
    const auto found = by_id.find(row.int64(0));
    return found == by_id.end() ? nullptr : found->second;
  };
  const Day year_ago{std::chrono::sys_days{today} - std::chrono::days{365}};
  tx.each(
      "SELECT p.address_key, count(*), count(CASE WHEN t.confirmed_at >= $2 THEN 1 END) FROM residence t "
      "JOIN "
      "premises p ON p.id = t.premises_id WHERE t.main_key IS NOT NULL AND p.address_key IS NOT NULL AND "
      "EXISTS "
      "(SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = t.area_id) GROUP BY p.address_key",
      [&](const Row& row) {
        if (auto* counts = counts_of(row)) {
          counts->residents = row.int64(1);
          counts->confirmed_within_year = row.int64(2);
          counts->doors_with_residents = 1;
        }
      },
      scope, year_ago);
  tx.each(
      "SELECT p.address_key, count(*) FROM organisation t JOIN premises p ON p.id = t.premises_id WHERE "
      "t.state = "
      "'current' AND p.address_key IS NOT NULL AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 "
      "AND "
      "s.area_id = t.area_id) GROUP BY p.address_key",
      [&](const Row& row) {
        if (auto* counts = counts_of(row)) counts->organisations = row.int64(1);
      },
      scope);
  return out;
}

}  // namespace weige::grids
