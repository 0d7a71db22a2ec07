#include "teams/robot_store.h"

#include "access/data_keys.h"

namespace weige::teams {
namespace {

using store::Row;
using store::Transaction;

access::KeyOwner robot_owner(access::AreaId grid) {
  return {"team_robot", grid.value};
}

seal::Place robot_place(access::AreaId grid) {
  return {"team_robot", "address_sealed", grid.value};
}

}  // namespace

std::optional<RobotRow> find_robot(Transaction& tx, access::AreaId grid) {
  return tx.first(
      "SELECT version, ending, active FROM team_robot WHERE area_id = $1",
      [](const Row& row) {
        return RobotRow{row.int64(0), row.get<std::string>(1), row.get<bool>(2)};
      },
      grid);
}

std::string robot_address_of(Transaction& tx, access::AreaId grid) {
  access::DataKeys keys(tx);
  return tx
      .first(
          "SELECT address_sealed FROM team_robot WHERE area_id = $1 AND active = 1",
          [&](const Row& row) {
            return keys.open(robot_owner(grid), robot_place(grid), row.blob(0)).value_or("");
          },
          grid)
      .value_or("");
}

access::Change put_robot(Transaction& tx, access::AreaId grid, std::string_view address) {
  const store::Blob sealed{access::DataKeys(tx).seal(robot_owner(grid), robot_place(grid), address)};
  tx.exec(
      "INSERT INTO team_robot (area_id, version, address_sealed, ending, active) VALUES ($1, 1, $2, $3, 1)"
      " ON CONFLICT (area_id) DO UPDATE SET version = team_robot.version + 1,"
      " address_sealed = excluded.address_sealed, ending = excluded.ending, active = 1",
      grid, sealed, robot_ending(address));
  return access::Change::of(kRobotSubject, grid, "address=set");
}

access::Change delete_robot(Transaction& tx, access::AreaId grid) {
  tx.exec("DELETE FROM team_robot_send WHERE area_id = $1", grid);
  tx.exec("DELETE FROM team_robot WHERE area_id = $1", grid);
  access::delete_data_key(tx, robot_owner(grid));
  return access::Change::of(kRobotSubject, grid, "address=removed");
}

void queue_send(Transaction& tx, const RobotSend& send, Instant now) {
  const auto robot = find_robot(tx, send.grid);
  if (!robot || !robot->active) return;
  tx.exec(
      "INSERT INTO team_robot_send (id, area_id, format, text, state, attempts, due_at, fault, message_id)"
      " VALUES ($1, $2, $3, $4, 'waiting', 0, $5, '', $6)",
      tx.next_id(), send.grid, code(send.format), send.text, now, send.message);
}

std::optional<RobotSend> claim_send(Transaction& tx, Instant now) {
  return tx.first(
      "UPDATE team_robot_send SET claimed_until = $2 WHERE id = (SELECT s.id FROM team_robot_send s"
      " WHERE s.state = 'waiting' AND s.due_at <= $1 AND (s.claimed_until IS NULL OR s.claimed_until <= $1)"
      " ORDER BY s.due_at, s.id LIMIT 1) RETURNING id, area_id, format, text, attempts",
      [](const Row& row) {
        return RobotSend{.id = row.int64(0),
                         .grid = row.get<access::AreaId>(1),
                         .format = robot_format_of(row.text(2)).value(),
                         .text = row.get<std::string>(3),
                         .attempts = row.get<int>(4)};
      },
      now, now + kRobotClaim);
}

std::vector<Instant> sent_since(Transaction& tx, access::AreaId grid, Instant since) {
  return tx.all(
      "SELECT sent_at FROM team_robot_send WHERE area_id = $1 AND sent_at > $2 ORDER BY sent_at",
      [](const Row& row) { return row.get<Instant>(0); }, grid, since);
}

void delay_send(Transaction& tx, std::int64_t id, Instant until) {
  tx.exec("UPDATE team_robot_send SET due_at = $2, claimed_until = NULL WHERE id = $1", id, until);
}

void put_result(Transaction& tx, const SendResult& result) {
  const auto sent = result.state == SendState::sent ? std::optional(result.at) : std::nullopt;
  tx.exec(
      "UPDATE team_robot_send SET state = $2, attempts = attempts + 1, due_at = $3, claimed_until = NULL,"
      " sent_at = $4, fault = $5, text = CASE WHEN $6 = 1 THEN text ELSE '' END WHERE id = $1",
      result.id, code(result.state), result.due, sent, result.fault,
      result.state == SendState::waiting ? 1 : 0);
}

SendCounts count_sends(Transaction& tx, access::AreaId grid) {
  SendCounts out;
  tx.each(
      "SELECT state, count(*) FROM team_robot_send WHERE area_id = $1 GROUP BY state",
      [&](const Row& row) {
        if (row.text(0) == "waiting") out.waiting = row.get<int>(1);
        if (row.text(0) == "failed") out.failed = row.get<int>(1);
      },
      grid);
  out.last_sent =
      tx.scalar<std::optional<Instant>>("SELECT max(sent_at) FROM team_robot_send WHERE area_id = $1", grid);
  out.last_fault = tx.first(
                         "SELECT fault FROM team_robot_send WHERE area_id = $1 AND fault <> ''"
                         " ORDER BY due_at DESC, id DESC LIMIT 1",
                         [](const Row& row) { return row.get<std::string>(0); }, grid)
                       .value_or("");
  return out;
}

}  // namespace weige::teams
