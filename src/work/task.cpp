#include "work/task.h"

#include <algorithm>
#include <array>

namespace weige::work {
namespace {

struct SourceName {
  TaskSource source;
  std::string_view code, zh, en;
};
constexpr std::array kSourceNames{
    SourceName{TaskSource::finding, "finding", "名册差异", "a list differs"},
    SourceName{TaskSource::handed_down, "handed_down", "下发数据", "data handed down"},
    SourceName{TaskSource::confirmation_age, "confirmation_age", "久未核实", "not confirmed for long"},
    SourceName{TaskSource::weekly_visit, "weekly_visit", "周走访", "weekly visit"},
    SourceName{TaskSource::campaign, "campaign", "专项走访", "campaign"},
    SourceName{TaskSource::key_premises, "key_premises", "重点房屋", "key premises"},
    SourceName{TaskSource::flagged_site, "flagged_site", "挂牌整治", "flagged site"},
    SourceName{TaskSource::full_verification, "full_verification", "兜底翻", "full verification"},
    SourceName{TaskSource::random_door, "random_door", "随机抽到", "drawn by chance"},
    SourceName{TaskSource::by_hand, "by_hand", "手工安排", "by hand"}};

const SourceName& name_of_source(TaskSource source) {
  return *std::ranges::find(kSourceNames, source, &SourceName::source);
}

}  // namespace

std::string_view code(TaskSource source) {
  return name_of_source(source).code;
}

std::string_view zh_name(TaskSource source) {
  return name_of_source(source).zh;
}

std::string_view en_name(TaskSource source) {
  return name_of_source(source).en;
}

std::optional<TaskSource> task_source_of(std::string_view text) {
  const auto* const found = std::ranges::find(kSourceNames, text, &SourceName::code);
  if (found == kSourceNames.end()) return std::nullopt;
  return found->source;
}

std::vector<TaskSource> all_task_sources() {
  std::vector<TaskSource> out;
  for (const auto& each : kSourceNames) out.push_back(each.source);
  return out;
}

std::string_view code(TaskState state) {
  switch (state) {
    case TaskState::open:
      return "open";
    case TaskState::with_officer:
      return "with_officer";
    case TaskState::done:
      return "done";
    case TaskState::cancelled:
      break;
  }
  return "cancelled";
}

std::optional<TaskState> task_state_of(std::string_view text) {
  for (const auto state : {TaskState::open, TaskState::with_officer, TaskState::done, TaskState::cancelled})
    if (code(state) == text) return state;
  return std::nullopt;
}

bool is_over(TaskState state) {
  return state == TaskState::done || state == TaskState::cancelled;
}

bool is_asked_once(TaskSource source) {
  switch (source) {
    case TaskSource::finding:
    case TaskSource::handed_down:
    case TaskSource::campaign:
    case TaskSource::full_verification:
    case TaskSource::random_door:
      return true;
    default:
      return false;
  }
}

}  // namespace weige::work
