#include "access/approval_store.h"

#include <limits>

#include "access/actor_store.h"

namespace weige::access {
namespace {

// $1 is now. Somebody whose name was erased is left with none.
#define WEIGE_SELECT_APPROVAL                                                                             \
  "SELECT a.id, a.kind, CASE WHEN a.state IN ('asked', 'approved') AND a.expires_at <= $1 THEN 'expired'" \
  " ELSE a.state END, a.area_id, area.name, a.content, a.digest, a.people, a.reason, a.asked_at,"         \
  " a.expires_at, a.decided_at, a.answer, a.used_at, a.job_id,"                                           \
  " a.asker_account_id, a.asker_post_id, ap.role, asker.display_name, ap.title,"                          \
  " a.decider_account_id, a.decider_post_id, dp.role, decider.display_name, dp.title,"                    \
  " a.post_id, a.recipient_id, gp.role, gp.title, ga.name, recipient.display_name, a.alone_from, "        \
  "a.lapsed_at"                                                                                           \
  " FROM approval a JOIN account asker ON asker.id = a.asker_account_id"                                  \
  " JOIN post ap ON ap.id = a.asker_post_id JOIN area ON area.id = COALESCE(a.area_id, ap.area_id)"       \
  " LEFT JOIN account decider ON decider.id = a.decider_account_id"                                       \
  " LEFT JOIN post dp ON dp.id = a.decider_post_id"                                                       \
  " LEFT JOIN post gp ON gp.id = a.post_id LEFT JOIN area ga ON ga.id = gp.area_id"                       \
  " LEFT JOIN account recipient ON recipient.id = a.recipient_id"

// A post that covers nothing any more covers nothing of others either: all of nothing would be anybody's.
#define WEIGE_COVERS_APPROVAL(second, kind, area, asker_post)                  \
  "(" kind " = 'role_grant' OR (" area                                         \
  " <> 0 AND EXISTS (SELECT 1 FROM post_scope s WHERE"                         \
  " s.post_id = " second " AND s.area_id = " area ")) OR (" area               \
  " = 0 AND EXISTS (SELECT 1 FROM post_scope w"                                \
  " WHERE w.post_id = " asker_post                                             \
  ") AND NOT EXISTS (SELECT 1 FROM post_scope w WHERE w.post_id = " asker_post \
  " AND NOT EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = " second " AND s.area_id = w.area_id))))"

// $2 account, $3 post, $4 role; $5 to $7: whether the role has the right to decide exports, erasures, grants;
// $10: whether it may object to what one does alone.
#define WEIGE_MAY_DECIDE                                                                  \
  "a.asker_account_id <> $2 AND (a.recipient_id IS NULL OR a.recipient_id <> $2)"         \
  " AND ((a.alone_from IS NOT NULL AND $10 = 1) OR (((a.kind = 'bulk_export' AND $5 = 1)" \
  " OR (a.kind = 'bulk_erasure' AND $6 = 1)"                                              \
  " OR (a.kind = 'role_grant' AND $7 = 1 AND ap.role <> $4))"                             \
  " AND " WEIGE_COVERS_APPROVAL("$3", "a.kind", "COALESCE(a.area_id, 0)", "a.asker_post_id") "))"

ApprovalParty approval_party(const store::Row& row, int column) {
  return {.account = row.get<AccountId>(column),
          .post = row.get<PostId>(column + 1),
          .role = role_of(row.text(column + 2)).value(),
          .name = row.get<std::string>(column + 3),
          .post_title = row.get<std::string>(column + 4)};
}

Approval approval_from_row(const store::Row& row) {
  Approval out{.id = row.get<ApprovalId>(0),
               .kind = approval_kind_of(row.text(1)).value(),
               .state = approval_state_of(row.text(2)).value(),
               .area = row.get<std::optional<AreaId>>(3),
               .area_name = row.get<std::string>(4),
               .content = ApprovalContent::parse(row.text(5)).value(),
               .digest = row.get<std::string>(6),
               .people = row.int64(7),
               .reason = row.get<std::string>(8),
               .asker = approval_party(row, 15),
               .asked_at = row.get<Instant>(9),
               .expires_at = row.get<Instant>(10),
               .decided_at = row.get<std::optional<Instant>>(11),
               .answer = row.get<std::string>(12),
               .used_at = row.get<std::optional<Instant>>(13),
               .job = row.get<std::optional<std::int64_t>>(14),
               .alone_from = row.get<std::optional<Instant>>(31),
               .lapsed_at = row.get<std::optional<Instant>>(32)};
  if (!row.is_null(20)) out.decider = approval_party(row, 20);
  if (!row.is_null(25))
    out.grantee = ApprovalGrantee{.post = row.get<PostId>(25),
                                  .account = row.get<AccountId>(26),
                                  .role = role_of(row.text(27)).value(),
                                  .post_title = row.get<std::string>(28),
                                  .area_name = row.get<std::string>(29),
                                  .name = row.get<std::string>(30)};
  return out;
}

std::int64_t flag_to_decide(const Actor& actor, ApprovalKind kind) {
  return actor.holds(right_to_decide(kind)) ? 1 : 0;
}

std::int64_t id_before(const ApprovalPage& page) {
  return page.before ? page.before->value : std::numeric_limits<std::int64_t>::max();
}

std::vector<Approval> decidable_approvals(store::Transaction& tx, std::string_view statement,
                                          const Actor& actor, const ApprovalPage& page, Instant now) {
  return tx.all(statement, approval_from_row, now, actor.account(), actor.post(), code(actor.role()),
                flag_to_decide(actor, ApprovalKind::bulk_export),
                flag_to_decide(actor, ApprovalKind::bulk_erasure),
                flag_to_decide(actor, ApprovalKind::role_grant), id_before(page),
                static_cast<std::int64_t>(page.limit), std::int64_t{actor.holds(kRightToObject) ? 1 : 0});
}

std::string approval_detail(const NewApproval& approval, const std::string& digest) {
  return "kind=" + std::string(code(approval.kind)) + ",digest=" + digest;
}

}  // namespace

Change insert_approval(store::Transaction& tx, ApprovalId id, const NewApproval& approval, const Actor& asker,
                       Instant now) {
  const auto digest = digest_of(approval.kind, approval.area, approval.content);
  std::optional<PostId> post;
  std::optional<AccountId> recipient;
  std::optional<Instant> alone_from;
  if (approval.alone_after) alone_from = now + *approval.alone_after;
  if (approval.grantee) {
    post = approval.grantee->post;
    recipient = approval.grantee->account;
  }
  tx.exec(
      "INSERT INTO approval (id, kind, state, area_id, post_id, recipient_id, content, digest, people, "
      "reason,"
      " asker_account_id, asker_post_id, asked_at, expires_at, alone_from)"
      " VALUES ($1, $2, 'asked', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
      id, code(approval.kind), approval.area, post, recipient, approval.content.text(), digest,
      approval.people, approval.reason, asker.account(), asker.post(), now,
      alone_from.value_or(now) + kApprovalLasts, alone_from);
  return Change::of(kApprovalSubject, id, approval_detail(approval, digest));
}

std::optional<Approval> find_approval(store::Transaction& tx, ApprovalId id, Instant now) {
  return tx.first(WEIGE_SELECT_APPROVAL " WHERE a.id = $2", approval_from_row, now, id);
}

std::optional<ApprovalId> find_same_approval(store::Transaction& tx, AccountId asker, std::string_view digest,
                                             Instant now) {
  return tx.first(
      "SELECT id FROM approval WHERE asker_account_id = $1 AND digest = $2 AND state = 'asked'"
      " AND expires_at > $3 AND lapsed_at IS NULL ORDER BY id DESC LIMIT 1",
      [](const store::Row& row) { return row.get<ApprovalId>(0); }, asker, digest, now);
}

std::vector<Approval> approvals_waiting(store::Transaction& tx, const Actor& actor, const ApprovalPage& page,
                                        Instant now) {
  return decidable_approvals(tx,
                             WEIGE_SELECT_APPROVAL
                             " WHERE a.state = 'asked' AND a.expires_at > $1 AND " WEIGE_MAY_DECIDE
                             " AND a.id < $8 ORDER BY a.id DESC LIMIT $9",
                             actor, page, now);
}

std::vector<Approval> approvals_asked(store::Transaction& tx, const Actor& actor, const ApprovalPage& page,
                                      Instant now) {
  return tx.all(
      WEIGE_SELECT_APPROVAL " WHERE a.asker_account_id = $2 AND a.id < $3 ORDER BY a.id DESC LIMIT $4",
      approval_from_row, now, actor.account(), id_before(page), static_cast<std::int64_t>(page.limit));
}

std::vector<Approval> approvals_past(store::Transaction& tx, const Actor& actor, const ApprovalPage& page,
                                     Instant now) {
  return decidable_approvals(tx,
                             WEIGE_SELECT_APPROVAL
                             " WHERE NOT (a.state = 'asked' AND a.expires_at > $1)"
                             " AND (a.asker_account_id = $2 OR a.decider_account_id = $2"
                             " OR (" WEIGE_MAY_DECIDE ")) AND a.id < $8 ORDER BY a.id DESC LIMIT $9",
                             actor, page, now);
}

bool acts_since(store::Transaction& tx, const ActingSince& acting, Instant now) {
  return tx.scalar<std::int64_t>(
             "SELECT count(*) FROM account a JOIN post p ON p.id = $2 WHERE a.id = $1 AND a.state = 'active'"
             " AND p.state = 'active' AND (EXISTS (SELECT 1 FROM post_holding h WHERE h.post_id = p.id"
             " AND h.account_id = a.id AND h.closed = 0 AND h.from_at <= $3"
             " AND (h.until_at IS NULL OR h.until_at > $4))"
             " OR EXISTS (SELECT 1 FROM post_deputy d WHERE d.post_id = p.id AND d.account_id = a.id"
             " AND d.closed = 0 AND d.from_at <= $3 AND d.until_at > $4))",
             acting.account, acting.post, acting.since, now) > 0;
}

void lapse_approvals(store::Transaction& tx, AccountId account, Instant now) {
  tx.exec(
      "UPDATE approval SET lapsed_at = $2 WHERE lapsed_at IS NULL AND state IN ('asked', 'approved', 'used')"
      " AND (asker_account_id = $1 OR decider_account_id = $1)",
      account, now);
}

bool covers_approval(store::Transaction& tx, PostId second, const Approval& approval) {
  return tx.scalar<std::int64_t>(
             "SELECT count(*) FROM post p WHERE p.id = $1 AND " WEIGE_COVERS_APPROVAL("$1", "$2", "$3", "$4"),
             second, code(approval.kind), approval.area.value_or(AreaId{0}), approval.asker.post) > 0;
}

std::vector<SecondPost> second_posts(store::Transaction& tx, const SecondWanted& wanted, Instant now) {
  return tx.all(
      "SELECT p.id, p.role FROM post p WHERE p.role <> 'system' AND EXISTS (SELECT 1 FROM account x"
      " WHERE x.state = 'active' AND x.id <> $1 AND x.id <> $3 AND " WEIGE_ACTS_IN_POST(
          "x.id") ") AND " WEIGE_COVERS_APPROVAL("p.id", "$4", "$5", "$6") " ORDER BY p.id",
      [](const store::Row& row) {
        return SecondPost{.post = row.get<PostId>(0), .role = role_of(row.text(1)).value()};
      },
      wanted.asker, now, wanted.recipient.value_or(AccountId{0}), code(wanted.kind),
      wanted.area.value_or(AreaId{0}), wanted.asker_post);
}

std::optional<Change> decide_approval(store::Transaction& tx, ApprovalId id, const Actor& decider,
                                      const ApprovalVerdict& verdict, Instant now) {
  const auto moved = tx.exec(
      "UPDATE approval SET state = $2, decider_account_id = $3, decider_post_id = $4, decided_at = $5,"
      " answer = $6 WHERE id = $1 AND state = 'asked' AND expires_at > $5",
      id, code(verdict.state), decider.account(), decider.post(), now, verdict.answer);
  if (moved != 1) return std::nullopt;
  return Change::of(kApprovalSubject, id, "state=" + std::string(code(verdict.state)));
}

std::optional<Change> withdraw_approval_row(store::Transaction& tx, ApprovalId id) {
  const auto moved =
      tx.exec("UPDATE approval SET state = 'withdrawn' WHERE id = $1 AND state IN ('asked', 'approved')", id);
  if (moved != 1) return std::nullopt;
  return Change::of(kApprovalSubject, id, "state=withdrawn");
}

std::optional<Change> use_approval_row(store::Transaction& tx, ApprovalId id, Instant now) {
  const auto moved = tx.exec(
      "UPDATE approval SET state = 'used', used_at = $2 WHERE id = $1 AND state = 'approved' AND expires_at "
      "> $2",
      id, now);
  if (moved != 1) return std::nullopt;
  return Change::of(kApprovalSubject, id, "state=used");
}

std::optional<Change> use_approval_alone_row(store::Transaction& tx, ApprovalId id, Instant now) {
  const auto moved = tx.exec(
      "UPDATE approval SET state = 'used', used_at = $2 WHERE id = $1 AND state = 'asked'"
      " AND alone_from <= $2 AND expires_at > $2 AND lapsed_at IS NULL",
      id, now);
  if (moved != 1) return std::nullopt;
  return Change::of(kApprovalSubject, id, "state=used;alone=yes");
}

void set_approval_job(store::Transaction& tx, ApprovalId id, std::int64_t job) {
  tx.exec("UPDATE approval SET job_id = $2 WHERE id = $1", id, job);
}

#undef WEIGE_MAY_DECIDE
#undef WEIGE_COVERS_APPROVAL
#undef WEIGE_SELECT_APPROVAL

}  // namespace weige::access
