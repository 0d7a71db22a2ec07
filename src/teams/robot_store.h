// SQL of group robots: the sealed address of each team's, and what waits to be sent.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/change.h"
#include "store/database.h"
#include "teams/robot.h"

namespace weige::teams {

inline constexpr access::SubjectKind kRobotSubject{"team_robot"};

struct RobotRow {
  std::int64_t version = 0;
  std::string ending = {};
  bool active = false;
};
std::optional<RobotRow> find_robot(store::Transaction& tx, access::AreaId grid);
// "" where there is none. A secret: for sending only.
std::string robot_address_of(store::Transaction& tx, access::AreaId grid);
access::Change put_robot(store::Transaction& tx, access::AreaId grid, std::string_view address);
access::Change delete_robot(store::Transaction& tx, access::AreaId grid);

// Where the grid has a robot: else nothing happens.
void queue_send(store::Transaction& tx, const RobotSend& send, Instant now);
// The one that is due longest and that nobody is sending; claimed until then.
std::optional<RobotSend> claim_send(store::Transaction& tx, Instant now);
std::vector<Instant> sent_since(store::Transaction& tx, access::AreaId grid, Instant since);
void delay_send(store::Transaction& tx, std::int64_t id, Instant until);
// state waiting: again at due.
struct SendResult {
  std::int64_t id = 0;
  SendState state = SendState::sent;
  Instant at{}, due{};
  std::string fault = {};
};
void put_result(store::Transaction& tx, const SendResult& result);

struct SendCounts {
  int waiting = 0, failed = 0;
  std::optional<Instant> last_sent = {};
  std::string last_fault = {};
};
SendCounts count_sends(store::Transaction& tx, access::AreaId grid);

}  // namespace weige::teams
