// Speaks to group robots (企业微信群机器人): POST of {"msgtype":"text","text":{"content":...}} over TLS whose
// certificate is checked, answered by {"errcode":0}. Nothing follows redirects, nothing is kept.
#pragma once

#include <chrono>

#include "teams/robot_actions.h"

namespace weige::http {

// at_most: for the whole exchange. Plain http is spoken where the address says so, which the operator must
// have listed.
teams::SendToRobot robot_client(std::chrono::milliseconds at_most = std::chrono::seconds{10});

}  // namespace weige::http
