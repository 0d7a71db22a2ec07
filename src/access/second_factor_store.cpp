#include "access/second_factor_store.h"

#include "access/account_store.h"
#include "access/data_keys.h"

namespace weige::access {
namespace {

constexpr std::string_view kFactorTable = "second_factor";

KeyOwner factor_owner(AccountId account) {
  return {"account", account.value};
}

seal::Place factor_place(std::string_view column, AccountId account) {
  return {kFactorTable, column, account.value};
}

store::Blob sealed_secret(store::Transaction& tx, std::string_view column, AccountId account,
                          std::string_view secret) {
  return {DataKeys(tx).seal(factor_owner(account), factor_place(column, account), secret)};
}

std::optional<std::string> opened_secret(store::Transaction& tx, std::string_view column, AccountId account,
                                         const store::Blob& sealed) {
  return DataKeys(tx).open(factor_owner(account), factor_place(column, account), sealed.bytes);
}

}  // namespace

FactorState find_factor(store::Transaction& tx, AccountId account) {
  return tx
      .first(
          "SELECT f.confirmed_at, f.reset_at, f.pending, (SELECT count(*) FROM passkey k WHERE k.account_id "
          "= a.id) FROM account a LEFT JOIN second_factor f ON f.account_id = a.id WHERE a.id = $1",
          [](const store::Row& row) {
            return FactorState{.confirmed = row.get<std::optional<Instant>>(0),
                               .reset = row.get<std::optional<Instant>>(1),
                               .pending = !row.is_null(2),
                               .passkeys = row.get<int>(3)};
          },
          account)
      .value_or(FactorState{});
}

std::optional<FactorSecret> factor_secret(store::Transaction& tx, AccountId account) {
  struct Sealed {
    store::Blob secret;
    std::int64_t last_step;
  };
  const auto found = tx.first(
      "SELECT secret, last_step FROM second_factor WHERE account_id = $1 AND secret IS NOT NULL",
      [](const store::Row& row) {
        return Sealed{row.get<store::Blob>(0), row.get<std::int64_t>(1)};
      },
      account);
  if (!found) return std::nullopt;
  auto secret = opened_secret(tx, "secret", account, found->secret);
  if (!secret) return std::nullopt;
  return FactorSecret{.secret = std::move(*secret), .last_step = found->last_step};
}

std::optional<std::string> pending_secret(store::Transaction& tx, AccountId account) {
  const auto found = tx.first(
      "SELECT pending FROM second_factor WHERE account_id = $1 AND pending IS NOT NULL",
      [](const store::Row& row) { return row.get<store::Blob>(0); }, account);
  if (!found) return std::nullopt;
  return opened_secret(tx, "pending", account, *found);
}

Change put_pending(store::Transaction& tx, AccountId account, std::string_view secret) {
  tx.exec(
      "INSERT INTO second_factor (account_id, pending, last_step) VALUES ($1, $2, 0)"
      " ON CONFLICT (account_id) DO UPDATE SET pending = excluded.pending",
      account, sealed_secret(tx, "pending", account, secret));
  return Change::of(kAccountSubject, account, "second_factor=offered");
}

Change confirm_factor(store::Transaction& tx, AccountId account, std::string_view secret, Instant now,
                      std::int64_t step) {
  tx.exec(
      "UPDATE second_factor SET secret = $2, pending = NULL, confirmed_at = $3, last_step = $4 WHERE "
      "account_id = $1",
      account, sealed_secret(tx, "secret", account, secret), now, step);
  return Change::of(kAccountSubject, account, "second_factor=confirmed");
}

bool take_step(store::Transaction& tx, AccountId account, std::int64_t step) {
  return tx.exec("UPDATE second_factor SET last_step = $2 WHERE account_id = $1 AND last_step < $2", account,
                 step) == 1;
}

Change put_recovery_codes(store::Transaction& tx, AccountId account, const std::vector<std::string>& hashes) {
  delete_recovery_codes(tx, account);
  for (const auto& hash : hashes)
    tx.exec("INSERT INTO recovery_code (account_id, code_hash) VALUES ($1, $2)", account, store::Blob{hash});
  return Change::of(kAccountSubject, account, "recovery_codes=" + std::to_string(hashes.size()));
}

void delete_recovery_codes(store::Transaction& tx, AccountId account) {
  tx.exec("DELETE FROM recovery_code WHERE account_id = $1", account);
}

bool take_recovery_code(store::Transaction& tx, AccountId account, std::string_view hash) {
  return tx.exec("DELETE FROM recovery_code WHERE account_id = $1 AND code_hash = $2", account,
                 store::Blob{std::string(hash)}) == 1;
}

int recovery_codes_left(store::Transaction& tx, AccountId account) {
  return static_cast<int>(
      tx.scalar<std::int64_t>("SELECT count(*) FROM recovery_code WHERE account_id = $1", account));
}

Change remove_codes(store::Transaction& tx, AccountId account) {
  tx.exec("UPDATE second_factor SET secret = NULL, pending = NULL, confirmed_at = NULL WHERE account_id = $1",
          account);
  return Change::of(kAccountSubject, account, "second_factor=removed");
}

Change reset_factor(store::Transaction& tx, AccountId account, Instant now) {
  delete_recovery_codes(tx, account);
  tx.exec("DELETE FROM passkey WHERE account_id = $1", account);
  tx.exec(
      "INSERT INTO second_factor (account_id, last_step, reset_at) VALUES ($1, 0, $2) ON CONFLICT "
      "(account_id) DO UPDATE SET secret = NULL, pending = NULL, confirmed_at = NULL, reset_at = "
      "excluded.reset_at",
      account, now);
  return Change::of(kAccountSubject, account, "second_factor=reset");
}

Change dismiss_reset(store::Transaction& tx, AccountId account) {
  tx.exec("UPDATE second_factor SET reset_at = NULL WHERE account_id = $1", account);
  return Change::of(kAccountSubject, account, "second_factor=notice_dismissed");
}

}  // namespace weige::access
