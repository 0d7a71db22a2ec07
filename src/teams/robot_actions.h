// Use cases of group robots: set, take away, try out; and sending what waits, behind the transactions that
// queued it. Right: edit_teams. The address is never told again.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "teams/robot_store.h"
#include "teams/team_actions.h"

namespace weige::teams {

struct RobotView {
  bool allowed = false;  // the operator lets robots be reached at all
  std::optional<RobotRow> robot = {};
  SendCounts sends = {};
};
// allowed: the operator's hosts. Problems: forbidden, not_found.
Result<RobotView> read_robot(const TeamContext& context, access::AreaId grid,
                             std::span<const std::string> allowed);
// Problems: those, and those of robot_address.
struct RobotChoice {
  std::string address = {};
  std::span<const std::string> allowed = {};
};
Done set_robot(const TeamContext& context, access::AreaId grid, const RobotChoice& choice);
Done remove_robot(const TeamContext& context, access::AreaId grid);
// A line that says that the robot is set up. Problem: team_robot_off where there is none.
Done try_robot(const TeamContext& context, access::AreaId grid);

// Says it to the service; may take seconds.
using SendToRobot = std::function<RobotAnswer(const RobotAddress& address, const RobotSend& send)>;
struct RobotSending {
  Clock clock;
  SendToRobot send;
  std::vector<std::string> allowed = {};
  std::string origin = {};  // of the pages, for a link beneath each line; empty: none
};
// Sends what is due, at most so many; how many were tried. Between its transactions nothing is held.
Result<int> send_due(store::Database& database, const RobotSending& sending, int at_most);

}  // namespace weige::teams
