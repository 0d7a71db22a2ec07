#include "access/undertaking_store.h"

#include "access/account_store.h"

namespace weige::access {

std::optional<Instant> signed_at(store::Transaction& tx, AccountId account) {
  return tx.first(
      "SELECT signed_at FROM undertaking_signature WHERE account_id = $1 AND voided_at IS NULL"
      " ORDER BY signed_at DESC LIMIT 1",
      [](const store::Row& row) { return row.get<Instant>(0); }, account);
}

Change void_signatures(store::Transaction& tx, AccountId account, Instant now) {
  tx.exec("UPDATE undertaking_signature SET voided_at = $2 WHERE account_id = $1 AND voided_at IS NULL",
          account, now);
  return Change::of(kAccountSubject, account, "undertaking=void");
}

Change insert_signature(store::Transaction& tx, AccountId account, std::string_view text_version,
                        Instant now) {
  tx.exec(
      "INSERT INTO undertaking_signature (account_id, signed_at, text_version) VALUES ($1, $2, $3)"
      " ON CONFLICT (account_id, signed_at) DO UPDATE SET voided_at = NULL",
      account, now, text_version);
  return Change::of(kAccountSubject, account, "undertaking=" + std::string(text_version));
}

}  // namespace weige::access
