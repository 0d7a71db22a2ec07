// Helper: one of the N social forces as a team has enlisted it: of which kind, where at home, how it is
// reached, when it signed the confidentiality undertaking. It may or may not have an account. Values and
// rules, pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/ids.h"
#include "base/clock.h"
#include "base/result.h"

namespace weige::teams {

using HelperId = Id<struct TeamHelperTag>;

// How the team reaches it (C7, N1). form: the private form linked from the group.
enum class Channel { none, group, wechat, phone, form };
std::string_view code(Channel channel);
std::string_view zh_name(Channel channel);
std::string_view en_name(Channel channel);
std::optional<Channel> channel_of(std::string_view code);
std::optional<Channel> channel_named(std::string_view zh_or_code);  // as files have it

enum class LeaveReason { changed_job, moved_away, own_wish, rules_broken, entered_in_error };
std::string_view code(LeaveReason reason);
std::optional<LeaveReason> leave_reason_of(std::string_view code);

// What guidance was about (N2): a closed list, so that nothing is told of anybody.
enum class GuidanceTopic {
  registration,
  rosters,
  self_declaration,
  key_premises,
  leads,
  confidentiality,
  own_rules,
  publicity
};
std::string_view code(GuidanceTopic topic);
std::optional<GuidanceTopic> guidance_topic_of(std::string_view code);

// phone: as typed, or its canonical form; empty = not told. undertaking_on: the paper or the screen.
struct HelperFields {
  std::string kind = {};
  std::string name = {};
  std::string workplace = {};
  std::string phone = {};
  Channel channel = Channel::none;
  std::optional<std::int64_t> premises = {};
  std::optional<access::PostId> post = {};
  std::optional<Day> undertaking_on = {};
  Day joined_on{};
  bool operator==(const HelperFields&) const = default;
};

struct Leaving {
  Day on{};
  LeaveReason reason = LeaveReason::changed_job;
};

// phone holds the canonical form here; Helpers of lists have it too and are shown masked.
struct Helper {
  HelperId id;
  std::int64_t version = 1;
  access::AreaId grid;
  HelperFields fields;
  std::optional<Leaving> left = {};
  std::optional<Day> guided_on = {};  // last
};

inline constexpr std::size_t kLongestHelperName = 40, kLongestWorkplace = 60, kLongestReason = 100;

// In its canonical form. Problems: missing_field (name), too_long, bad_characters, those of phone,
// ends_before_start and bad_date (days after today).
Result<HelperFields> checked(HelperFields fields, Day today);
Done check(const Leaving& leaving, const HelperFields& fields, Day today);
// "" without a phone.
std::string masked_phone(const HelperFields& fields);
// The names of what differs, for the audit: "phone,channel".
std::string changed_fields(const HelperFields& before, const HelperFields& after);

Day days_before(Day day, int days);
// An undertaking that was signed then holds on the day.
bool holds(std::optional<Day> undertaking_on, Day today, int undertaking_days);
// Since when guidance counts as overdue: it joined or was guided longer ago than that.
bool is_guidance_overdue(const Helper& helper, Day today, int every_days);

}  // namespace weige::teams
