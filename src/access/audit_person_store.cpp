#include "access/audit_person_store.h"

#include <array>
#include <set>
#include <string>

#include "access/audit_line.h"

namespace weige::access {
namespace {

constexpr std::string_view kPersonKind = "person";

std::int64_t told_up_to(store::Transaction& tx) {
  return tx.scalar<std::int64_t>("SELECT up_to FROM audit_person_place WHERE id = 1");
}

// Each pseudonym once: an entry may name somebody twice. A damaged line names nobody.
void add_people(std::vector<store::Params>& rows, const AuditLeaf& leaf) {
  const auto line = parse_audit_line(leaf.line);
  if (!line) return;
  std::set<std::string> names;
  for (const auto& subject : line->subjects)
    if (subject.kind == kPersonKind && subject.name.starts_with('~')) names.insert(subject.name.substr(1));
  for (const auto& name : names) rows.push_back(store::params(name, leaf.number));
}

AuditLeaf leaf_about(const store::Row& row) {
  return {.number = row.int64(0), .at = row.int64(1), .line = row.get<std::string>(2)};
}

}  // namespace

std::int64_t follow_audit_people(store::Database& database, std::int64_t limit) {
  static constexpr std::array<std::string_view, 2> kColumns{"pseudonym", "number"};
  std::int64_t from = 0;
  const auto leaves = database.read([&](store::Transaction& tx) {
    from = told_up_to(tx);
    return audit_leaves_after(tx, from, limit);
  });
  if (leaves.empty()) return 0;
  std::vector<store::Params> rows;
  for (const auto& leaf : leaves) add_people(rows, leaf);
  const auto taken = database.write([&](store::Transaction& tx) -> Result<bool> {
    const bool is_next = tx.exec("UPDATE audit_person_place SET up_to = $2 WHERE id = 1 AND up_to = $1", from,
                                 leaves.back().number) == 1;
    if (is_next && !rows.empty()) tx.bulk_insert("audit_person", kColumns, rows);
    return is_next;
  });
  return taken && *taken ? static_cast<std::int64_t>(leaves.size()) : 0;
}

void forget_nameless_people(store::Transaction& tx) {
  tx.exec("DELETE FROM audit_person WHERE pseudonym NOT IN (SELECT p.pseudonym FROM audit_pseudonym p)");
}

std::vector<AuditLeaf> audit_leaves_about(store::Transaction& tx, std::int64_t person, std::int64_t before,
                                          std::int64_t limit) {
  return tx.all(
      "SELECT l.number, l.at, l.line FROM audit_pseudonym p JOIN audit_person i ON i.pseudonym = p.pseudonym"
      " JOIN audit_leaf l ON l.number = i.number WHERE p.subject_kind = 'person' AND p.subject_id = $1"
      " AND i.number < $2 ORDER BY i.number DESC LIMIT $3",
      leaf_about, person, before, limit);
}

}  // namespace weige::access
