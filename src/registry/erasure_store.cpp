#include "registry/erasure_store.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "access/audit_log_store.h"
#include "access/data_keys.h"
#include "access/key_ring.h"
#include "registry/by_id_store.h"
#include "registry/feed_store.h"
#include "registry/sealed_field_store.h"
#include "registry/search_store.h"
#include "registry/search_terms.h"
#include "store/id_range.h"

namespace weige::registry {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

constexpr int kLookedAt = 2000, kDueAtOnce = 25;  // people

std::int64_t first_number(const Row& row) {
  return row.int64(0);
}

// The same for a kind of record, its ids behind it.
void run_of_kind(Transaction& tx, const ById& sql, std::string_view kind, std::span<const std::int64_t> ids) {
  in_batches(
      sql, ids, [&](const std::string& text, const Params& args) { tx.run(text, args); },
      Params{std::string(kind)});
}

void run_of_ids(Transaction& tx, const ById& sql, std::span<const std::int64_t> ids) {
  in_batches(sql, ids, [&](const std::string& text, const Params& args) { tx.run(text, args); });
}

struct KindOfErased {
  std::string_view kind;
  std::span<const std::int64_t> ids;
};
std::array<KindOfErased, 3> by_kind(const ErasedSubjects& subjects) {
  return {KindOfErased{code(RecordKind::person), subjects.people},
          KindOfErased{code(RecordKind::residence), subjects.residences},
          KindOfErased{code(RecordKind::employment), subjects.employments}};
}

void sort_once(std::vector<std::int64_t>& ids) {
  std::ranges::sort(ids);
  const auto doubles = std::ranges::unique(ids);
  ids.erase(doubles.begin(), doubles.end());
}

std::vector<std::int64_t> numbers_of(Transaction& tx, const ById& sql, std::span<const std::int64_t> ids,
                                     const Params& before = {}) {
  std::vector<std::int64_t> out;
  each_by_id(
      tx, sql, ids, [&](const Row& row) { out.push_back(row.int64(0)); }, before);
  sort_once(out);
  return out;
}

// Of a person without residence or employment nothing ever ended. Changes are asked for below each residence:
// as a join SQLite goes through all changes of residences for each person (1.2 s for 2,000 of 250,000 people
// while nobody else writes).
constexpr std::string_view kDue =
    "SELECT p.id FROM person p WHERE p.id > $1 AND p.id <= $2"
    " AND (p.state <> 'current' OR EXISTS (SELECT 1 FROM residence r WHERE r.person_id = p.id AND r.state = "
    "'cancelled') OR EXISTS (SELECT 1 FROM employment e WHERE e.person_id = p.id AND e.state <> 'undone'))"
    " AND NOT EXISTS (SELECT 1 FROM residence r WHERE r.person_id = p.id AND r.state NOT IN ('cancelled', "
    "'undone'))"
    " AND NOT EXISTS (SELECT 1 FROM employment e WHERE e.person_id = p.id AND e.state = 'current' AND "
    "(e.to_day IS NULL OR e.to_day >= $3))"
    " AND NOT EXISTS (SELECT 1 FROM change c JOIN operation o ON o.id = c.operation_id WHERE c.subject_kind "
    "= "
    "'person' AND c.subject_id = p.id AND c.known_at > $4 AND c.kind <> 'confirm' AND o.kind NOT IN "
    "('rename', 'reorganise'))"
    " AND NOT EXISTS (SELECT 1 FROM residence r WHERE r.person_id = p.id AND EXISTS (SELECT 1 FROM change c "
    "JOIN operation o ON o.id = c.operation_id WHERE c.subject_kind = 'residence' AND c.subject_id = r.id "
    "AND c.known_at > $4 AND c.kind <> 'confirm' AND o.kind NOT IN ('rename', 'reorganise')))"
    " AND NOT EXISTS (SELECT 1 FROM employment e WHERE e.person_id = p.id AND EXISTS (SELECT 1 FROM change c "
    "JOIN operation o ON o.id = c.operation_id WHERE c.subject_kind = 'employment' AND c.subject_id = e.id "
    "AND c.known_at > $4 AND c.kind <> 'confirm' AND o.kind NOT IN ('rename', 'reorganise')))"
    " ORDER BY p.id LIMIT $5";

}  // namespace

DuePeople people_due(Transaction& tx, std::int64_t after, const ErasureCutoff& cutoff) {
  const auto last = tx.first(
      "SELECT MAX(page.id) FROM (SELECT id FROM person WHERE id > $1 ORDER BY id LIMIT $2) page",
      [](const Row& row) { return row.get<std::optional<std::int64_t>>(0).value_or(0); }, after, kLookedAt);
  DuePeople out{.due = {}, .last = last.value_or(0)};
  if (out.last == 0) return out;
  out.due = tx.all(kDue, first_number, after, out.last, cutoff.today, cutoff.changed_before, kDueAtOnce);
  if (out.due.size() == static_cast<std::size_t>(kDueAtOnce)) out.last = out.due.back();
  return out;
}

