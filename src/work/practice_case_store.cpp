#include "work/practice_case_store.h"

namespace weige::work {
namespace {

using store::Row;
using store::Transaction;

constexpr std::string_view kSelectCase =
    "SELECT t.id, t.version, t.area_id, t.meeting_id, t.topic, t.title, t.situation, t.action, t.outcome,"
    " t.state, t.noted_by, t.noted_at, t.released_at, a.name, COALESCE(p.title, '') FROM practice_case t JOIN"
    " area a ON a.id = t.area_id LEFT JOIN post p ON p.id = t.noted_by WHERE (t.state = 'released' OR EXISTS"
    " (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = t.area_id))";

SeenCase case_from_row(const Row& row) {
  return {.of = {.id = row.get<PracticeCaseId>(0),
                 .version = row.int64(1),
                 .area_id = row.int64(2),
                 .meeting = row.get<std::optional<MeetingId>>(3),
                 .topic = row.get<std::string>(4),
                 .title = row.get<std::string>(5),
                 .situation = row.get<std::string>(6),
                 .action = row.get<std::string>(7),
                 .outcome = row.get<std::string>(8),
                 .state = case_state_of(row.text(9)).value(),
                 .noted_by = row.get<access::PostId>(10),
                 .noted_at = row.get<Instant>(11),
                 .released_at = row.get<std::optional<Instant>>(12)},
          .area = row.get<std::string>(13),
          .noted_by = row.get<std::string>(14)};
}

// What LIKE takes as it is: its own signs are written with a backslash before them.
std::string case_pattern(std::string_view words) {
  std::string out = "%";
  for (const char sign : words) {
    if (sign == '%' || sign == '_' || sign == '\\') out.push_back('\\');
    out.push_back(sign);
  }
  return out + "%";
}

}  // namespace

access::Change insert_case(Transaction& tx, const PracticeCase& one) {
  tx.exec(
      "INSERT INTO practice_case (id, version, area_id, meeting_id, topic, title, situation, action, outcome,"
      " state, noted_by, noted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
      one.id, one.version, one.area_id, one.meeting, one.topic, one.title, one.situation, one.action,
      one.outcome, code(one.state), one.noted_by, one.noted_at);
  return access::Change::of(kPracticeCaseSubject, one.id, "topic=" + one.topic);
}

std::optional<access::Change> release_case_row(Transaction& tx, const PracticeCase& one) {
  const auto changed = tx.exec(
      "UPDATE practice_case SET version = version + 1, state = 'released', released_at = $3 WHERE id = $1 AND"
      " version = $2 AND state = 'proposed'",
      one.id, one.version, one.released_at);
  if (changed != 1) return std::nullopt;
  return access::Change::of(kPracticeCaseSubject, one.id, "state=released");
}

std::optional<SeenCase> find_case(Transaction& tx, const access::Scope& scope, PracticeCaseId id) {
  static const std::string sql = std::string(kSelectCase) + " AND t.id = $2";
  return tx.first(sql, case_from_row, scope, id);
}

std::vector<SeenCase> find_cases(Transaction& tx, const access::Scope& scope, const CaseQuery& query) {
  static const std::string sql =
      std::string(kSelectCase) +
      " AND ($2 = '' OR t.topic = $2) AND ($3 = '' OR t.title LIKE $4 ESCAPE '\\' OR t.situation LIKE $4"
      " ESCAPE '\\' OR t.action LIKE $4 ESCAPE '\\') AND ($5 = 0 OR t.id < $5) ORDER BY t.id DESC LIMIT $6";
  return tx.all(sql, case_from_row, scope, query.topic, query.words, case_pattern(query.words), query.before,
                query.limit);
}

std::int64_t erase_old_cases(Transaction& tx, Instant before, int limit) {
  return tx.exec(
      "DELETE FROM practice_case WHERE id IN (SELECT t.id FROM practice_case t WHERE t.noted_at < $1"
      " ORDER BY t.noted_at, t.id LIMIT $2)",
      before, limit);
}

}  // namespace weige::work
