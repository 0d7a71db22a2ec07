// Robot: what writes to a team's ordinary WeCom group (企业微信群机器人). It gets lines that name nobody and
// links instead; at most 20 a minute, and what could not be sent is tried again, ever later. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/ids.h"
#include "base/clock.h"
#include "base/result.h"

namespace weige::teams {

// Where it listens: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=...".
struct RobotAddress {
  bool tls = true;
  std::string host = {}, port = {}, target = {};
};
// allowed: hosts as the operator lists them, "qyapi.weixin.qq.com" for https alone, "http://127.0.0.1:9000"
// for exactly that. Problems at "address": team_robot_off (nothing is allowed), team_robot_address.
Result<RobotAddress> robot_address(std::string_view text, std::span<const std::string> allowed);
// The last four signs of its key, by which people tell robots apart.
std::string robot_ending(std::string_view address);

enum class RobotFormat { text, markdown };
std::string_view code(RobotFormat format);
std::optional<RobotFormat> robot_format_of(std::string_view code);

enum class SendState { waiting, sent, failed };
std::string_view code(SendState state);

inline constexpr int kMostRobotSends = 20;  // in a minute, by the service's rules
inline constexpr std::chrono::minutes kRobotMinute{1};
inline constexpr int kMostRobotTries = 8;               // over about an hour and a half
inline constexpr std::chrono::seconds kRobotClaim{60};  // how long one attempt may take

// sent: instants of the last minute's sends, in any order. now, or when there is room again.
Instant robot_free_at(std::span<const Instant> sent, Instant now);
// When to try again after so many attempts; nothing: no more.
std::optional<Instant> robot_retry_at(int attempts, Instant now);

// What the service said. again: it may do next time.
struct RobotAnswer {
  bool sent = false;
  bool again = true;
  std::string fault = {};  // a code of the service or of the network; no personal data
};
RobotAnswer robot_answer(std::int64_t errcode);

struct RobotSend {
  std::int64_t id = 0;
  access::AreaId grid;
  RobotFormat format = RobotFormat::text;
  std::string text = {};
  int attempts = 0;
  std::optional<std::int64_t> message = {};  // of the team's stream
};

}  // namespace weige::teams
