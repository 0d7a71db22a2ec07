#include "work/plan_yield.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

namespace weige::work {
namespace {

// Before anything is learned: how many records a piece of evidence changes, once somebody answers.
constexpr std::array<double, kEvidenceKinds> kFirstYield{0.6, 0.4, 0.3, 0.2, 0.1, 1.0};
constexpr double kDaysAYear = 365.25, kDaysAMonth = 30.44;
constexpr double kNeverConfirmedYears = 5;
constexpr int kMostPeopleOfAMove = 4;
constexpr double kFreshErrors = 0.02;
constexpr std::size_t kMostHours = 3;
constexpr double kTellTurnoverMonths = 24;  // slower is nothing to tell

std::size_t place_of_kind(EvidenceKind kind) {
  return static_cast<std::size_t>(kind);
}

int plan_days_from(Day from, Day to) {
  return static_cast<int>((std::chrono::sys_days{to} - std::chrono::sys_days{from}).count());
}

double years_since_confirmed(const DoorEvidence& door, Day today) {
  if (!door.confirmed) return kNeverConfirmedYears;
  return std::max(0, plan_days_from(*door.confirmed, today)) / kDaysAYear;
}

// The chance that somebody moved since, for those whom a move concerns; and what is wrong although it was
// confirmed lately.
double errors_of_age(const DoorEvidence& door, const Turnover& turnover, Day today) {
  const double moved = 1 - std::exp(-turnover.door * years_since_confirmed(door, today));
  return kFreshErrors + moved * std::clamp(door.residents, 1, kMostPeopleOfAMove);
}

struct WeighedReason {
  double weight = 0;
  PlanReason reason;
};

WeighedReason reason_of_task(const WaitingTask& task, const ExpectedErrors& expected, Day today) {
  const int left = plan_days_from(today, task.due);
  const double weight =
      expected.parts[place_of_kind(evidence_kind_of(task.source))] + (left <= 0 || task.by_name ? 100 : 0);
  if (task.source == TaskSource::key_premises && left < 0)
    return {weight, {"key_premises_overdue", std::string(code(task.source)), {-left}}};
  return {weight, {"task", std::string(code(task.source)), {left}}};
}

WeighedReason reason_of_findings(const DoorEvidence& door, const ExpectedErrors& expected) {
  const double weight = 10 + expected.parts[place_of_kind(EvidenceKind::finding)];
  if (door.said_in + door.said_gone == 0) return {weight, {"finding", "", {door.findings}}};
  const int listed = std::max(0, door.residents + door.said_in - door.said_gone);
  return {weight, {"roster_differs", "", {listed, door.residents}}};
}

WeighedReason reason_of_age(const DoorEvidence& door, const ExpectedErrors& expected, Day today) {
  const double weight = expected.parts[place_of_kind(EvidenceKind::age)];
  if (!door.confirmed) return {weight, {"never_confirmed", "", {}}};
  const auto months = static_cast<int>(years_since_confirmed(door, today) * kDaysAYear / kDaysAMonth);
  return {weight, {"confirmed_ago", "", {months}}};
}

std::vector<std::string_view> split_kept(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (std::size_t from = 0; from <= text.size();) {
    const auto end = std::min(text.find(separator, from), text.size());
    out.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return out;
}

}  // namespace

double learned(const PastYield& past) {
  return (kPriorErrors + past.errors) / (kPriorErrors + past.expected);
}

ExpectedErrors expected_errors(const DoorEvidence& door, const Turnover& turnover, Day today,
                               const PastYields& past) {
  ExpectedErrors out;
  auto& parts = out.parts;
  parts[place_of_kind(EvidenceKind::finding)] = door.findings;
  for (const auto& task : door.tasks) {
    const auto kind = evidence_kind_of(task.source);
    if (kind != EvidenceKind::finding)
      parts[place_of_kind(kind)] += 1;  // a finding's task is the finding once more
  }
  parts[place_of_kind(EvidenceKind::age)] = errors_of_age(door, turnover, today);
  for (std::size_t i = 0; i < kEvidenceKinds; ++i) parts[i] *= kFirstYield[i] * learned(past[i]);
  out.errors = std::accumulate(parts.begin(), parts.end(), 0.0);
  if (out.errors > 0) out.main = static_cast<EvidenceKind>(std::ranges::max_element(parts) - parts.begin());
  return out;
}

double chance_of_answer(const DoorEvidence& door) {
  double tries = 5, answered = 3;
  for (const auto& hour : door.hours) {
    tries += hour.tries;
    answered += hour.answered;
  }
  return answered / tries;
}

std::vector<int> best_hours(const DoorEvidence& door) {
  std::vector<int> hours;
  for (int hour = 0; hour < 24; ++hour)
    if (door.hours[static_cast<std::size_t>(hour)].answered > 0) hours.push_back(hour);
  const auto promise = [&](int hour) {
    const auto& seen = door.hours[static_cast<std::size_t>(hour)];
    return (seen.answered + 1.0) / (seen.tries + 2.0);
  };
  std::ranges::stable_sort(hours, std::greater{}, promise);
  hours.resize(std::min(hours.size(), kMostHours));
  return hours;
}

std::vector<PlanReason> reasons_of(const DoorEvidence& door, const ExpectedErrors& expected,
                                   const Turnover& turnover, Day today) {
  std::vector<WeighedReason> all;
  for (const auto& task : door.tasks) all.push_back(reason_of_task(task, expected, today));
  if (door.findings > 0) all.push_back(reason_of_findings(door, expected));
  all.push_back(reason_of_age(door, expected, today));
  const double months = 12 / std::max(turnover.building, 1e-6);
  if (months <= kTellTurnoverMonths)
    all.push_back(
        {all.back().weight - 1e-9, {"turnover", "", {std::max(1, static_cast<int>(months + 0.5))}}});
  int attempts = 0;
  for (const auto& task : door.tasks) attempts = std::max(attempts, task.attempts);
  if (attempts > 0) all.push_back({0, {"not_met", "", {attempts}}});
  std::ranges::stable_sort(all, std::greater{}, &WeighedReason::weight);
  std::vector<PlanReason> out;
  for (auto& each : all) out.push_back(std::move(each.reason));
  return out;
}

std::string to_kept(std::span<const PlanReason> reasons) {
  std::string out;
  for (const auto& reason : reasons) {
    if (!out.empty()) out += ';';
    out += reason.code + '|' + reason.source + '|';
    for (std::size_t i = 0; i < reason.figures.size(); ++i)
      out += (i > 0 ? "," : "") + std::to_string(reason.figures[i]);
  }
  return out;
}

std::vector<PlanReason> reasons_from_kept(std::string_view text) {
  std::vector<PlanReason> out;
  if (text.empty()) return out;
  for (const auto each : split_kept(text, ';')) {
    const auto parts = split_kept(each, '|');
    if (parts.size() != 3) continue;
    PlanReason reason{.code = std::string(parts[0]), .source = std::string(parts[1])};
    if (!parts[2].empty())
      for (const auto figure : split_kept(parts[2], ',')) {
        int value = 0;
        std::from_chars(figure.data(), figure.data() + figure.size(), value);
        reason.figures.push_back(value);
      }
    out.push_back(std::move(reason));
  }
  return out;
}

}  // namespace weige::work
