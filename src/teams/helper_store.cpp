#include "teams/helper_store.h"

#include "access/data_keys.h"

namespace weige::teams {
namespace {

using access::DataKeys;
using store::Row;
using store::Transaction;

constexpr std::string_view kHelperColumns =
    "SELECT t.id, t.version, t.area_id, t.kind, t.name, t.workplace, t.premises_id, t.channel, "
    "t.phone_sealed,"
    " t.post_id, t.undertaking_on, t.joined_on, t.left_on, t.leave_reason,"
    " (SELECT g.on_day FROM team_guidance g WHERE g.helper_id = t.id ORDER BY g.on_day DESC LIMIT 1)"
    " FROM team_helper t WHERE ";

std::string select_helpers(std::string_view where) {
  return std::string(kHelperColumns).append(where);
}

access::KeyOwner helper_owner(HelperId id) {
  return {"team_helper", id.value};
}

seal::Place phone_place(HelperId id) {
  return {"team_helper", "phone_sealed", id.value};
}

std::optional<store::Blob> sealed_phone(Transaction& tx, const Helper& helper) {
  if (helper.fields.phone.empty()) return std::nullopt;
  return store::Blob{DataKeys(tx).seal(helper_owner(helper.id), phone_place(helper.id), helper.fields.phone)};
}

Helper helper_from_row(DataKeys& keys, const Row& row) {
  Helper out{.id = row.get<HelperId>(0),
             .version = row.int64(1),
             .grid = row.get<access::AreaId>(2),
             .fields = {.kind = row.get<std::string>(3),
                        .name = row.get<std::string>(4),
                        .workplace = row.get<std::string>(5),
                        .channel = channel_of(row.text(7)).value(),
                        .premises = row.get<std::optional<std::int64_t>>(6),
                        .post = row.get<std::optional<access::PostId>>(9),
                        .undertaking_on = row.get<std::optional<Day>>(10),
                        .joined_on = row.get<Day>(11)},
             .guided_on = row.get<std::optional<Day>>(14)};
  if (!row.is_null(8))
    out.fields.phone = keys.open(helper_owner(out.id), phone_place(out.id), row.blob(8)).value_or("");
  if (!row.is_null(12)) out.left = Leaving{row.get<Day>(12), leave_reason_of(row.text(13)).value()};
  return out;
}

}  // namespace

access::Change insert_helper(Transaction& tx, const Helper& helper) {
  const auto& fields = helper.fields;
  tx.exec(
      "INSERT INTO team_helper (id, version, area_id, kind, name, workplace, premises_id, channel, "
      "phone_sealed, post_id, undertaking_on, joined_on) VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
      "$11)",
      helper.id, helper.grid, fields.kind, fields.name, fields.workplace, fields.premises,
      code(fields.channel), sealed_phone(tx, helper), fields.post, fields.undertaking_on, fields.joined_on);
  return access::Change::of(kHelperSubject, helper.id, "kind=" + fields.kind);
}

std::optional<access::Change> update_helper(Transaction& tx, const Helper& helper, const std::string& what) {
  const auto& fields = helper.fields;
  const auto changed = tx.exec(
      "UPDATE team_helper SET version = version + 1, kind = $3, name = $4, workplace = $5, premises_id = $6,"
      " channel = $7, phone_sealed = $8, post_id = $9, undertaking_on = $10, joined_on = $11"
      " WHERE id = $1 AND version = $2 AND left_on IS NULL",
      helper.id, helper.version, fields.kind, fields.name, fields.workplace, fields.premises,
      code(fields.channel), sealed_phone(tx, helper), fields.post, fields.undertaking_on, fields.joined_on);
  if (changed != 1) return std::nullopt;
  return access::Change::of(kHelperSubject, helper.id, "fields=" + what);
}

std::optional<access::Change> end_helper(Transaction& tx, const Helper& helper, const Leaving& leaving,
                                         Instant now) {
  const auto changed = tx.exec(
      "UPDATE team_helper SET version = version + 1, left_on = $3, leave_reason = $4, left_at = $5"
      " WHERE id = $1 AND version = $2 AND left_on IS NULL",
      helper.id, helper.version, leaving.on, code(leaving.reason), now);
  if (changed != 1) return std::nullopt;
  return access::Change::of(kHelperSubject, helper.id, "left=" + std::string(code(leaving.reason)));
}

std::optional<Helper> find_helper(Transaction& tx, const access::Scope& scope, HelperId id) {
  static const std::string sql = select_helpers(
      "t.id = $1 AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $2 AND s.area_id = t.area_id)");
  DataKeys keys(tx);
  return tx.first(
      sql, [&](const Row& row) { return helper_from_row(keys, row); }, id, scope);
}

std::vector<Helper> helpers_of(Transaction& tx, const access::Scope& scope, access::AreaId grid,
                               Which which) {
  static const std::string sql = select_helpers(
      "t.area_id = $1 AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $2 AND s.area_id = t.area_id)"
      " AND ($3 = 1 OR t.left_on IS NULL)"
      " ORDER BY CASE WHEN t.left_on IS NULL THEN 0 ELSE 1 END, t.kind, t.name, t.id");
  DataKeys keys(tx);
  return tx.all(
      sql, [&](const Row& row) { return helper_from_row(keys, row); }, grid, scope,
      which == Which::all ? 1 : 0);
}

std::optional<std::string> premises_place(Transaction& tx, const access::Scope& scope,
                                          std::int64_t premises) {
  return tx.first(
      "SELECT a.canonical FROM premises t JOIN address a ON a.id = t.address_id WHERE t.id = $1"
      " AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $2 AND s.area_id = t.area_id)",
      [](const Row& row) { return row.get<std::string>(0); }, premises, scope);
}

access::Change insert_guidance(Transaction& tx, access::AreaId grid, const Guidance& guidance,
                               access::PostId post) {
  tx.exec(
      "INSERT INTO team_guidance (id, area_id, helper_id, post_id, on_day, topic) VALUES ($1, $2, $3, $4, "
      "$5, "
      "$6) ON CONFLICT (helper_id, on_day, topic) DO NOTHING",
      tx.next_id(), grid, guidance.helper, post, guidance.on, code(guidance.topic));
  return access::Change::of(kHelperSubject, guidance.helper, "guided=" + std::string(code(guidance.topic)));
}

std::vector<Guidance> guidance_since(Transaction& tx, access::AreaId grid, Day since) {
  return tx.all(
      "SELECT helper_id, on_day, topic FROM team_guidance WHERE area_id = $1 AND on_day >= $2"
      " ORDER BY on_day DESC, id DESC",
      [](const Row& row) {
        return Guidance{row.get<HelperId>(0), row.get<Day>(1), guidance_topic_of(row.text(2)).value()};
      },
      grid, since);
}

std::int64_t erase_left_helpers(Transaction& tx, Instant left_before, int limit) {
  const auto gone = tx.all(
      "SELECT id FROM team_helper WHERE left_at IS NOT NULL AND left_at < $1 ORDER BY left_at, id LIMIT $2",
      [](const Row& row) { return row.get<HelperId>(0); }, left_before, limit);
  for (const auto id : gone) {
    tx.exec("DELETE FROM team_helper WHERE id = $1", id);
    access::delete_data_key(tx, helper_owner(id));
  }
  return static_cast<std::int64_t>(gone.size());
}

}  // namespace weige::teams
