#include "teams/message_store.h"

namespace weige::teams {
namespace {

using store::Row;
using store::Transaction;

Message message_from_row(const Row& row) {
  return {.id = row.get<MessageId>(0),
          .grid = row.get<access::AreaId>(1),
          .kind = message_kind_of(row.text(2)).value(),
          .notice = notice_code_of(row.text(3)).value(),
          .about = row.get<std::string>(4),
          .ref = row.int64(5),
          .text = row.get<std::string>(6),
          .post = row.get<access::PostId>(7),
          .post_title = row.get<std::optional<std::string>>(8).value_or(""),
          .at = row.get<Instant>(9)};
}

}  // namespace

access::Change insert_message(Transaction& tx, const Message& message) {
  tx.exec(
      "INSERT INTO team_message (id, area_id, kind, code, about, ref_id, text, post_id, at) VALUES ($1, $2, "
      "$3, $4, $5, $6, $7, $8, $9)",
      message.id, message.grid, code(message.kind), code(message.notice), message.about, message.ref,
      message.text, message.post, message.at);
  return access::Change::of(kMessageSubject, message.id, "kind=" + std::string(code(message.kind)));
}

std::optional<Message> find_message(Transaction& tx, access::AreaId grid, MessageId id) {
  return tx.first(
      "SELECT m.id, m.area_id, m.kind, m.code, m.about, m.ref_id, m.text, m.post_id, p.title, m.at"
      " FROM team_message m LEFT JOIN post p ON p.id = m.post_id AND p.role <> 'system'"
      " WHERE m.id = $1 AND m.area_id = $2",
      message_from_row, id, grid);
}

access::Change delete_message(Transaction& tx, MessageId id) {
  tx.exec("DELETE FROM team_robot_send WHERE state = 'waiting' AND message_id = $1", id);
  tx.exec("DELETE FROM team_receipt WHERE message_id = $1", id);
  tx.exec("DELETE FROM team_message WHERE id = $1", id);
  return access::Change::of(kMessageSubject, id, "withdrawn");
}

std::vector<Message> messages_of(Transaction& tx, access::AreaId grid, const MessagePage& page) {
  return tx.all(
      "SELECT m.id, m.area_id, m.kind, m.code, m.about, m.ref_id, m.text, m.post_id, p.title, m.at"
      " FROM team_message m LEFT JOIN post p ON p.id = m.post_id AND p.role <> 'system'"
      " WHERE m.area_id = $1 AND m.at < $2 ORDER BY m.at DESC, m.id DESC LIMIT $3",
      message_from_row, grid, page.before.value_or(Instant::max()), page.limit);
}

void put_receipt(Transaction& tx, MessageId id, access::PostId post, Instant now) {
  tx.exec(
      "INSERT INTO team_receipt (message_id, post_id, at) VALUES ($1, $2, $3)"
      " ON CONFLICT (message_id, post_id) DO NOTHING",
      id, post, now);
}

std::vector<Receipt> receipts_of(Transaction& tx, MessageId id) {
  return tx.all(
      "SELECT r.post_id, p.title, r.at FROM team_receipt r JOIN post p ON p.id = r.post_id"
      " WHERE r.message_id = $1 ORDER BY r.at, r.post_id",
      [](const Row& row) {
        return Receipt{row.get<access::PostId>(0), row.get<std::string>(1), row.get<Instant>(2)};
      },
      id);
}

std::vector<access::AreaId> grids_told_of(Transaction& tx, std::int64_t instruction) {
  return tx.all(
      "SELECT DISTINCT area_id FROM team_message WHERE kind = 'instruction' AND ref_id = $1 ORDER BY area_id",
      [](const Row& row) { return row.get<access::AreaId>(0); }, instruction);
}

void put_receipts_of(Transaction& tx, std::int64_t instruction, access::PostId post, Instant now) {
  tx.exec(
      "INSERT INTO team_receipt (message_id, post_id, at)"
      " SELECT m.id, CAST($2 AS BIGINT), CAST($3 AS BIGINT) FROM team_message m"
      " WHERE m.kind = 'instruction' AND m.ref_id = $1"
      " AND (EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $2 AND s.area_id = m.area_id)"
      " OR EXISTS (SELECT 1 FROM post p WHERE p.id = $2 AND p.area_id = m.area_id))"
      " ON CONFLICT (message_id, post_id) DO NOTHING",
      instruction, post, now);
}

void drop_sends_of(Transaction& tx, std::int64_t instruction) {
  tx.exec(
      "DELETE FROM team_robot_send WHERE state = 'waiting' AND message_id IN (SELECT m.id FROM team_message m"
      " WHERE m.kind = 'instruction' AND m.ref_id = $1)",
      instruction);
}

void put_read_to(Transaction& tx, access::AreaId grid, access::PostId post, Instant up_to) {
  tx.exec(
      "INSERT INTO team_read_to (area_id, post_id, up_to) VALUES ($1, $2, $3)"
      " ON CONFLICT (area_id, post_id) DO UPDATE SET up_to = excluded.up_to"
      " WHERE team_read_to.up_to < excluded.up_to",
      grid, post, up_to);
}

int unread_of(Transaction& tx, access::AreaId grid, access::PostId post) {
  return tx.scalar<int>(
      "SELECT count(*) FROM team_message m WHERE m.area_id = $1 AND m.post_id <> $2 AND m.at >"
      " COALESCE((SELECT r.up_to FROM team_read_to r WHERE r.area_id = $1 AND r.post_id = $2), 0)",
      grid, post);
}

std::int64_t erase_old_messages(Transaction& tx, Instant before, int limit) {
  const auto gone = tx.all(
      "SELECT id FROM team_message WHERE at < $1 ORDER BY at, id LIMIT $2",
      [](const Row& row) { return row.get<MessageId>(0); }, before, limit);
  for (const auto id : gone) {
    tx.exec("DELETE FROM team_receipt WHERE message_id = $1", id);
    tx.exec("DELETE FROM team_message WHERE id = $1", id);
  }
  tx.exec("DELETE FROM team_robot_send WHERE due_at < $1 AND state <> 'waiting'", before);
  // Whoever has read up to then has read all that is gone: the count of unread messages is the same without.
  tx.exec("DELETE FROM team_read_to WHERE up_to < $1", before);
  return static_cast<std::int64_t>(gone.size());
}

}  // namespace weige::teams
