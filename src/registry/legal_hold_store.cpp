#include "registry/legal_hold_store.h"

#include <algorithm>

#include "registry/by_id_store.h"

namespace weige::registry {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

constexpr std::string_view kHolds =
    "SELECT h.id, h.person_id, h.reason, h.account_id, h.post_id, h.held_at, h.until_day, h.lifted_at, "
    "p.title "
    "FROM legal_hold h LEFT JOIN post p ON p.id = h.post_id WHERE EXISTS (SELECT 1 FROM person_area pa JOIN "
    "post_scope s ON s.area_id = pa.area_id WHERE pa.person_id = h.person_id AND s.post_id = $1)";

LegalHold hold_from_row(const Row& row) {
  return {.id = row.get<HoldId>(0),
          .person = row.int64(1),
          .reason = row.get<std::string>(2),
          .account = row.get<access::AccountId>(3),
          .post = row.get<access::PostId>(4),
          .held_at = row.get<Instant>(5),
          .until = row.get<Day>(6),
          .lifted_at = row.get<std::optional<Instant>>(7),
          .post_title = row.get<std::optional<std::string>>(8).value_or("")};
}

access::Change change_of(const LegalHold& hold) {
  return access::Change::of(access::SubjectKind{"person"}, hold.person,
                            "hold=" + std::to_string(hold.id.value));
}

}  // namespace

access::Change insert_hold(Transaction& tx, const LegalHold& hold) {
  tx.exec(
      "INSERT INTO legal_hold (id, person_id, reason, account_id, post_id, held_at, until_day) VALUES ($1, "
      "$2, "
      "$3, $4, $5, $6, $7)",
      hold.id, hold.person, hold.reason, hold.account, hold.post, hold.held_at, hold.until);
  return change_of(hold);
}

std::vector<LegalHold> find_holds(Transaction& tx, const access::Scope& scope, int limit) {
  static const std::string sql = std::string(kHolds) + " ORDER BY h.id DESC LIMIT $2";
  return tx.all(sql, hold_from_row, scope, limit);
}

std::optional<LegalHold> find_hold(Transaction& tx, const access::Scope& scope, HoldId id) {
  static const std::string sql = std::string(kHolds) + " AND h.id = $2";
  return tx.first(sql, hold_from_row, scope, id);
}

access::Change lift_hold(Transaction& tx, const LegalHold& hold, access::AccountId by, Instant now) {
  tx.exec("UPDATE legal_hold SET lifted_at = $2, lifted_by_account_id = $3 WHERE id = $1", hold.id, now, by);
  return change_of(hold);
}

std::optional<Day> held_until(Transaction& tx, std::span<const std::int64_t> people, Day today) {
  static const ById sql(
      "SELECT until_day FROM legal_hold WHERE lifted_at IS NULL AND until_day >= $1 AND person_id IN ", {},
      1);
  std::optional<Day> out;
  each_by_id(
      tx, sql, people, [&](const Row& row) { out = std::max(out, std::optional(row.get<Day>(0))); },
      Params{store::to_value(today)});
  return out;
}

std::int64_t remove_holds(Transaction& tx, Day ended_before, Instant lifted_before) {
  return tx.exec("DELETE FROM legal_hold WHERE until_day < $1 OR lifted_at < $2", ended_before,
                 lifted_before);
}

}  // namespace weige::registry
