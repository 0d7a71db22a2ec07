#include "teams/robot_actions.h"

#include "access/audit.h"

namespace weige::teams {
namespace {

using access::AreaId;
using access::Right;
using store::Transaction;

constexpr access::AuditAction kRobotSet{"team.robot_set"}, kRobotRemoved{"team.robot_removed"};

struct ClaimedSend {
  std::optional<RobotSend> send = {};
  std::string address = {};
  bool put_off = false;  // the robot has said enough this minute
};

ClaimedSend claim_next(Transaction& tx, Instant now) {
  ClaimedSend out{.send = claim_send(tx, now)};
  if (!out.send) return out;
  const auto free_at = robot_free_at(sent_since(tx, out.send->grid, now - kRobotMinute), now);
  if (free_at > now) {
    delay_send(tx, out.send->id, free_at);
    out.put_off = true;
    return out;
  }
  out.address = robot_address_of(tx, out.send->grid);
  return out;
}

RobotAnswer said(const RobotSending& sending, const ClaimedSend& claimed) {
  const auto address = robot_address(claimed.address, sending.allowed);
  if (!address) return {.sent = false, .again = false, .fault = "address"};
  auto send = *claimed.send;
  if (!sending.origin.empty())
    send.text += "\n" + sending.origin + "/teams/" + std::to_string(send.grid.value) + "?part=stream";
  return sending.send(*address, send);
}

SendResult result_of(const RobotSend& send, const RobotAnswer& answer, Instant now) {
  if (answer.sent) return {.id = send.id, .state = SendState::sent, .at = now, .due = now};
  const auto again = answer.again ? robot_retry_at(send.attempts + 1, now) : std::nullopt;
  return {.id = send.id,
          .state = again ? SendState::waiting : SendState::failed,
          .at = now,
          .due = again.value_or(now),
          .fault = answer.fault};
}

}  // namespace

Result<RobotView> read_robot(const TeamContext& context, AreaId id, std::span<const std::string> allowed) {
  WEIGE_TRY(const auto grid, grid_for(context, Right::edit_teams, id));
  return RobotView{.allowed = !allowed.empty(),
                   .robot = find_robot(context.tx, grid.id),
                   .sends = count_sends(context.tx, grid.id)};
}

Done set_robot(const TeamContext& context, AreaId id, const RobotChoice& choice) {
  WEIGE_TRY(const auto grid, grid_for(context, Right::edit_teams, id));
  WEIGE_CHECK(robot_address(choice.address, choice.allowed));
  access::audit_change(context.tx, context.now, context.actor, kRobotSet,
                       put_robot(context.tx, grid.id, choice.address));
  return done();
}

Done remove_robot(const TeamContext& context, AreaId id) {
  WEIGE_TRY(const auto grid, grid_for(context, Right::edit_teams, id));
  if (!find_robot(context.tx, grid.id)) return problem(ProblemCode::not_found);
  access::audit_change(context.tx, context.now, context.actor, kRobotRemoved,
                       delete_robot(context.tx, grid.id));
  return done();
}

Done try_robot(const TeamContext& context, AreaId id) {
  WEIGE_TRY(const auto grid, grid_for(context, Right::edit_teams, id));
  if (!find_robot(context.tx, grid.id)) return problem(ProblemCode::not_found);
  queue_send(context.tx, {.grid = grid.id, .text = "【" + grid.name + "】群机器人已接通。"}, context.now);
  return done();
}

Result<int> send_due(store::Database& database, const RobotSending& sending, int at_most) {
  for (int tried = 0; tried < at_most; ++tried) {
    WEIGE_TRY(const auto claimed, database.write([&](Transaction& tx) -> Result<ClaimedSend> {
      return claim_next(tx, sending.clock());
    }));
    if (!claimed.send) return tried;
    if (claimed.put_off) continue;
    const auto answer = said(sending, claimed);
    WEIGE_CHECK(database.write([&](Transaction& tx) -> Done {
      put_result(tx, result_of(*claimed.send, answer, sending.clock()));
      return done();
    }));
    if (answer.fault == "network") return tried + 1;  // the next pass goes on, and a stop is heard meanwhile
  }
  return at_most;
}

}  // namespace weige::teams