GoingOn going_on(Transaction& tx, PersonIds people) {
  static const ById residences(
      "SELECT id FROM residence WHERE state NOT IN ('cancelled', 'undone') AND person_id IN ");
  static const ById employments(
      "SELECT id FROM employment WHERE state = 'current' AND to_day IS NULL AND person_id IN ");
  return {numbers_of(tx, residences, people), numbers_of(tx, employments, people)};
}

bool are_registered(Transaction& tx, PersonIds people, Day today) {
  static const ById works_until(
      "SELECT id FROM employment WHERE state = 'current' AND to_day >= $1 AND person_id IN ", {}, 1);
  const auto now = going_on(tx, people);
  return !now.residences.empty() || !now.employments.empty() ||
         !numbers_of(tx, works_until, people, Params{store::to_value(today)}).empty();
}

std::vector<std::int64_t> with_merged(Transaction& tx, PersonIds people) {
  static const ById merged("SELECT id FROM person WHERE merged_into IN ");
  std::vector<std::int64_t> out(people.begin(), people.end()), latest = out;
  sort_once(out);
  while (!latest.empty()) {
    auto next = numbers_of(tx, merged, latest);
    std::erase_if(next, [&](std::int64_t id) { return std::ranges::binary_search(out, id); });
    out.insert(out.end(), next.begin(), next.end());
    sort_once(out);
    latest = std::move(next);
  }
  return out;
}

namespace {

// What does not open names nobody, and must not keep the rest from being erased.
std::string opened_or_nothing(SealedFields& sealed, std::string_view field, const Row& row, int column) {
  try {
    return sealed.open({RecordKind::person, row.int64(0)}, field, row, column, 4).value_or(std::string());
  } catch (const access::SealBroken&) {
    return {};
  }
}

}  // namespace

std::vector<PersonTrace> traces_of(Transaction& tx, PersonIds people) {
  static const ById sql("SELECT p.id, p.name, p.document_number_sealed, p.phone_sealed, " +
                        wrapped_key_column(RecordKind::person, "p") + " FROM person p WHERE p.id IN ");
  SealedFields sealed(tx);
  std::vector<PersonTrace> out;
  each_by_id(tx, sql, people, [&](const Row& row) {
    out.push_back({.id = row.int64(0),
                   .name = row.get<std::string>(1),
                   .document_number = opened_or_nothing(sealed, "document_number", row, 2),
                   .phone = opened_or_nothing(sealed, "phone", row, 3)});
  });
  return out;
}

ErasedSubjects subjects_of(Transaction& tx, PersonIds people) {
  static const ById residences("SELECT id FROM residence WHERE person_id IN ");
  static const ById employments("SELECT id FROM employment WHERE person_id IN ");
  return {std::vector(people.begin(), people.end()), numbers_of(tx, residences, people),
          numbers_of(tx, employments, people)};
}

std::optional<Instant> last_change_of(Transaction& tx, const ErasedSubjects& subjects) {
  static const ById sql("SELECT MAX(known_at) FROM change WHERE subject_kind = $1 AND subject_id IN ", {}, 1);
  std::optional<Instant> out;
  for (const auto& [kind, ids] : by_kind(subjects))
    each_by_id(
        tx, sql, ids, [&](const Row& row) { out = std::max(out, row.get<std::optional<Instant>>(0)); },
        Params{std::string(kind)});
  return out;
}

// Reasons and evidence of a single act may tell of whoever it concerned; those of a file tell of the file,
// and go with the last of its people.
void erase_words(Transaction& tx, const ErasedSubjects& subjects) {
#define WEIGE_NOBODY_LEFT(operation)                                                          \
  "NOT EXISTS (SELECT 1 FROM change c WHERE c.operation_id = " operation                      \
  " AND NOT EXISTS (SELECT 1 FROM erased_record e WHERE e.subject_kind = c.subject_kind AND " \
  "e.subject_id = c.subject_id))"
  static const ById changes(
      "UPDATE change SET fields = '{}', fields_sealed = NULL, reason = NULL WHERE subject_kind = $1 AND "
      "subject_id IN ",
      {}, 1);
  static const ById operations(
      "UPDATE operation SET reason = NULL WHERE reason IS NOT NULL AND (kind IN ('edit', 'merge', 'split', "
      "'undo') OR " WEIGE_NOBODY_LEFT("operation.id") ") AND id IN (SELECT t.operation_id FROM change t WHERE "
      "t.subject_kind = $1 AND t.subject_id IN ",
      ")", 1);
  static const ById provenance(
      "UPDATE provenance SET finder = NULL, verifier = NULL, evidence = NULL WHERE (finder IS NOT NULL OR "
      "verifier IS NOT NULL OR evidence IS NOT NULL) AND id IN (SELECT t.provenance_id FROM change t JOIN "
      "operation o ON o.id = t.operation_id WHERE (o.kind IN ('edit', 'merge', 'split', 'undo') "
      "OR " WEIGE_NOBODY_LEFT("o.id") ") AND t.subject_kind = $1 AND t.subject_id IN ",
      ")", 1);
#undef WEIGE_NOBODY_LEFT
  for (const auto* sql : {&changes, &operations, &provenance})
    for (const auto& [kind, ids] : by_kind(subjects)) run_of_kind(tx, *sql, kind, ids);
}

