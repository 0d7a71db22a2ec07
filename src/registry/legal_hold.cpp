#include "registry/legal_hold.h"

#include "standards/text_fold.h"

namespace weige::registry {

bool holds_on(const LegalHold& hold, Day today) {
  return !hold.lifted_at && hold.until >= today;
}

Done check_hold(const std::string& reason, Day until, Day today) {
  if (standards::trim(reason).empty()) return problem(ProblemCode::missing_field, "reason");
  if (standards::to_code_points(reason).size() > kLongestHoldReason)
    return problem(ProblemCode::too_long, "reason").with("max", std::to_string(kLongestHoldReason));
  const auto days = std::chrono::sys_days{until} - std::chrono::sys_days{today};
  if (days <= std::chrono::days{0} || days > std::chrono::ceil<std::chrono::days>(kLongestHold))
    return problem(ProblemCode::bad_date, "until");
  return done();
}

}  // namespace weige::registry
