#include "access/account_store.h"

namespace weige::access {
namespace {

#define WEIGE_SELECT_ACCOUNT \
  "SELECT id, login_name, display_name, state, created_at, last_signed_in_at FROM account"

Account account_from_row(const store::Row& row) {
  return {.id = row.get<AccountId>(0),
          .login_name = row.get<std::string>(1),
          .display_name = row.get<std::string>(2),
          .state = account_state_of(row.text(3)).value(),
          .created = row.get<Instant>(4),
          .last_signed_in = row.get<std::optional<Instant>>(5)};
}

Credential credential_from_row(const store::Row& row) {
  return {.account = row.get<AccountId>(0), .hash = PasswordHash::stored(row.get<std::string>(1))};
}

}  // namespace

std::optional<Account> find_account(store::Transaction& tx, AccountId id) {
  return tx.first(WEIGE_SELECT_ACCOUNT " WHERE id = $1 AND state <> 'system'", account_from_row, id);
}

std::optional<Account> find_account(store::Transaction& tx, const LoginName& name) {
  return tx.first(WEIGE_SELECT_ACCOUNT " WHERE login_key = $1", account_from_row, name.key());
}

std::vector<Account> all_accounts(store::Transaction& tx) {
  return tx.all(WEIGE_SELECT_ACCOUNT " WHERE state <> 'system' ORDER BY login_key, id", account_from_row);
}

#undef WEIGE_SELECT_ACCOUNT

bool has_account(store::Transaction& tx) {
  return tx.scalar<std::int64_t>("SELECT count(*) FROM account WHERE state <> 'system'") > 0;
}

std::optional<Credential> find_credential(store::Transaction& tx, const LoginName& name) {
  return tx.first("SELECT id, password_hash FROM account WHERE login_key = $1 AND state = 'active'",
                  credential_from_row, name.key());
}

std::optional<Credential> find_credential(store::Transaction& tx, AccountId id) {
  return tx.first("SELECT id, password_hash FROM account WHERE id = $1 AND state = 'active'",
                  credential_from_row, id);
}

bool has_password(store::Transaction& tx, AccountId id) {
  return tx.scalar<std::int64_t>("SELECT count(*) FROM account WHERE id = $1 AND password_hash IS NOT NULL",
                                 id) > 0;
}

Change insert_account(store::Transaction& tx, const Account& account, const LoginName& name,
                      AccountId created_by) {
  tx.exec(
      "INSERT INTO account (id, login_name, login_key, display_name, password_hash, state, created_at, "
      "created_by,"
      " password_set_at) VALUES ($1, $2, $3, $4, NULL, 'invited', $5, $6, NULL)",
      account.id, name.text(), name.key(), account.display_name, account.created, created_by);
  return Change::of(kAccountSubject, account.id, "created");
}

Change update_account(store::Transaction& tx, const Account& account) {
  tx.exec("UPDATE account SET display_name = $2, state = $3 WHERE id = $1", account.id, account.display_name,
          code(account.state));
  return Change::of(kAccountSubject, account.id, "state=" + std::string(code(account.state)));
}

Change set_password(store::Transaction& tx, AccountId id, const PasswordHash& hash, Instant now) {
  tx.exec(
      "UPDATE account SET password_hash = $2, password_set_at = $3,"
      " state = CASE WHEN state = 'invited' THEN 'active' ELSE state END WHERE id = $1",
      id, hash.text(), now);
  return Change::of(kAccountSubject, id, "fields=password");
}

}  // namespace weige::access
