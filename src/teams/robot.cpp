#include "teams/robot.h"

#include <algorithm>

#include "access/code_list.h"

namespace weige::teams {
namespace {

constexpr access::CodeEntry<RobotFormat> kFormats[]{{RobotFormat::text, "text", "", ""},
                                                    {RobotFormat::markdown, "markdown", "", ""}};
constexpr access::CodeEntry<SendState> kSendStates[]{{SendState::waiting, "waiting", "", ""},
                                                     {SendState::sent, "sent", "", ""},
                                                     {SendState::failed, "failed", "", ""}};
constexpr access::CodeList<RobotFormat> kFormatList{kFormats};
constexpr access::CodeList<SendState> kSendStateList{kSendStates};

constexpr std::size_t kLongestAddress = 400;
constexpr std::string_view kHttps = "https://", kHttp = "http://";

bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char sign) { return sign > ' ' && sign < 0x7F; });
}

// The origin as the operator writes it: the host alone for https on its own port.
bool is_allowed(const RobotAddress& address, std::span<const std::string> allowed) {
  const bool own_port = address.port == (address.tls ? "443" : "80");
  const auto place = address.host + (own_port ? "" : ":" + address.port);
  const auto origin = std::string(address.tls ? kHttps : kHttp) + place;
  return std::ranges::any_of(
      allowed, [&](const std::string& each) { return each == origin || (address.tls && each == place); });
}

// The service's own code: it has had more than 20 in a minute.
constexpr std::int64_t kTooMany = 45009;
// And: the address is none, or no more; the message is not taken as it is.
constexpr std::int64_t kForGood[]{93000, 40008, 40058, 44004, 45002};

}  // namespace

Result<RobotAddress> robot_address(std::string_view text, std::span<const std::string> allowed) {
  if (allowed.empty()) return problem(ProblemCode::team_robot_off, "address");
  const auto wrong = problem(ProblemCode::team_robot_address, "address");
  if (text.size() > kLongestAddress || !is_plain(text)) return wrong;
  RobotAddress out{.tls = text.starts_with(kHttps)};
  if (!out.tls && !text.starts_with(kHttp)) return wrong;
  text.remove_prefix(out.tls ? kHttps.size() : kHttp.size());
  const auto slash = text.find('/');
  if (slash == std::string_view::npos || slash == 0) return wrong;
  const auto place = text.substr(0, slash);
  const auto colon = place.find(':');
  out.host = std::string(place.substr(0, colon));
  out.port =
      colon == std::string_view::npos ? (out.tls ? "443" : "80") : std::string(place.substr(colon + 1));
  out.target = std::string(text.substr(slash));
  if (out.host.empty() || out.host.find('@') != std::string::npos || !is_allowed(out, allowed)) return wrong;
  return out;
}

std::string robot_ending(std::string_view address) {
  return std::string(address.substr(address.size() - std::min<std::size_t>(address.size(), 4)));
}

std::string_view code(RobotFormat format) {
  return kFormatList.of(format).code;
}
std::optional<RobotFormat> robot_format_of(std::string_view code) {
  return kFormatList.find(code);
}
std::string_view code(SendState state) {
  return kSendStateList.of(state).code;
}

Instant robot_free_at(std::span<const Instant> sent, Instant now) {
  std::vector<Instant> recent;
  for (const auto each : sent)
    if (each > now - kRobotMinute) recent.push_back(each);
  if (recent.size() < kMostRobotSends) return now;
  std::ranges::sort(recent);
  return recent[recent.size() - kMostRobotSends] + kRobotMinute;
}

std::optional<Instant> robot_retry_at(int attempts, Instant now) {
  if (attempts >= kMostRobotTries) return std::nullopt;
  return now + std::chrono::seconds(20) * (1 << std::clamp(attempts, 0, 8));
}

RobotAnswer robot_answer(std::int64_t errcode) {
  if (errcode == 0) return {.sent = true, .again = false};
  const bool for_good = std::ranges::find(kForGood, errcode) != std::end(kForGood);
  return {.sent = false, .again = errcode == kTooMany || !for_good, .fault = std::to_string(errcode)};
}

}  // namespace weige::teams
