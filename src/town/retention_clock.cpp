#include "town/retention_clock.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

namespace weige::town {
namespace {

// The log is kept for six months at least (等保2.0 三级, 网络安全法 第二十一条). A cancelled record stays at
// least as long as a correction may be asked for and answered, and five years at most.
constexpr int kSixMonths = 183;
constexpr std::array kClocks{
    RetentionClock{"record.cancelled", 365, 180, 1825, "注销的人员记录", "cancelled records of people"},
    RetentionClock{"account.disabled", 730, 365, 1825, "停用的账号", "disabled accounts"},
    RetentionClock{"audit.at", 1095, kSixMonths, 3650, "审计条目", "audit entries"},
    RetentionClock{"reading.day", 1095, kSixMonths, 3650, "每日查看次数", "counts of readings"},
    RetentionClock{"legal_hold.ended", 365, 30, 1825, "已结束的依法留存", "legal holds that have ended"},
    RetentionClock{"link.expired", 30, 1, 90, "一次性链接", "one-time links"},
    RetentionClock{"session.end", 0, 0, 0, "已结束的登录", "sessions that have ended"},
    RetentionClock{"code.expired", 0, 0, 0, "居民登录码", "codes of residents"},
    RetentionClock{"request.answered", 730, 730, 730, "居民的申请", "requests of residents"},
    RetentionClock{"delay.end", 1095, kSixMonths, 3650, "查看记录的延迟告知", "delays of telling who looked"},
    RetentionClock{"approval.expired", 1095, kSixMonths, 3650, "两人复核的申请",
                   "approvals by a second person"},
    RetentionClock{"lead.received", 90, 90, 90, "线索", "leads"},
    RetentionClock{"meeting.on_day", 1095, 365, 3650, "会议记录", "records of meetings"},
    RetentionClock{"shift_plan.week", 365, 62, 1095, "错时排班", "plans of staggered hours"},
    RetentionClock{"daily_report.on_day", 730, 183, 1825, "日报", "daily reports"},
    RetentionClock{"instruction.expires_at", 0, 0, 0, "已结束的指令", "instructions that have ended"},
    RetentionClock{"lead_sent.day", 1, 1, 1, "当日线索计数", "the day's counts of leads"},
    RetentionClock{"place_work.day", 1095, 365, 1825, "巡查、督导、整治、重点房屋和宣传",
                   "patrols, inspections, closed sites, ended key premises and publicity"},
    RetentionClock{"obligation.closed", 730, 365, 1825, "已结束的责任告知", "obligations that were closed"},
    RetentionClock{"visit.on_day", 1095, 365, 1825, "上门走访记录", "visits at doors"},
    RetentionClock{"task.closed", 1095, 365, 1825, "已结束的上门任务", "tasks at doors that are over"},
    RetentionClock{"plan.day", 1095, 730, 1825, "每日走访计划和兜底翻轮次",
                   "plans of days and rounds of full verification"},
    RetentionClock{"practice_case.noted", 1825, 365, 3650, "经验案例", "practice cases"},
    RetentionClock{"team_work.on_day", 1095, 730, 1825, "社会力量指导和名单维护",
                   "guidance and keeping of teams' lists"},
    RetentionClock{"team_helper.left", 365, 30, 1095, "已退出的社会力量", "helpers who have left"},
    RetentionClock{"team_message.at", 365, 90, 1095, "团队消息", "messages of teams"},
    RetentionClock{"sign_in.failed", 1, 1, 1, "登录失败记录", "failed sign-ins"},
    RetentionClock{"upload.expires_at", 0, 0, 0, "上传的文件", "uploaded files"},
    RetentionClock{"file_import.expires_at", 0, 0, 0, "导入记录", "imports"},
    RetentionClock{"roster.expires_at", 0, 0, 0, "花名册", "rosters"},
    RetentionClock{"finding.expires_at", 0, 0, 0, "核对差异", "findings"},
    RetentionClock{"pocket_line.expires_at", 0, 0, 0, "口袋花名册", "lines of pocket rosters"},
    RetentionClock{"job.expires_at", 0, 0, 0, "后台任务和导出文件", "jobs and their files"},
    RetentionClock{"submission.answered", 1, 1, 1, "提交的应答", "answers to submissions"}};

const RetentionClock* find_clock(std::string_view name) {
  const auto found = std::ranges::find(kClocks, name, &RetentionClock::clock);
  return found == kClocks.end() ? nullptr : &*found;
}

std::optional<int> days_within(const RetentionClock& clock, std::string_view text) {
  int value = 0;
  const auto* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || rest != end || value < clock.least || value > clock.most) return std::nullopt;
  return value;
}

}  // namespace

std::span<const RetentionClock> retention_clocks() {
  return kClocks;
}

RetentionTimes::RetentionTimes() {
  for (const auto& each : kClocks) days_.emplace(each.clock, each.days);
}

std::optional<RetentionTimes> RetentionTimes::parse(std::string_view text) {
  RetentionTimes out;
  while (!text.empty()) {
    const auto part = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    const auto equals = part.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const auto* const clock = find_clock(part.substr(0, equals));
    if (!clock || clock->is_fixed()) return std::nullopt;
    const auto days = days_within(*clock, part.substr(equals + 1));
    if (!days) return std::nullopt;
    out.days_.insert_or_assign(std::string(clock->clock), *days);
  }
  return out;
}

std::chrono::days RetentionTimes::of(std::string_view clock) const {
  const auto found = days_.find(clock);
  if (found == days_.end()) throw std::logic_error("no such clock of retention: " + std::string(clock));
  return std::chrono::days{found->second};
}

std::string RetentionTimes::text() const {
  std::string out;
  for (const auto& each : kClocks)
    if (!each.is_fixed())
      out.append(out.empty() ? "" : ",")
          .append(each.clock)
          .append("=")
          .append(std::to_string(of(each.clock).count()));
  return out;
}

Day night_of(Instant now, TownTime town) {
  return town.day_of(now - kNightHour);
}

}  // namespace weige::town
