#include "town/simulation_store.h"

#include <set>
#include <string>

namespace weige::town {

using store::Row;
using store::Transaction;

std::unordered_map<std::int64_t, ModelDoor> find_model_doors(Transaction& tx, const access::Scope& scope) {
  std::unordered_map<std::int64_t, ModelDoor> out;
  std::unordered_map<std::int64_t, std::set<std::string>> labels;
  // What work::find_ground counts as registered there.
  tx.each(
      "SELECT t.premises_id, t.id FROM residence t WHERE EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id "
      "= $1 AND s.area_id = t.area_id) AND t.to_day IS NULL AND t.state NOT IN ('cancelled', 'undone') ORDER "
      "BY t.premises_id, t.id",
      [&](const Row& row) { out[row.int64(0)].people.push_back(row.int64(1)); }, scope);
  tx.each(
      "SELECT t.premises_id, t.label FROM premises_label t WHERE EXISTS (SELECT 1 FROM post_scope s WHERE "
      "s.post_id = $1 AND s.area_id = t.area_id) AND t.to_day IS NULL AND t.state NOT IN ('cancelled', "
      "'undone')",
      [&](const Row& row) { labels[row.int64(0)].insert(row.get<std::string>(1)); }, scope);
  tx.each(
      "SELECT t.id, t.\"use\" FROM premises t WHERE EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 "
      "AND s.area_id = t.area_id)",
      [&](const Row& row) {
        auto& door = out[row.int64(0)];
        door.premises = row.int64(0);
        door.kind = door_kind_of(row.text(1), labels[door.premises], door.people.size());
      },
      scope);
  return out;
}

}  // namespace weige::town
