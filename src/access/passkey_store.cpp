#include "access/passkey_store.h"

#include "access/account_store.h"
#include "access/token.h"

namespace weige::access {
namespace {

Passkey passkey_from_row(const store::Row& row) {
  const auto account = row.get<AccountId>(1);
  auto handle = row.get<std::optional<store::Blob>>(8);
  return {.id = row.get<PasskeyId>(0),
          .account = account,
          .credential_id = row.get<store::Blob>(2).bytes,
          .public_key = row.get<store::Blob>(3).bytes,
          .user_handle = handle ? std::move(handle->bytes) : former_user_handle(account),
          .sign_count = static_cast<std::uint32_t>(row.get<std::int64_t>(4)),
          .name = row.get<std::string>(5),
          .created = row.get<Instant>(6),
          .last_used = row.get<std::optional<Instant>>(7)};
}

#define WEIGE_SELECT_PASSKEY                                                                       \
  "SELECT id, account_id, credential_id, public_key, sign_count, name, created_at, last_used_at, " \
  "user_handle FROM "                                                                              \
  "passkey"

std::string passkey_detail(const Passkey& passkey) {
  return "passkey=" + std::to_string(passkey.id.value);
}

}  // namespace

std::vector<Passkey> passkeys_of(store::Transaction& tx, AccountId account) {
  return tx.all(WEIGE_SELECT_PASSKEY " WHERE account_id = $1 ORDER BY created_at, id", passkey_from_row,
                account);
}

std::optional<Passkey> find_passkey(store::Transaction& tx, AccountId account,
                                    std::string_view credential_id) {
  return tx.first(WEIGE_SELECT_PASSKEY " WHERE credential_id = $1 AND account_id = $2", passkey_from_row,
                  store::Blob{std::string(credential_id)}, account);
}

#undef WEIGE_SELECT_PASSKEY

bool is_registered(store::Transaction& tx, std::string_view credential_id) {
  return tx.scalar<std::int64_t>("SELECT count(*) FROM passkey WHERE credential_id = $1",
                                 store::Blob{std::string(credential_id)}) > 0;
}

Change insert_passkey(store::Transaction& tx, const Passkey& passkey) {
  tx.exec(
      "INSERT INTO passkey (id, account_id, credential_id, public_key, sign_count, name, created_at, "
      "last_used_at, user_handle) VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, $8)",
      passkey.id, passkey.account, store::Blob{passkey.credential_id}, store::Blob{passkey.public_key},
      std::int64_t{passkey.sign_count}, passkey.name, passkey.created, store::Blob{passkey.user_handle});
  return Change::of(kAccountSubject, passkey.account, passkey_detail(passkey));
}

bool note_use(store::Transaction& tx, const Passkey& passkey, std::uint32_t sign_count, Instant now) {
  return tx.exec("UPDATE passkey SET sign_count = $2, last_used_at = $3 WHERE id = $1 AND sign_count = $4",
                 passkey.id, std::int64_t{sign_count}, now, std::int64_t{passkey.sign_count}) == 1;
}

Change delete_passkey(store::Transaction& tx, const Passkey& passkey) {
  tx.exec("DELETE FROM passkey WHERE id = $1", passkey.id);
  return Change::of(kAccountSubject, passkey.account, passkey_detail(passkey));
}

void put_challenge(store::Transaction& tx, SessionId session, const Challenge& challenge, Instant until) {
  const store::Blob hash{token_hash(challenge.text)};
  if (challenge.use == ChallengeUse::registration)
    tx.exec("UPDATE session SET offer_hash = $2, offer_until = $3 WHERE id = $1", session, hash, until);
  else
    tx.exec("UPDATE session SET challenge_hash = $2, challenge_until = $3 WHERE id = $1", session, hash,
            until);
}

bool take_challenge(store::Transaction& tx, SessionId session, const Challenge& challenge, Instant now) {
  const store::Blob hash{token_hash(challenge.text)};
  if (challenge.use == ChallengeUse::registration)
    return tx.exec(
               "UPDATE session SET offer_hash = NULL, offer_until = NULL WHERE id = $1 AND offer_hash = $2 "
               "AND offer_until > $3",
               session, hash, now) == 1;
  return tx.exec(
             "UPDATE session SET challenge_hash = NULL, challenge_until = NULL WHERE id = $1 AND "
             "challenge_hash = $2 AND challenge_until > $3",
             session, hash, now) == 1;
}

}  // namespace weige::access
