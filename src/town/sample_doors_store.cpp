#include "town/sample_doors_store.h"

#include <algorithm>

namespace weige::town {

using store::Row;

std::vector<SampleHome> sample_homes(store::Transaction& tx, access::AreaId area) {
  std::vector<SampleHome> out;
  tx.each(
      "SELECT t.id, t.version, a.canonical, t.\"use\", t.confirmed_at, r.id, r.version, p.id, p.version, "
      "r.confirmed_at, p.confirmed_at FROM premises t JOIN address a ON a.id = t.address_id JOIN residence r "
      "ON r.premises_id = t.id AND r.to_day IS NULL JOIN person p ON p.id = r.person_id WHERE t.area_id = $1 "
      "AND t.address_key IS NOT NULL AND p.area_id = t.area_id AND NOT EXISTS (SELECT 1 FROM residence o "
      "WHERE o.premises_id = t.id AND o.to_day IS NULL AND o.state <> 'current') AND NOT EXISTS (SELECT 1 "
      "FROM change c WHERE c.subject_kind "
      "= 'residence' AND c.subject_id = r.id AND c.kind = 'undo') ORDER BY t.id, r.id",
      [&](const Row& row) {
        if (out.empty() || out.back().premises != row.int64(0))
          out.push_back({.premises = row.int64(0),
                         .version = row.int64(1),
                         .address = row.get<std::string>(2),
                         .use = row.get<std::string>(3),
                         .touched = row.get<Day>(4)});
        auto& home = out.back();
        home.residents.push_back({row.int64(5), row.int64(6), row.int64(7), row.int64(8)});
        home.touched = std::max({home.touched, row.get<Day>(9), row.get<Day>(10)});
      },
      area);
  return out;
}

std::vector<SampleUnit> sample_units(store::Transaction& tx, access::AreaId area) {
  return tx.all(
      "SELECT o.id, o.premises_id, o.name FROM organisation o JOIN premises t ON t.id = o.premises_id WHERE "
      "o.area_id = $1 AND t.area_id = $1 AND o.state = 'current' AND t.address_key IS NOT NULL ORDER BY o.id",
      [](const Row& row) {
        return SampleUnit{row.int64(0), row.int64(1), row.get<std::string>(2)};
      },
      area);
}

}  // namespace weige::town
