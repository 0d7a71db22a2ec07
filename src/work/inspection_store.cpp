#include "work/inspection_store.h"

namespace weige::work {
namespace {

using access::Change;
using access::Scope;
using store::Row;
using store::Transaction;

#define WEIGE_INSPECTION                                                                                   \
  "SELECT i.id, i.version, i.area_id, g.name, i.post_id, q.title, i.subject, i.result, i.finding, "        \
  "i.by_post, b.title, i.on_day, i.answer_due, i.state, i.answer, i.answered_by, w.title, i.answered_on, " \
  "i.used_for, i.closed_on FROM inspection i JOIN area g ON g.id = i.area_id JOIN post b ON b.id = "       \
  "i.by_post LEFT JOIN post q ON q.id = i.post_id LEFT JOIN post w ON w.id = i.answered_by "
#define WEIGE_INSPECTION_SEEN                                                                         \
  "(i.post_id = $1 OR i.by_post = $1 OR EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND " \
  "s.area_id = i.area_id)) "

std::optional<PostName> inspection_post_name(const Row& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return PostName{row.get<access::PostId>(column),
                  row.get<std::optional<std::string>>(column + 1).value_or("")};
}

Inspection inspection_from_row(const Row& row) {
  Inspection out{.id = row.get<InspectionId>(0),
                 .version = row.int64(1),
                 .area_id = row.int64(2),
                 .area_name = row.get<std::string>(3),
                 .post = inspection_post_name(row, 4),
                 .subject = *inspection_subject_of(row.text(6)),
                 .result = *inspection_result_of(row.text(7)),
                 .finding = row.get<std::string>(8),
                 .by = {row.get<access::PostId>(9), row.get<std::string>(10)},
                 .on = row.get<Day>(11),
                 .answer_due = row.get<Day>(12),
                 .state = *inspection_state_of(row.text(13)),
                 .closed_on = row.get<std::optional<Day>>(19)};
  if (!row.is_null(14))
    out.answer = InspectionAnswer{row.get<std::string>(14),
                                  inspection_post_name(row, 15).value_or(PostName{}), row.get<Day>(17)};
  if (!row.is_null(18)) out.used_for = inspection_use_of(row.text(18));
  return out;
}

#define WEIGE_URGING                                                                                \
  "SELECT u.id, u.area_id, u.to_post, t.title, u.by_post, b.title, u.about, u.about_id, u.reason, " \
  "u.sent_on, u.seen_on FROM urging u JOIN post t ON t.id = u.to_post JOIN post b ON b.id = u.by_post "

Urging urging_from_row(const Row& row) {
  return {.id = row.get<UrgingId>(0),
          .area_id = row.int64(1),
          .to = {row.get<access::PostId>(2), row.get<std::string>(3)},
          .by = {row.get<access::PostId>(4), row.get<std::string>(5)},
          .about = *urging_about_of(row.text(6)),
          .about_id = row.get<std::optional<std::int64_t>>(7),
          .reason = row.get<std::string>(8),
          .sent_on = row.get<Day>(9),
          .seen_on = row.get<std::optional<Day>>(10)};
}

std::optional<std::string> inspection_state_code(const std::optional<InspectionState>& state) {
  return state ? std::optional(std::string(code(*state))) : std::nullopt;
}

}  // namespace

std::vector<Inspection> find_inspections(Transaction& tx, const Scope& scope,
                                         std::optional<InspectionState> state, const PlacePage& page) {
  return tx.all(WEIGE_INSPECTION
                "WHERE " WEIGE_INSPECTION_SEEN
                "AND (CAST($2 AS TEXT) IS NULL OR i.state = CAST($2 AS TEXT)) AND (CAST($3 AS BIGINT) IS "
                "NULL OR i.id < CAST($3 AS BIGINT)) AND "
                "(CAST($5 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM area_closure c WHERE c.ancestor_id = "
                "CAST($5 AS BIGINT) AND c.descendant_id = i.area_id)) AND (CAST($6 AS TEXT) IS NULL OR "
                "(i.on_day >= CAST($6 AS TEXT) AND i.on_day < CAST($7 AS TEXT))) "
                "ORDER BY i.id DESC LIMIT $4",
                inspection_from_row, scope, inspection_state_code(state), page.before, page.limit + 1,
                page.area, page.first, page.after);
}

std::optional<Inspection> find_inspection(Transaction& tx, const Scope& scope, InspectionId id) {
  return tx.first(WEIGE_INSPECTION "WHERE " WEIGE_INSPECTION_SEEN "AND i.id = $2", inspection_from_row, scope,
                  id);
}

Change insert_inspection(Transaction& tx, const Inspection& inspection) {
  std::optional<access::PostId> post;
  if (inspection.post) post = inspection.post->id;
  tx.exec(
      "INSERT INTO inspection (id, version, area_id, post_id, subject, result, finding, by_post, on_day, "
      "answer_due, state, closed_on) VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      inspection.id, inspection.area_id, post, code(inspection.subject), code(inspection.result),
      inspection.finding, inspection.by.id, inspection.on, inspection.answer_due, code(inspection.state),
      inspection.closed_on);
  return Change::of(kInspectionSubjectKind, inspection.id, "state=" + std::string(code(inspection.state)));
}

std::optional<Change> update_inspection(Transaction& tx, const Inspection& after) {
  std::optional<std::string> answer, used_for;
  std::optional<access::PostId> answered_by;
  std::optional<Day> answered_on;
  if (after.answer) {
    answer = after.answer->text;
    answered_by = after.answer->by.id;
    answered_on = after.answer->on;
  }
  if (after.used_for) used_for = std::string(code(*after.used_for));
  const auto changed = tx.exec(
      "UPDATE inspection SET version = version + 1, state = $3, answer = $4, answered_by = $5, answered_on = "
      "$6, "
      "used_for = $7, closed_on = $8 WHERE id = $1 AND version = $2",
      after.id, after.version, code(after.state), answer, answered_by, answered_on, used_for,
      after.closed_on);
  if (changed == 0) return std::nullopt;
  return Change::of(kInspectionSubjectKind, after.id, "state=" + std::string(code(after.state)));
}

std::vector<Urging> find_urgings(Transaction& tx, access::PostId post, UrgingBox box, const PlacePage& page) {
  if (box == UrgingBox::received)
    return tx.all(
        WEIGE_URGING
        "WHERE u.to_post = $1 AND (CAST($2 AS BIGINT) IS NULL OR u.id < CAST($2 AS BIGINT)) ORDER BY u.id "
        "DESC LIMIT $3",
        urging_from_row, post, page.before, page.limit + 1);
  return tx.all(
      WEIGE_URGING
      "WHERE u.by_post = $1 AND (CAST($2 AS BIGINT) IS NULL OR u.id < CAST($2 AS BIGINT)) ORDER BY u.id "
      "DESC LIMIT $3",
      urging_from_row, post, page.before, page.limit + 1);
}

std::optional<Urging> find_urging(Transaction& tx, access::PostId receiver, UrgingId id) {
  return tx.first(WEIGE_URGING "WHERE u.to_post = $1 AND u.id = $2", urging_from_row, receiver, id);
}

Change insert_urging(Transaction& tx, const Urging& urging) {
  tx.exec(
      "INSERT INTO urging (id, area_id, to_post, by_post, about, about_id, reason, sent_on) VALUES ($1, $2, "
      "$3, "
      "$4, $5, $6, $7, $8)",
      urging.id, urging.area_id, urging.to.id, urging.by.id, code(urging.about), urging.about_id,
      urging.reason, urging.sent_on);
  return Change::of(kUrgingSubject, urging.id, "about=" + std::string(code(urging.about)));
}

Change set_urging_seen(Transaction& tx, UrgingId id, Day on) {
  tx.exec("UPDATE urging SET seen_on = $2 WHERE id = $1", id, on);
  return Change::of(kUrgingSubject, id, "seen");
}

std::int64_t erase_inspections(Transaction& tx, Day before, int limit) {
  return tx.exec(
             "DELETE FROM inspection WHERE id IN (SELECT i.id FROM inspection i WHERE i.on_day < $1 ORDER BY "
             "i.id "
             "LIMIT $2)",
             before, limit) +
         tx.exec(
             "DELETE FROM urging WHERE id IN (SELECT u.id FROM urging u WHERE u.sent_on < $1 ORDER BY u.id "
             "LIMIT "
             "$2)",
             before, limit);
}

}  // namespace weige::work
