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

std::int64_t delete_old_delays(store::Transaction& tx, Instant ended_before, Day last_day_before) {
  return tx.exec("DELETE FROM reading_delay WHERE ended_at < $1 OR until_on < $2", ended_before,
                 last_day_before);
}

void erase_delays(store::Transaction& tx, std::span<const std::int64_t> people) {
  for (const auto id : people) tx.exec("DELETE FROM reading_delay WHERE person_id = $1", id);
}

}  // namespace weige::town
