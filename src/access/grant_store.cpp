#include "access/grant_store.h"

namespace weige::access {

std::vector<WaitingGrant> waiting_grants(store::Transaction& tx, Instant now) {
  return tx.all(
      "SELECT a.id, a.post_id, a.recipient_id, x.display_name, a.content FROM approval a"
      " JOIN account x ON x.id = a.recipient_id"
      " WHERE a.kind = 'role_grant' AND a.state = 'asked' AND a.lapsed_at IS NULL"
      " AND a.expires_at > $1 ORDER BY a.id",
      [](const store::Row& row) {
        const auto content = ApprovalContent::parse(row.text(4)).value();
        return WaitingGrant{.approval = row.get<ApprovalId>(0),
                            .post = row.get<PostId>(1),
                            .account = row.get<AccountId>(2),
                            .name = row.get<std::string>(3),
                            .way = grant_way_of(content.get("way")).value()};
      },
      now);
}

bool had_security_admin(store::Transaction& tx, Instant now) {
  return tx.scalar<std::int64_t>(
             "SELECT count(*) FROM post p JOIN post_holding h ON h.post_id = p.id"
             " JOIN account a ON a.id = h.account_id WHERE p.role = 'security_admin' AND h.from_at <= $1"
             " AND a.last_signed_in_at IS NOT NULL",
             now) > 0;
}

}  // namespace weige::access
