#include "access/resident_session_store.h"

#include "access/token.h"

namespace weige::access {

// Whose the sitting is stands in the row that the token proves.
class ResidentAccess {
 public:
  static ResidentSession from_row(const store::Row& row, Instant now) {
    static constexpr ResidentSessionRules kRules;
    const auto last_seen = row.get<Instant>(3);
    return {.id = row.get<ResidentSessionId>(0),
            .person = row.int64(1),
            .started = row.get<Instant>(2),
            .last_seen = last_seen,
            .idle_end = last_seen + kRules.idle,
            .absolute_end = row.get<Instant>(4),
            .wants_touch = now - last_seen >= kRules.touch_every,
            .reach = Scope(kSystemPost)};
  }
};

std::string insert_resident_session(store::Transaction& tx, std::int64_t person, Instant now,
                                    const Random& random) {
  auto token = new_token(random);
  tx.exec(
      "INSERT INTO resident_session (id, token_hash, person_id, started_at, last_seen_at, absolute_end_at)"
      " VALUES ($1, $2, $3, $4, $4, $5)",
      tx.next_id(), store::Blob{token_hash(token)}, person, now, now + ResidentSessionRules{}.absolute);
  return token;
}

Result<ResidentSession> find_resident_session(store::Transaction& tx, std::string_view token, Instant now) {
  auto found = tx.first(
      "SELECT id, person_id, started_at, last_seen_at, absolute_end_at FROM resident_session"
      " WHERE token_hash = $1",
      [&](const store::Row& row) { return ResidentAccess::from_row(row, now); },
      store::Blob{token_hash(token)});
  if (!found || now >= found->idle_end || now >= found->absolute_end)
    return problem(ProblemCode::not_signed_in);
  return *std::move(found);
}

void touch_resident_session(store::Transaction& tx, ResidentSessionId id, Instant now) {
  tx.exec("UPDATE resident_session SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2", id, now);
}

void delete_resident_session(store::Transaction& tx, ResidentSessionId id) {
  tx.exec("DELETE FROM resident_session WHERE id = $1", id);
}

void delete_ended_resident_sessions(store::Transaction& tx, Instant now) {
  tx.exec("DELETE FROM resident_session WHERE absolute_end_at <= $1 OR last_seen_at <= $2", now,
          now - ResidentSessionRules{}.idle);
}

void end_resident_access(store::Transaction& tx, std::int64_t person) {
  tx.exec("DELETE FROM resident_code WHERE person_id = $1", person);
  tx.exec("DELETE FROM resident_session WHERE person_id = $1", person);
}

void end_all_resident_access(store::Transaction& tx) {
  tx.exec("DELETE FROM resident_code");
  tx.exec("DELETE FROM resident_session");
}

}  // namespace weige::access
