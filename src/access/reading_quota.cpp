#include "access/reading_quota.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "access/code_list.h"

namespace weige::access {
namespace {

struct QuotaOfRole {
  Role role;
  std::int64_t a_day;
};

// Who answers calls at a counter opens more people than who walks from door to door.
constexpr QuotaOfRole kShippedQuotas[] = {
    {Role::population_office, 500}, {Role::committee, 500},   {Role::police_station, 500},
    {Role::police_team, 300},       {Role::grid_leader, 300}, {Role::community_officer, 300},
    {Role::coordinator, 300},
};
constexpr std::int64_t kGreatestQuota = 1'000'000'000;

constexpr CodeEntry<QuotaReason> kReasonEntries[] = {
    {QuotaReason::field_drive, "field_drive", "集中走访核查", "a drive of visits"},
    {QuotaReason::urgent_help, "urgent_help", "突发事件、紧急救助", "an emergency, urgent help"},
    {QuotaReason::legal_deadline, "legal_deadline", "限期依法查询",
     "a request under the law with a deadline"},
    {QuotaReason::backlog, "backlog", "集中办理积压事项", "working off a backlog"},
};
constexpr CodeList<QuotaReason> kQuotaReasons{kReasonEntries};

bool has_quota(Role role) {
  return std::ranges::any_of(kShippedQuotas, [&](const QuotaOfRole& row) { return row.role == role; });
}

std::optional<std::int64_t> quota_of(std::string_view text) {
  std::int64_t value = 0;
  const auto* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || rest != end || value < 0 || value > kGreatestQuota) return std::nullopt;
  return value;
}

}  // namespace

ReadingQuotas::ReadingQuotas() {
  for (const auto& row : kShippedQuotas) a_day_[row.role] = row.a_day;
}

std::optional<ReadingQuotas> ReadingQuotas::parse(std::string_view text) {
  ReadingQuotas out;
  while (!text.empty()) {
    const auto part = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    const auto equals = part.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const auto role = role_of(part.substr(0, equals));
    const auto a_day = quota_of(part.substr(equals + 1));
    if (!role || !has_quota(*role) || !a_day) return std::nullopt;
    out.a_day_[*role] = *a_day;
  }
  return out;
}

ReadingQuotas ReadingQuotas::same_for_all(std::int64_t a_day) {
  ReadingQuotas out;
  for (auto& [role, quota] : out.a_day_) quota = a_day;
  return out;
}

std::int64_t ReadingQuotas::of(Role role) const {
  const auto found = a_day_.find(role);
  return found == a_day_.end() ? 0 : found->second;
}

std::string ReadingQuotas::text() const {
  std::string out;
  for (const auto& [role, a_day] : a_day_)
    out.append(out.empty() ? "" : ",").append(code(role)).append("=").append(std::to_string(a_day));
  return out;
}

std::string_view code(QuotaReason reason) {
  return kQuotaReasons.of(reason).code;
}
std::string_view zh_name(QuotaReason reason) {
  return kQuotaReasons.of(reason).zh;
}
std::string_view en_name(QuotaReason reason) {
  return kQuotaReasons.of(reason).en;
}
std::optional<QuotaReason> quota_reason_of(std::string_view code) {
  return kQuotaReasons.find(code);
}
std::vector<QuotaReason> all_quota_reasons() {
  return kQuotaReasons.values();
}

QuotaState quota_state(Day day, std::int64_t quota, const ReadingCount& count) {
  return {.day = day, .quota = count.extended_for ? 2 * quota : quota, .count = count};
}

}  // namespace weige::access
