#include "access/post_term_store.h"

#include "access/post_store.h"

namespace weige::access {
namespace {

std::optional<std::string_view> code_or_null(std::optional<VacancyReason> reason) {
  if (!reason) return std::nullopt;
  return code(*reason);
}

void close_span(store::Transaction& tx, PostId id, std::optional<VacancyReason> reason, Instant now) {
  tx.exec(
      "UPDATE post_holding SET until_at = $2, closed = 1, end_reason = $3 WHERE post_id = $1 AND closed = 0"
      " AND from_at <= $2 AND (until_at IS NULL OR until_at > $2)",
      id, now, code_or_null(reason));
}

// Who follows begins where the holder ends. The instant of before is let go first, so that two spans without
// an end never meet.
void move_follower(store::Transaction& tx, PostId id, std::optional<Instant> from, Instant now) {
  tx.exec(
      "UPDATE post_holding SET from_at = $2 WHERE post_id = $1 AND follows = 1"
      " AND (from_at IS NULL OR from_at > $3)",
      id, from, now);
}

std::string until_text(std::optional<Instant> until) {
  return until ? to_rfc3339(*until) : "none";
}

}  // namespace

std::optional<Instant> acting_until(store::Transaction& tx, PostId post, AccountId account, Instant now) {
  return tx.scalar<std::optional<Instant>>(
      "SELECT max(span.until_at) FROM ("
      "SELECT COALESCE(h.until_at, $4) AS until_at FROM post_holding h WHERE h.post_id = $1"
      " AND h.account_id = $2 AND h.closed = 0 AND h.from_at <= $3 AND (h.until_at IS NULL OR h.until_at > "
      "$3)"
      " UNION ALL SELECT d.until_at FROM post_deputy d WHERE d.post_id = $1 AND d.account_id = $2"
      " AND d.closed = 0 AND d.from_at <= $3 AND d.until_at > $3) span",
      post, account, now, Instant::max());
}

std::vector<Duty> duties_within(store::Transaction& tx, AccountId account, const Span& span, Instant now) {
  return tx.all(
      "SELECT p.id, p.role, (SELECT c.ancestor_id FROM area_closure c JOIN area k ON k.id = c.ancestor_id"
      " WHERE c.descendant_id = p.area_id AND k.kind = 'committee' LIMIT 1), held.as_deputy FROM ("
      "SELECT h.post_id, 0 AS as_deputy FROM post_holding h WHERE h.account_id = $1"
      " AND h.closed = 0 AND (h.until_at IS NULL OR h.until_at > $2)"
      " AND CASE WHEN h.follows = 1 AND (h.from_at IS NULL OR h.from_at > $4) THEN $4 ELSE h.from_at END < $3"
      " UNION ALL SELECT d.post_id, 1 FROM post_deputy d WHERE d.account_id = $1 AND d.closed = 0 AND "
      "d.until_at > $2"
      " AND d.from_at < $3) held"
      " JOIN post p ON p.id = held.post_id WHERE p.state = 'active' ORDER BY p.id",
      [](const store::Row& row) {
        return Duty{.post = row.get<PostId>(0),
                    .role = role_of(row.text(1)).value(),
                    .committee = row.get<std::optional<AreaId>>(2),
                    .as_deputy = row.int64(3) == 1};
      },
      account, span.from, span.until.value_or(Instant::max()), now);
}

Duty duty_of(store::Transaction& tx, const Post& post) {
  const auto committee = tx.first(
      "SELECT c.ancestor_id FROM area_closure c JOIN area k ON k.id = c.ancestor_id"
      " WHERE c.descendant_id = $1 AND k.kind = 'committee' LIMIT 1",
      [](const store::Row& row) { return row.get<AreaId>(0); }, post.area);
  return {.post = post.id, .role = post.role, .committee = committee};
}

Change end_holding(store::Transaction& tx, PostId id, Instant now, std::optional<VacancyReason> reason) {
  close_span(tx, id, reason, now);
  move_follower(tx, id, now, now);
  return Change::of(kPostSubject, id, "holder=ended");
}

Change displace_holder(store::Transaction& tx, PostId id, Instant now) {
  close_span(tx, id, std::nullopt, now);
  return Change::of(kPostSubject, id, "holder=none");
}

Change plan_end(store::Transaction& tx, PostId id, const PlannedEnd& end, Instant now) {
  move_follower(tx, id, std::nullopt, now);
  tx.exec(
      "UPDATE post_holding SET until_at = $2, end_reason = $3 WHERE post_id = $1 AND closed = 0"
      " AND from_at <= $4 AND (until_at IS NULL OR until_at > $4)",
      id, end.until, code_or_null(end.reason), now);
  if (end.until) move_follower(tx, id, end.until, now);
  return Change::of(kPostSubject, id, "until=" + until_text(end.until));
}

Change insert_successor(store::Transaction& tx, PostId id, AccountId account, std::optional<Instant> from,
                        Instant now) {
  auto begins = from;
  if (from)
    tx.exec(
        "UPDATE post_holding SET until_at = $2 WHERE post_id = $1 AND closed = 0 AND from_at <= $3"
        " AND (until_at IS NULL OR until_at > $2)",
        id, *from, now);
  else
    begins = tx.scalar<std::optional<Instant>>(
        "SELECT max(until_at) FROM post_holding WHERE post_id = $1 AND closed = 0 AND from_at <= $2 AND "
        "until_at > $2",
        id, now);
  tx.exec(
      "INSERT INTO post_holding (id, post_id, account_id, from_at, until_at, follows)"
      " VALUES ($1, $2, $3, $4, NULL, $5)",
      tx.next_id(), id, account, begins, std::int64_t{from ? 0 : 1});
  return Change::of(
      kPostSubject, id,
      "successor=" + std::to_string(account.value) + ";from=" + (from ? to_rfc3339(*from) : "vacancy"));
}

Change delete_successor(store::Transaction& tx, PostId id, Instant now) {
  tx.exec("DELETE FROM post_holding WHERE post_id = $1 AND (from_at IS NULL OR from_at > $2)", id, now);
  return Change::of(kPostSubject, id, "successor=none");
}

std::vector<Change> hand_over_posts(store::Transaction& tx, AccountId account, Instant now) {
  const auto posts = tx.all(
      "SELECT h.post_id FROM post_holding h JOIN post_holding n ON n.post_id = h.post_id AND n.follows = 1"
      " AND (n.from_at IS NULL OR n.from_at > $2) JOIN account a ON a.id = n.account_id"
      " WHERE h.account_id = $1 AND h.closed = 0 AND h.from_at <= $2 AND (h.until_at IS NULL OR h.until_at > "
      "$2)"
      " AND a.state = 'active' ORDER BY h.post_id",
      [](const store::Row& row) { return row.get<PostId>(0); }, account, now);
  std::vector<Change> changes;
  for (const auto post : posts) changes.push_back(end_holding(tx, post, now));
  return changes;
}

Change insert_deputy(store::Transaction& tx, PostId id, const Deputy& deputy, Instant now) {
  auto ended = end_deputy(tx, id, deputy.account, now);
  (void)ended;  // told by the one change below
  tx.exec(
      "INSERT INTO post_deputy (id, post_id, account_id, from_at, until_at, reason)"
      " VALUES ($1, $2, $3, $4, $5, $6)",
      tx.next_id(), id, deputy.account, deputy.from, deputy.until, code(deputy.reason));
  return Change::of(kPostSubject, id,
                    "deputy=" + std::to_string(deputy.account.value) + ";from=" + to_rfc3339(deputy.from) +
                        ";until=" + to_rfc3339(deputy.until) + ";reason=" + std::string(code(deputy.reason)));
}

Change end_deputy(store::Transaction& tx, PostId id, AccountId account, Instant now) {
  tx.exec("DELETE FROM post_deputy WHERE post_id = $1 AND account_id = $2 AND from_at > $3", id, account,
          now);
  tx.exec(
      "UPDATE post_deputy SET until_at = $3, closed = 1"
      " WHERE post_id = $1 AND account_id = $2 AND closed = 0 AND until_at > $3",
      id, account, now);
  return Change::of(kPostSubject, id, "deputy_ended=" + std::to_string(account.value));
}

}  // namespace weige::access
