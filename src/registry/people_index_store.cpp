#include "registry/people_index_store.h"

#include <algorithm>
#include <string>

#include "registry/sealed_field_store.h"

namespace weige::registry {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

// A resident's number is the ID number; other documents are no part of the comparison.
constexpr std::string_view kPeople =
    "SELECT p.id, CASE WHEN p.document_type = 'resident_id' THEN p.document_number_sealed END, p.name, "
    "p.phone_sealed, p.birth_date, a.canonical, (SELECT k.wrapped FROM data_key k WHERE k.owner_kind = "
    "'person' "
    "AND k.owner_id = p.id) FROM person p LEFT JOIN residence r ON r.main_key = p.id LEFT JOIN premises m "
    "ON m.id = r.premises_id LEFT JOIN address a ON a.id = m.address_id WHERE p.state = 'current' AND EXISTS "
    "(SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = p.area_id)";

IndexedPerson person_from_row(SealedFields& sealed, const Row& row) {
  const SealedFields::Owner owner{RecordKind::person, row.int64(0)};
  const auto opened = [&](std::string_view field, int column) {
    return sealed.open(owner, field, row, column, 6).value_or(std::string());
  };
  const auto text = [&](int column) {
    return row.is_null(column) ? std::string() : std::string(row.text(column));
  };
  IndexedPerson out{.id = owner.id,
                    .like = {opened("document_number", 1), text(2), opened("phone", 3), text(4), text(5)}};
  return out;
}

}  // namespace

std::vector<IndexedPerson> people_within(Transaction& tx, const access::Scope& everywhere,
                                         const PersonIds& ids, int limit) {
  static const std::string sql =
      std::string(kPeople) + " AND p.id > $2 AND p.id <= $3 ORDER BY p.id LIMIT $4";
  SealedFields sealed(tx);
  return tx.all(
      sql, [&](const Row& row) { return person_from_row(sealed, row); }, everywhere, ids.after, ids.last,
      limit);
}

PersonIds all_person_ids(Transaction& tx) {
  const auto end = [&](std::string_view sql) {
    return tx.first(sql, [](const Row& row) { return row.int64(0); }).value_or(0);
  };
  return {end("SELECT id - 1 FROM person ORDER BY id LIMIT 1"),
          end("SELECT id FROM person ORDER BY id DESC LIMIT 1")};
}

// Full batches share one statement; the last one repeats its last value.
std::vector<IndexedPerson> people_now(Transaction& tx, const access::Scope& everywhere,
                                      std::span<const std::int64_t> persons) {
  constexpr std::size_t kBatch = 64;
  static const std::string sql = [] {
    std::string text = std::string(kPeople) + " AND p.id IN ($2";
    for (std::size_t i = 1; i < kBatch; ++i) text += ", $" + std::to_string(i + 2);
    return text + ")";
  }();
  SealedFields sealed(tx);
  std::vector<IndexedPerson> out;
  for (std::size_t first = 0; first < persons.size(); first += kBatch) {
    Params args{to_value(everywhere)};
    for (std::size_t i = first; i < first + kBatch; ++i)
      args.push_back(persons[std::min(i, persons.size() - 1)]);
    const auto cursor = tx.open(sql, args);
    while (const Row* row = cursor->next()) out.push_back(person_from_row(sealed, *row));
  }
  return out;
}

// Only the few changes between the ids are read: `||` keeps SQLite from going through all of their kind
// (index change_by_subject), which takes as long as the register has a history.
const std::string_view kPersonsOfChanges =
    "SELECT c.subject_id FROM change c WHERE c.id BETWEEN $1 AND $2 AND c.subject_kind || '' = 'person'"
    " UNION SELECT r.person_id FROM change c JOIN residence r ON r.id = c.subject_id"
    " WHERE c.id BETWEEN $1 AND $2 AND c.subject_kind || '' = 'residence'"
    " UNION SELECT r.person_id FROM change c JOIN premises m ON m.address_id = c.subject_id"
    " JOIN residence r ON r.premises_id = m.id AND r.main_key IS NOT NULL"
    " WHERE c.id BETWEEN $1 AND $2 AND c.subject_kind || '' = 'address' ORDER BY 1 LIMIT $3";

std::vector<std::int64_t> persons_of_changes(Transaction& tx, const FeedEntry& entry, std::int64_t limit) {
  return tx.all(
      kPersonsOfChanges, [](const Row& row) { return row.int64(0); }, entry.first_change, entry.last_change,
      limit + 1);
}

}  // namespace weige::registry