void erase_terms(Transaction& tx, std::span<const PersonTrace> people) {
  for (const auto& person : people) {
    Record named(RecordKind::person);
    named["state"] = "current";
    named["name"] = person.name;
    std::vector<SearchTerm> terms;
    for (auto& term : search_terms(named)) terms.push_back({std::move(term), RecordKind::person, person.id});
    delete_terms(tx, terms);
  }
}

// The order follows the foreign keys.
void erase_rows(Transaction& tx, const ErasedSubjects& subjects) {
  static const ById fields("DELETE FROM field_provenance WHERE subject_kind = $1 AND subject_id IN ", {}, 1);
  static const ById unindexed("DELETE FROM unindexed_record WHERE subject_kind = $1 AND subject_id IN ", {},
                              1);
  static const ById areas("DELETE FROM person_area WHERE person_id IN ");
  static const ById merged("UPDATE person SET merged_into = NULL WHERE merged_into IN ");
  static const ById residences("DELETE FROM residence WHERE id IN ");
  static const ById employments("DELETE FROM employment WHERE id IN ");
  static const ById people("DELETE FROM person WHERE id IN ");
  for (const auto* sql : {&fields, &unindexed})
    for (const auto& [kind, ids] : by_kind(subjects)) run_of_kind(tx, *sql, kind, ids);
  for (const auto* sql : {&areas, &merged}) run_of_ids(tx, *sql, subjects.people);
  run_of_ids(tx, residences, subjects.residences);
  run_of_ids(tx, employments, subjects.employments);
  run_of_ids(tx, people, subjects.people);
}

// Each by a change of the person's own, whose row stays.
void tell_feed(Transaction& tx, PersonIds people) {
  static const ById sql("SELECT MAX(id) FROM change WHERE subject_kind = 'person' AND subject_id IN ",
                        " GROUP BY subject_id");
  for (const auto change : numbers_of(tx, sql, people)) insert_feed_entry(tx, change, change);
}

void mark_erased(Transaction& tx, std::string_view kind, std::span<const std::int64_t> ids, Instant now,
                 ErasureReason reason) {
  std::vector<Params> rows;
  for (const auto id : ids) rows.push_back(store::params(kind, id, now, code(reason)));
  if (!rows.empty())
    tx.run_many(
        "INSERT INTO erased_record (subject_kind, subject_id, erased_at, reason) VALUES ($1, $2, $3, $4) ON "
        "CONFLICT (subject_kind, subject_id) DO NOTHING",
        rows);
}

bool is_erased(Transaction& tx, std::string_view kind, std::int64_t id) {
  return tx
      .first(
          "SELECT 1 FROM erased_record WHERE subject_kind = $1 AND subject_id = $2",
          [](const Row&) { return true; }, kind, id)
      .has_value();
}

bool touches_erased(Transaction& tx, OperationId id) {
  return tx
      .first(
          "SELECT 1 FROM change c JOIN erased_record e ON e.subject_kind = c.subject_kind AND e.subject_id = "
          "c.subject_id WHERE c.operation_id = $1 LIMIT 1",
          [](const Row&) { return true; }, id)
      .has_value();
}

std::vector<ErasedMark> erased_marks(Transaction& tx) {
  return tx.all(
      "SELECT subject_kind, subject_id, erased_at FROM erased_record WHERE subject_kind IN ('person', "
      "'account') ORDER BY subject_kind, subject_id",
      [](const Row& row) {
        return ErasedMark{row.get<std::string>(0), row.int64(1), row.get<Instant>(2)};
      });
}

std::int64_t forget_erased_again(Transaction& tx) {
  return tx.exec(
      "DELETE FROM audit_pseudonym WHERE subject_kind <> 'account' AND EXISTS (SELECT 1 FROM erased_record e "
      "WHERE e.subject_kind = audit_pseudonym.subject_kind AND e.subject_id = audit_pseudonym.subject_id)");
}

void skip_ids(Transaction& tx, std::int64_t greatest) {
  tx.exec("UPDATE id_block SET next = $1 WHERE name = 'all' AND next < $1", greatest + 1);
}

void drop_reserved_ids(Transaction& tx, std::int64_t greatest) {
  for (std::int64_t i = 0; i <= store::id_block_size; ++i)
    if (tx.next_id() > greatest) return;
  throw std::logic_error("ids that were to be skipped are given");
}

}  // namespace weige::registry
