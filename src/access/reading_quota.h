// Harvest limits: how many single readings (a person opened, a number shown in full, a door opened where no
// work waits) a post has a day. Lists, the doors that work leads to and a roster's finding are not counted.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/role.h"
#include "base/clock.h"

namespace weige::access {

// By role; what the table in reading_quota.cpp does not name has none left to read.
class ReadingQuotas {
 public:
  ReadingQuotas();  // what ships
  // "coordinator=400,committee=600" over what ships; none: not of this form, or a role that nobody is given.
  static std::optional<ReadingQuotas> parse(std::string_view text);
  static ReadingQuotas same_for_all(std::int64_t a_day);

  std::int64_t of(Role role) const;
  std::string text() const;  // as parse() reads it

 private:
  std::map<Role, std::int64_t> a_day_;
};

// Why a day's quota is extended: closed, so that the auditor can count and no entry tells of a resident.
enum class QuotaReason { field_drive, urgent_help, legal_deadline, backlog };
std::string_view code(QuotaReason reason);  // "field_drive"
std::string_view zh_name(QuotaReason reason);
std::string_view en_name(QuotaReason reason);
std::optional<QuotaReason> quota_reason_of(std::string_view code);
std::vector<QuotaReason> all_quota_reasons();

// What a post has read in a day.
struct ReadingCount {
  std::int64_t readings = 0;
  std::optional<QuotaReason> extended_for = {};
};

struct QuotaState {
  Day day;
  std::int64_t quota = 0;  // with the extension, where there is one
  ReadingCount count;
};
QuotaState quota_state(Day day, std::int64_t quota, const ReadingCount& count);

}  // namespace weige::access
