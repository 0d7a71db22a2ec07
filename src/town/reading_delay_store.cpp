#include "town/reading_delay_store.h"

namespace weige::town {
namespace {

constexpr access::SubjectKind kDelayedPerson{"person"};

ReadingDelay delay_from_row(const store::Row& row) {
  return {.id = row.get<ReadingDelayId>(0),
          .person = row.int64(1),
          .post = row.get<access::PostId>(2),
          .reason = delay_reason_of(row.text(3)).value(),
          .from = row.get<Instant>(4),
          .until = row.get<Day>(5),
          .ended = row.get<std::optional<Instant>>(6)};
}

}  // namespace

access::Change insert_delay(store::Transaction& tx, const ReadingDelay& delay, Instant now) {
  tx.exec(
      "INSERT INTO reading_delay (id, person_id, post_id, reason, placed_at, from_at, until_on)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7)",
      delay.id, delay.person, delay.post, code(delay.reason), now, delay.from, delay.until);
  return access::Change::of(kDelayedPerson, delay.person,
                            "reason=" + std::string(code(delay.reason)) + " until=" + to_iso(delay.until));
}

std::vector<ReadingDelay> delays_of(store::Transaction& tx, std::int64_t person) {
  return tx.all(
      "SELECT id, person_id, post_id, reason, from_at, until_on, ended_at FROM reading_delay"
      " WHERE person_id = $1 ORDER BY placed_at DESC, id DESC",
      delay_from_row, person);
}

access::Change end_delay(store::Transaction& tx, const ReadingDelay& delay, Instant now) {
  tx.exec("UPDATE reading_delay SET ended_at = $2 WHERE id = $1", delay.id, now);
  return access::Change::of(kDelayedPerson, delay.person, "ended");
}

}  // namespace weige::town
