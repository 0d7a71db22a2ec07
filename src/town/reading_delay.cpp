#include "town/reading_delay.h"

#include <algorithm>

#include "access/code_list.h"

namespace weige::town {
namespace {

using access::CodeEntry;
using access::CodeList;

constexpr CodeEntry<DelayReason> kDelayEntries[] = {
    {DelayReason::secret_by_law, "secret_by_law", "法律、行政法规规定应当保密", "secret by law"},
    {DelayReason::would_hinder_duty, "would_hinder_duty", "告知将妨碍履行法定职责",
     "telling would hinder a legal duty"},
    {DelayReason::emergency, "emergency", "紧急情况下保护生命健康和财产安全",
     "protection of life, health and property in an emergency"},
};
constexpr CodeList<DelayReason> kDelayReasons{kDelayEntries};

struct DelayBasis {
  std::string_view zh, en;
};
constexpr DelayBasis kDelayBases[] = {
    {"《个人信息保护法》第十八条第一款", "Personal Information Protection Law, article 18, paragraph 1"},
    {"《个人信息保护法》第三十五条", "Personal Information Protection Law, article 35"},
    {"《个人信息保护法》第十八条第二款：紧急情况消除后及时告知",
     "Personal Information Protection Law, article 18, paragraph 2: told once the emergency is over"},
};
static_assert(std::size(kDelayBases) == std::size(kDelayEntries));

const DelayBasis& basis_of(DelayReason reason) {
  return kDelayBases[static_cast<std::size_t>(reason)];
}

}  // namespace

std::string_view code(DelayReason reason) {
  return kDelayReasons.of(reason).code;
}
std::string_view zh_name(DelayReason reason) {
  return kDelayReasons.of(reason).zh;
}
std::string_view en_name(DelayReason reason) {
  return kDelayReasons.of(reason).en;
}
std::string_view zh_basis(DelayReason reason) {
  return basis_of(reason).zh;
}
std::string_view en_basis(DelayReason reason) {
  return basis_of(reason).en;
}
std::optional<DelayReason> delay_reason_of(std::string_view code) {
  return kDelayReasons.find(code);
}
std::vector<DelayReason> all_delay_reasons() {
  return kDelayReasons.values();
}

Instant end_of(const ReadingDelay& delay, TownTime town) {
  const auto planned = town.start_of(Day{std::chrono::sys_days{delay.until} + std::chrono::days{1}});
  return delay.ended ? std::min(*delay.ended, planned) : planned;
}

bool stands(const ReadingDelay& delay, Instant now, TownTime town) {
  return now < end_of(delay, town);
}

bool is_under(const ReadingDelay& delay, access::PostId post, Instant read_at, TownTime town) {
  return delay.post == post && read_at >= delay.from && read_at < end_of(delay, town);
}

Done check_delay_end(Day until, Day today) {
  const auto days = std::chrono::sys_days{until} - std::chrono::sys_days{today};
  if (days >= std::chrono::days{0} && days <= kLongestDelay) return done();
  return problem(ProblemCode::reading_delay_end, "until").with("days", std::to_string(kLongestDelay.count()));
}

}  // namespace weige::town
