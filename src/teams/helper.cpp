#include "teams/helper.h"

#include "access/code_list.h"
#include "access/text_check.h"
#include "standards/phone.h"
#include "standards/text_fold.h"

namespace weige::teams {
namespace {

constexpr access::CodeEntry<Channel> kChannels[]{{Channel::none, "none", "无", "none"},
                                                 {Channel::group, "group", "工作群", "the team's group"},
                                                 {Channel::wechat, "wechat", "微信", "WeChat"},
                                                 {Channel::phone, "phone", "电话", "phone"},
                                                 {Channel::form, "form", "报送表单", "private form"}};
constexpr access::CodeEntry<LeaveReason> kLeaveReasons[]{
    {LeaveReason::changed_job, "changed_job", "工作变动", "changed job"},
    {LeaveReason::moved_away, "moved_away", "搬离", "moved away"},
    {LeaveReason::own_wish, "own_wish", "本人意愿", "own wish"},
    {LeaveReason::rules_broken, "rules_broken", "违反规定", "broke the rules"},
    {LeaveReason::entered_in_error, "entered_in_error", "录入有误", "entered in error"}};
constexpr access::CodeEntry<GuidanceTopic> kTopics[]{
    {GuidanceTopic::registration, "registration", "居住登记", "registration"},
    {GuidanceTopic::rosters, "rosters", "花名册报送", "rosters"},
    {GuidanceTopic::self_declaration, "self_declaration", "自主填报", "self-declaration"},
    {GuidanceTopic::key_premises, "key_premises", "重点房屋", "key premises"},
    {GuidanceTopic::leads, "leads", "线索抄告", "passing on leads"},
    {GuidanceTopic::confidentiality, "confidentiality", "保密", "confidentiality"},
    {GuidanceTopic::own_rules, "own_rules", "遵守工作规定", "keeping the rules"},
    {GuidanceTopic::publicity, "publicity", "宣传和反诈", "publicity and fraud prevention"}};
constexpr access::CodeList<Channel> kChannelList{kChannels};
constexpr access::CodeList<LeaveReason> kLeaveReasonList{kLeaveReasons};
constexpr access::CodeList<GuidanceTopic> kTopicList{kTopics};

Done check_days(const HelperFields& fields, Day today) {
  if (fields.joined_on > today) return problem(ProblemCode::bad_date, "joined_on");
  if (fields.undertaking_on && *fields.undertaking_on > today)
    return problem(ProblemCode::bad_date, "undertaking_on");
  return done();
}

}  // namespace

std::string_view code(Channel channel) {
  return kChannelList.of(channel).code;
}
std::string_view zh_name(Channel channel) {
  return kChannelList.of(channel).zh;
}
std::string_view en_name(Channel channel) {
  return kChannelList.of(channel).en;
}
std::optional<Channel> channel_of(std::string_view code) {
  return kChannelList.find(code);
}
std::optional<Channel> channel_named(std::string_view text) {
  for (const auto& entry : kChannels)
    if (entry.zh == text || entry.code == text || entry.en == text) return entry.value;
  return std::nullopt;
}
std::string_view code(LeaveReason reason) {
  return kLeaveReasonList.of(reason).code;
}
std::optional<LeaveReason> leave_reason_of(std::string_view code) {
  return kLeaveReasonList.find(code);
}
std::string_view code(GuidanceTopic topic) {
  return kTopicList.of(topic).code;
}
std::optional<GuidanceTopic> guidance_topic_of(std::string_view code) {
  return kTopicList.find(code);
}

Result<HelperFields> checked(HelperFields fields, Day today) {
  fields.name = std::string(standards::trim(fields.name));
  fields.workplace = std::string(standards::trim(fields.workplace));
  WEIGE_CHECK(access::check_impersonal(fields.name, kLongestHelperName, "name"));
  WEIGE_CHECK(access::check_impersonal_if_any(fields.workplace, kLongestWorkplace, "workplace"));
  if (!standards::trim(fields.phone).empty()) {
    const auto phone = standards::Phone::parse(fields.phone);
    if (!phone) return problem(phone.problem().code, "phone");
    fields.phone = phone->reveal();
  } else {
    fields.phone.clear();
    if (fields.channel == Channel::phone) return problem(ProblemCode::missing_field, "phone");
  }
  WEIGE_CHECK(check_days(fields, today));
  return fields;
}

Done check(const Leaving& leaving, const HelperFields& fields, Day today) {
  if (leaving.on > today) return problem(ProblemCode::bad_date, "left_on");
  if (leaving.on < fields.joined_on) return problem(ProblemCode::ends_before_start, "left_on");
  return done();
}

std::string masked_phone(const HelperFields& fields) {
  if (fields.phone.empty()) return {};
  const auto phone = standards::Phone::parse(fields.phone);
  return phone ? phone->masked() : "****";
}

std::string changed_fields(const HelperFields& before, const HelperFields& after) {
  std::string out;
  const auto note = [&](bool differs, std::string_view name) {
    if (differs) out.append(out.empty() ? "" : ",").append(name);
  };
  note(before.kind != after.kind, "kind");
  note(before.name != after.name, "name");
  note(before.workplace != after.workplace, "workplace");
  note(before.phone != after.phone, "phone");
  note(before.channel != after.channel, "channel");
  note(before.premises != after.premises, "premises");
  note(before.post != after.post, "post");
  note(before.undertaking_on != after.undertaking_on, "undertaking_on");
  note(before.joined_on != after.joined_on, "joined_on");
  return out;
}

Day days_before(Day day, int days) {
  return std::chrono::sys_days(day) - std::chrono::days(days);
}

bool holds(std::optional<Day> undertaking_on, Day today, int undertaking_days) {
  return undertaking_on && *undertaking_on >= days_before(today, undertaking_days);
}

bool is_guidance_overdue(const Helper& helper, Day today, int every_days) {
  if (helper.left) return false;
  const auto limit = days_before(today, every_days);
  return helper.guided_on ? *helper.guided_on < limit : helper.fields.joined_on < limit;
}

}  // namespace weige::teams
