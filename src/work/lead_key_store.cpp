#include "work/lead_key_store.h"

#include "access/account_store.h"
#include "access/post_store.h"
#include "work/lead_envelope.h"

namespace weige::work {
namespace {

using store::Blob;
using store::Row;
using store::Transaction;

std::string bytes_at(const Row& row, int column) {
  return std::string(row.blob(column));
}

LeadKey key_from_row(const Row& row) {
  return {.id = row.get<LeadKeyId>(0),
          .post = row.get<access::PostId>(1),
          .public_key = bytes_at(row, 2),
          .made_at = row.get<Instant>(3),
          .retired_at = row.get<std::optional<Instant>>(4)};
}

}  // namespace

std::optional<OwnLeadKey> find_own_key(Transaction& tx, access::AccountId account) {
  return tx.first(
      "SELECT account_id, public_key, wrapped_private, made_at FROM lead_own_key WHERE account_id = $1",
      [](const Row& row) {
        return OwnLeadKey{.account = row.get<access::AccountId>(0),
                          .public_key = bytes_at(row, 1),
                          .wrapped_private = bytes_at(row, 2),
                          .made_at = row.get<Instant>(3)};
      },
      account);
}

access::Change put_own_key(Transaction& tx, const OwnLeadKey& key) {
  tx.exec(
      "INSERT INTO lead_own_key (account_id, public_key, wrapped_private, made_at) VALUES ($1, $2, $3, $4)"
      " ON CONFLICT (account_id) DO UPDATE SET public_key = excluded.public_key, wrapped_private = "
      "excluded.wrapped_private, made_at = excluded.made_at",
      key.account, Blob{key.public_key}, Blob{key.wrapped_private}, key.made_at);
  return access::Change::of(access::kAccountSubject, key.account,
                            "fingerprint=" + fingerprint_of(key.public_key));
}

std::optional<LeadKey> current_lead_key(Transaction& tx, access::PostId post) {
  return tx.first(
      "SELECT id, post_id, public_key, made_at, retired_at FROM lead_key WHERE post_id = $1 AND retired_at "
      "IS "
      "NULL",
      key_from_row, post);
}

std::vector<LeadKey> lead_keys_of(Transaction& tx, access::PostId post) {
  return tx.all(
      "SELECT id, post_id, public_key, made_at, retired_at FROM lead_key WHERE post_id = $1 ORDER BY id DESC",
      key_from_row, post);
}

std::vector<LeadShare> lead_shares_of(Transaction& tx, access::PostId post) {
  return tx.all(
      "SELECT s.key_id, s.account_id, s.public_key, s.wrapped_private FROM lead_key_share s JOIN lead_key k "
      "ON k.id = s.key_id WHERE k.post_id = $1 ORDER BY s.key_id, s.account_id",
      [](const Row& row) {
        return LeadShare{.key = row.get<LeadKeyId>(0),
                         .account = row.get<access::AccountId>(1),
                         .public_key = bytes_at(row, 2),
                         .wrapped_private = bytes_at(row, 3)};
      },
      post);
}

access::Change insert_lead_key(Transaction& tx, const LeadKey& key) {
  tx.exec("UPDATE lead_key SET retired_at = $2 WHERE post_id = $1 AND retired_at IS NULL", key.post,
          key.made_at);
  tx.exec("INSERT INTO lead_key (id, post_id, public_key, made_at, retired_at) VALUES ($1, $2, $3, $4, NULL)",
          key.id, key.post, Blob{key.public_key}, key.made_at);
  return access::Change::of(
      access::kPostSubject, key.post,
      "key=" + std::to_string(key.id.value) + ";fingerprint=" + fingerprint_of(key.public_key));
}

void put_share(Transaction& tx, const LeadShare& share, Instant now) {
  tx.exec(
      "INSERT INTO lead_key_share (key_id, account_id, public_key, wrapped_private, made_at)"
      " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (key_id, account_id) DO UPDATE SET public_key = "
      "excluded.public_key, wrapped_private = excluded.wrapped_private, made_at = excluded.made_at"
      " WHERE lead_key_share.public_key <> excluded.public_key",
      share.key, share.account, Blob{share.public_key}, Blob{share.wrapped_private}, now);
}

std::vector<access::PostId> officers_for(Transaction& tx, std::optional<access::AreaId> area) {
  return tx.all(
      "SELECT p.id FROM post p WHERE p.role = 'community_officer' AND p.state = 'active' AND (CAST($1 AS "
      "BIGINT) = 0"
      " OR EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = p.id AND s.area_id = $1)"
      " OR EXISTS (SELECT 1 FROM area_closure c WHERE c.ancestor_id = $1 AND c.descendant_id = p.area_id))"
      " ORDER BY p.area_id, p.title, p.id",
      [](const Row& row) { return row.get<access::PostId>(0); }, area.value_or(access::AreaId{0}));
}

void erase_keys_of(Transaction& tx, access::AccountId account) {
  tx.exec("DELETE FROM lead_key_share WHERE account_id = $1", account);
  tx.exec("DELETE FROM lead_own_key WHERE account_id = $1", account);
}

void erase_idle_keys(Transaction& tx) {
  tx.exec(
      "DELETE FROM lead_key_share WHERE key_id IN (SELECT k.id FROM lead_key k WHERE k.retired_at IS NOT NULL"
      " AND NOT EXISTS (SELECT 1 FROM lead l WHERE l.key_id = k.id))");
  tx.exec(
      "DELETE FROM lead_key WHERE retired_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM lead l WHERE l.key_id "
      "= lead_key.id)");
}

}  // namespace weige::work
