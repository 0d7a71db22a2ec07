#include "intake/named_people_store.h"

#include <map>
#include <set>
#include <string>
#include <vector>

#include "intake/pocket.h"
#include "registry/by_id_store.h"
#include "registry/erasure_upload_store.h"
#include "registry/sealed_field_store.h"

namespace weige::intake {
namespace {

using registry::ById;
using store::Params;
using store::Row;
using store::Transaction;

// By roster, the rows of its file that tell of the people.
using NamedRows = std::map<std::int64_t, registry::RowsOfUpload>;

void note_row(NamedRows& rows, const Row& row) {
  auto& of = rows[row.int64(0)];
  of.upload = row.get<registry::UploadId>(1);
  of.sheet = row.get<int>(2);
  if (const auto number = row.get<std::uint32_t>(3); number != 0) of.rows.insert(number);
}

// A list that was applied as a whole says of no finding whom it added; its rows are looked through.
NamedRows rows_naming(Transaction& tx, const registry::ErasedSubjects& subjects) {
#define WEIGE_ROW_OF(table) "SELECT t.id, t.upload_id, t.sheet, " table ".row FROM " table
  static const ById compared(WEIGE_ROW_OF(
      "roster_row") " JOIN roster t ON t.id = roster_row.roster_id WHERE "
                    "roster_row.person_id IN ");
  static const ById found(WEIGE_ROW_OF(
      "finding") " JOIN roster t ON t.id = finding.roster_id WHERE "
                 "finding.person_id IN ");
  static const ById candidates(WEIGE_ROW_OF(
      "finding") " JOIN roster t ON t.id = finding.roster_id JOIN "
                 "finding_candidate n ON n.finding_id = finding.id WHERE "
                 "n.person_id IN ");
  static const ById wrote(
      "SELECT t.id, t.upload_id, t.sheet, 0 FROM roster t WHERE t.operation_id IN (SELECT c.operation_id "
      "FROM "
      "change c WHERE c.subject_kind = 'person' AND c.subject_id IN ",
      ")");
  static const ById wrote_one(
      WEIGE_ROW_OF("finding") " JOIN roster t ON t.id = finding.roster_id WHERE (t.operation_id IS NULL OR "
                              "t.operation_id <> finding.operation_id) AND finding.operation_id IN (SELECT "
                              "c.operation_id FROM change c WHERE c.subject_kind = 'person' AND c.subject_id IN ",
      ")");
#undef WEIGE_ROW_OF
  NamedRows out;
  for (const auto* sql : {&compared, &found, &candidates, &wrote, &wrote_one})
    registry::each_by_id(tx, *sql, subjects.people, [&](const Row& row) { note_row(out, row); });
  return out;
}

std::set<std::int64_t> findings_naming(Transaction& tx, const registry::ErasedSubjects& subjects) {
  static const ById of_people("SELECT id FROM finding WHERE person_id IN ");
  static const ById of_candidates("SELECT finding_id FROM finding_candidate WHERE person_id IN ");
  static const ById of_residences("SELECT id FROM finding WHERE residence_id IN ");
  static const ById of_employments("SELECT id FROM finding WHERE employment_id IN ");
  std::set<std::int64_t> out;
  const auto note = [&](const Row& row) { out.insert(row.int64(0)); };
  registry::each_by_id(tx, of_people, subjects.people, note);
  registry::each_by_id(tx, of_candidates, subjects.people, note);
  registry::each_by_id(tx, of_residences, subjects.residences, note);
  registry::each_by_id(tx, of_employments, subjects.employments, note);
  return out;
}

std::int64_t erase_row(Transaction& tx, std::int64_t roster, std::uint32_t row,
                       std::set<std::int64_t>& findings) {
  tx.each(
      "SELECT id FROM finding WHERE roster_id = $1 AND row = $2",
      [&](const Row& each) { findings.insert(each.int64(0)); }, roster, row);
  return tx.exec("DELETE FROM roster_answer WHERE roster_id = $1 AND row = $2", roster, row) +
         tx.exec("DELETE FROM roster_row WHERE roster_id = $1 AND row = $2", roster, row);
}

// As a sender may have written them: with the number, or with the phone alone.
std::vector<Params> pocket_identities(Transaction& tx, std::span<const registry::PersonTrace> people) {
  std::vector<Params> out;
  const auto add = [&](const PocketPerson& person) {
    out.push_back(
        store::params(registry::SealedFields::keyed(tx, "pocket_line", "identity", identity_of(person))));
  };
  for (const auto& person : people) {
    if (!person.document_number.empty())
      add({.name = person.name, .document_number = person.document_number, .phone = {}, .address = {}});
    if (!person.phone.empty())
      add({.name = person.name, .document_number = {}, .phone = person.phone, .address = {}});
  }
  return out;
}

}  // namespace

std::int64_t erase_from_lists(Transaction& tx, const registry::ErasedSubjects& subjects,
                              std::span<const registry::PersonTrace> people) {
  std::int64_t gone = 0;
  auto findings = findings_naming(tx, subjects);
  for (const auto& [roster, known] : rows_naming(tx, subjects))
    for (const auto row : registry::empty_rows(tx, known, people))
      gone += erase_row(tx, roster, row, findings);
  for (const auto id : findings) {
    tx.exec("DELETE FROM finding_candidate WHERE finding_id = $1", id);
    gone += tx.exec("DELETE FROM finding WHERE id = $1", id);
  }
  return gone + tx.run_many("DELETE FROM pocket_line WHERE identity = $1", pocket_identities(tx, people));
}

ExpiredLists count_expired_lists(Transaction& tx, Instant now) {
  return {tx.scalar<std::int64_t>("SELECT count(*) FROM roster WHERE expires_at <= $1", now),
          tx.scalar<std::int64_t>("SELECT count(*) FROM finding WHERE expires_at <= $1", now),
          tx.scalar<std::int64_t>("SELECT count(*) FROM pocket_line WHERE expires_at <= $1", now)};
}

}  // namespace weige::intake
