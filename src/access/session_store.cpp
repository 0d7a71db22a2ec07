#include "access/session_store.h"

#include "access/actor_store.h"
#include "access/token.h"

namespace weige::access {
namespace {

store::Blob hash_of(std::string_view token) {
  return {token_hash(token)};
}

Session session_from_row(const store::Row& row, Instant now, const SessionRules& rules) {
  const auto last_seen = row.get<Instant>(2);
  const auto actor = ActorAccess::from_row(row, 4);
  const Shown shown{.proven = row.get<Instant>(9), .has_factor = !row.is_null(11), .code = !row.is_null(10)};
  return {.id = row.get<SessionId>(0),
          .actor = ActorAccess::undertaken(actor, row.get<std::optional<Instant>>(12), now)
                       .with_proof(proof_of(shown, actor.role(), rules.second_factor, now)),
          .started = row.get<Instant>(1),
          .last_seen = last_seen,
          .idle_end = last_seen + rules.idle,
          .absolute_end = row.get<Instant>(3),
          .purpose_until = row.get<std::optional<Instant>>(13),
          .wants_touch = now - last_seen >= rules.touch_every,
          .shown = shown};
}

// $2 is now.
#define WEIGE_SELECT_SESSION                                                                               \
  "SELECT s.id, s.started_at, s.last_seen_at, s.absolute_end_at, s.account_id, p.id, p.role, p.area_id, "  \
  "CASE WHEN s.purpose_until > $2 THEN s.purpose END, s.proven_at, s.factor_at, "                          \
  "COALESCE(f.confirmed_at, (SELECT min(k.created_at) FROM passkey k WHERE k.account_id = s.account_id))," \
  " (SELECT max(u.signed_at) FROM undertaking_signature u WHERE u.account_id = s.account_id"               \
  " AND u.voided_at IS NULL),"                                                                             \
  " CASE WHEN s.purpose_until > $2 THEN s.purpose_until END"                                               \
  " FROM session s JOIN account a ON a.id = s.account_id AND a.state = 'active'"                           \
  " LEFT JOIN second_factor f ON f.account_id = s.account_id"                                              \
  " LEFT JOIN post p ON p.id = s.acting_post_id AND " WEIGE_ACTS_IN_POST("s.account_id")

Result<Session> not_ended(std::optional<Session> session, Instant now) {
  if (!session || has_ended(*session, now)) return problem(ProblemCode::not_signed_in);
  return std::move(*session);
}

}  // namespace

Result<Session> find_session(store::Transaction& tx, std::string_view token, Instant now,
                             const SessionRules& rules) {
  const auto read = [&](const store::Row& row) { return session_from_row(row, now, rules); };
  return not_ended(tx.first(WEIGE_SELECT_SESSION " WHERE s.token_hash = $1", read, hash_of(token), now), now);
}

Result<Session> find_session(store::Transaction& tx, SessionId id, Instant now, const SessionRules& rules) {
  const auto read = [&](const store::Row& row) { return session_from_row(row, now, rules); };
  return not_ended(tx.first(WEIGE_SELECT_SESSION " WHERE s.id = $1", read, id, now), now);
}

#undef WEIGE_SELECT_SESSION

void touch_session(store::Transaction& tx, SessionId id, Instant now) {
  tx.exec("UPDATE session SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2", id, now);
}

std::string insert_session(store::Transaction& tx, const NewSession& session, Instant now,
                           const SessionRules& rules, const Random& random) {
  auto token = new_token(random);
  tx.exec(
      "INSERT INTO session (id, token_hash, account_id, acting_post_id, purpose, started_at, last_seen_at,"
      " absolute_end_at, device, proven_at, factor_at) VALUES ($1, $2, $3, $4, NULL, $5, $5, $6, $7, $5, $8)",
      tx.next_id(), hash_of(token), session.account, session.acting_post, now, now + rules.absolute,
      session.device, session.code_shown ? std::optional(now) : std::nullopt);
  tx.exec("UPDATE account SET last_signed_in_at = $2 WHERE id = $1", session.account, now);
  return token;
}

std::vector<OwnSession> sessions_of(store::Transaction& tx, AccountId account, Instant now,
                                    const SessionRules& rules) {
  return tx.all(
      "SELECT id, started_at, last_seen_at, device FROM session"
      " WHERE account_id = $1 AND last_seen_at > $2 AND absolute_end_at > $3 ORDER BY started_at DESC, id "
      "DESC",
      [](const store::Row& row) {
        return OwnSession{.id = row.get<SessionId>(0),
                          .started = row.get<Instant>(1),
                          .last_seen = row.get<Instant>(2),
                          .device = row.get<std::string>(3),
                          .current = false};
      },
      account, now - rules.idle, now);
}

bool delete_session(store::Transaction& tx, AccountId account, SessionId id) {
  return tx.exec("DELETE FROM session WHERE id = $1 AND account_id = $2", id, account) == 1;
}

void delete_sessions(store::Transaction& tx, AccountId account, std::optional<SessionId> except) {
  tx.exec("DELETE FROM session WHERE account_id = $1 AND id <> $2", account, except.value_or(SessionId{0}));
}

void delete_all_sessions(store::Transaction& tx) {
  tx.exec("DELETE FROM session");
}

void delete_ended_sessions(store::Transaction& tx, Instant now, const SessionRules& rules) {
  tx.exec("DELETE FROM session WHERE last_seen_at <= $1 OR absolute_end_at <= $2", now - rules.idle, now);
}

void set_proven(store::Transaction& tx, SessionId id, Instant now) {
  tx.exec("UPDATE session SET proven_at = $2 WHERE id = $1", id, now);
}

void set_code_shown(store::Transaction& tx, SessionId id, Instant now) {
  tx.exec("UPDATE session SET factor_at = $2 WHERE id = $1", id, now);
}

void forget_codes_shown(store::Transaction& tx, AccountId account, SessionId except) {
  tx.exec("UPDATE session SET factor_at = NULL WHERE account_id = $1 AND id <> $2", account, except);
}

void set_acting_post(store::Transaction& tx, SessionId id, PostId post) {
  tx.exec("UPDATE session SET acting_post_id = $2, purpose = NULL, purpose_until = NULL WHERE id = $1", id,
          post);
}

void set_purpose(store::Transaction& tx, SessionId id, std::optional<StandingPurpose> purpose) {
  std::optional<std::string_view> text;
  std::optional<Instant> until;
  if (purpose) {
    text = code(purpose->purpose);
    until = purpose->until;
  }
  tx.exec("UPDATE session SET purpose = $2, purpose_until = $3 WHERE id = $1", id, text, until);
}

}  // namespace weige::access
