#include "work/daily_report.h"

#include <array>
#include <utility>

namespace weige::work {
namespace {

constexpr std::array kOutcomeWords{std::pair{"spoke_with", "见到人"}, std::pair{"not_at_home", "无人在家"},
                                   std::pair{"moved", "房屋已空"},    std::pair{"wrong_address", "地址不符"},
                                   std::pair{"unsafe", "不安全"},     std::pair{"attempted", "待再上门"}};

std::string day_in_words(Day day) {
  return std::to_string(unsigned{day.month()}) + "月" + std::to_string(unsigned{day.day()}) + "日";
}

}  // namespace

std::int64_t DayFigures::doors_visited() const {
  std::int64_t out = 0;
  for (const auto& [outcome, amount] : visits) out += amount;
  return out;
}

Done check_report_day(Day on, Day today) {
  const std::chrono::sys_days day{on}, now{today};
  if (day > now || day < now - kDailyReportOpen) return problem(ProblemCode::bad_date, "on");
  return done();
}

Day monday_of(Day day) {
  const std::chrono::sys_days at{day};
  return Day{at - (std::chrono::weekday{at} - std::chrono::Monday)};
}

std::string report_text(const DailyReport& report, const std::string& area) {
  const auto& figures = report.figures;
  std::string out = "【日报】" + area + " " + day_in_words(report.on) + "\n上门 " +
                    std::to_string(figures.doors_visited()) + " 户";
  std::string parts;
  for (const auto& [outcome, word] : kOutcomeWords)
    if (const auto found = figures.visits.find(outcome); found != figures.visits.end() && found->second > 0)
      parts += (parts.empty() ? "：" : "，") + std::string(word) + " " + std::to_string(found->second);
  out += parts + "\n核实 " + std::to_string(figures.confirmed) + " 条，变更 " +
         std::to_string(figures.changes) + " 条，处理差异 " + std::to_string(figures.findings_settled) +
         " 条\n待上门 " + std::to_string(figures.doors_left) + " 户";
  if (!report.note.empty()) out += "\n说明：" + report.note;
  return out;
}

}  // namespace weige::work
