#include "access/link_store.h"

#include "access/token.h"

namespace weige::access {
namespace {

store::Blob hash_of(std::string_view token) {
  return {token_hash(token)};
}

Link link_row_from_row(const store::Row& row) {
  Link link{.purpose = link_purpose_of(row.text(0)).value(), .expires = row.get<Instant>(1), .account = {}};
  if (row.is_null(2)) return link;
  link.account = Account{.id = row.get<AccountId>(2),
                         .login_name = row.get<std::string>(3),
                         .display_name = row.get<std::string>(4),
                         .state = account_state_of(row.text(5)).value(),
                         .created = row.get<Instant>(6)};
  return link;
}

}  // namespace

NewLink insert_link(store::Transaction& tx, LinkPurpose purpose, std::optional<AccountId> account,
                    Instant now, const Random& random) {
  end_links(tx, account);
  NewLink link{.token = new_token(random), .expires = now + lifetime(purpose)};
  tx.exec(
      "INSERT INTO one_time_link (token_hash, purpose, account_id, created_at, expires_at, used_at)"
      " VALUES ($1, $2, $3, $4, $5, NULL)",
      hash_of(link.token), code(purpose), account, now, link.expires);
  return link;
}

std::optional<Link> find_link(store::Transaction& tx, std::string_view token, Instant now) {
  return tx.first(
      "SELECT l.purpose, l.expires_at, a.id, a.login_name, a.display_name, a.state, a.created_at"
      " FROM one_time_link l LEFT JOIN account a ON a.id = l.account_id"
      " WHERE l.token_hash = $1 AND l.used_at IS NULL AND l.expires_at > $2"
      " AND (l.account_id IS NULL OR a.state IN ('invited', 'active'))",
      link_row_from_row, hash_of(token), now);
}

bool use_link(store::Transaction& tx, std::string_view token, Instant now) {
  return tx.exec(
             "UPDATE one_time_link SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at "
             "> $2",
             hash_of(token), now) == 1;
}

bool had_link_since(store::Transaction& tx, AccountId account, Instant since) {
  return tx.scalar<std::int64_t>(
             "SELECT count(*) FROM one_time_link WHERE account_id = $1 AND purpose = $2 AND created_at >= $3",
             account, code(LinkPurpose::new_password), since) > 0;
}

void end_links(store::Transaction& tx, std::optional<AccountId> account) {
  if (account)
    tx.exec("DELETE FROM one_time_link WHERE account_id = $1", *account);
  else
    tx.exec("DELETE FROM one_time_link WHERE account_id IS NULL");
}

void end_all_links(store::Transaction& tx) {
  tx.exec("DELETE FROM one_time_link");
}

}  // namespace weige::access
