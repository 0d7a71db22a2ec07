#include "teams/message.h"

#include <algorithm>

#include "access/code_list.h"
#include "access/text_check.h"
#include "standards/text_fold.h"

namespace weige::teams {
namespace {

constexpr access::CodeEntry<MessageKind> kMessageKinds[]{{MessageKind::text, "text", "", ""},
                                                         {MessageKind::notice, "notice", "", ""},
                                                         {MessageKind::instruction, "instruction", "", ""}};
constexpr access::CodeEntry<NoticeCode> kNotices[]{
    {NoticeCode::none, "none", "", ""},
    {NoticeCode::helper_enlisted, "helper_enlisted", "新增一名社会力量，请登录系统查看。", ""},
    {NoticeCode::helper_changed, "helper_changed", "社会力量名单有变更，请登录系统查看。", ""},
    {NoticeCode::helper_left, "helper_left", "一名社会力量已退出，请登录系统查看。", ""},
    {NoticeCode::kind_considered, "kind_considered", "社会力量名单有变更，请登录系统查看。", ""},
    {NoticeCode::helpers_imported, "helpers_imported", "社会力量名单已更新，请登录系统查看。", ""},
    {NoticeCode::instruction, "instruction", "有新的指令，请登录系统接收和反馈。", ""}};
constexpr access::CodeList<MessageKind> kMessageKindList{kMessageKinds};
constexpr access::CodeList<NoticeCode> kNoticeList{kNotices};

bool is_digit(char sign) {
  return sign >= '0' && sign <= '9';
}

// The groups of digits that stand together: with one blank, dash or dot between them at most.
std::vector<std::vector<std::string>> digit_runs(std::string_view text) {
  std::vector<std::vector<std::string>> runs;
  std::size_t last_end = std::string_view::npos;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    auto end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    const bool joined = last_end != std::string_view::npos && at == last_end + 1 &&
                        std::string_view(" -.").find(text[last_end]) != std::string_view::npos;
    if (!joined) runs.emplace_back();
    runs.back().emplace_back(text.substr(at, end - at));
    last_end = at = end;
  }
  return runs;
}

bool is_mobile(std::string_view digits) {
  if (digits.size() == 13 && digits.starts_with("86")) digits.remove_prefix(2);
  return digits.size() == 11 && digits[0] == '1' && digits[1] >= '3';
}

// Area codes have three or four digits with their 0, numbers seven or eight.
bool is_landline(std::string_view digits) {
  return digits.size() >= 10 && digits.size() <= 12 && digits[0] == '0' && digits[1] != '0';
}

// Grouped as numbers of people are written: 138 0013 8000, 021-62345678, 310118 19900101 0013.
bool is_grouped_number(const std::vector<std::string>& groups, std::size_t at) {
  const auto size = [&](std::size_t i) { return at + i < groups.size() ? groups[at + i].size() : 0; };
  if (size(0) == 3 && size(1) == 4 && size(2) == 4 && is_mobile(groups[at] + groups[at + 1] + groups[at + 2]))
    return true;
  if (size(1) >= 7 && size(1) <= 8 && size(0) >= 3 && size(0) <= 4 && groups[at].front() == '0') return true;
  return size(0) == 6 && size(1) == 8 && size(2) >= 3;
}

bool is_number_of_somebody(const std::vector<std::string>& groups) {
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const auto& digits = groups[i];
    if (digits.size() >= 15 || is_mobile(digits) || is_landline(digits)) return true;
    if (is_grouped_number(groups, i)) return true;
  }
  return false;
}

}  // namespace

std::string_view code(MessageKind kind) {
  return kMessageKindList.of(kind).code;
}
std::optional<MessageKind> message_kind_of(std::string_view code) {
  return kMessageKindList.find(code);
}
std::string_view code(NoticeCode notice) {
  return kNoticeList.of(notice).code;
}
std::optional<NoticeCode> notice_code_of(std::string_view code) {
  return kNoticeList.find(code);
}
std::string_view group_line(NoticeCode notice) {
  return kNoticeList.of(notice).zh;
}

bool holds_numbers_of_people(std::string_view text) {
  const auto folded = standards::fold_text(text);
  return std::ranges::any_of(digit_runs(folded), is_number_of_somebody);
}

Result<std::string> checked_text(std::string_view text) {
  WEIGE_CHECK(access::check_text(text, kLongestMessage, "text"));
  if (holds_numbers_of_people(text)) return problem(ProblemCode::team_text_personal, "text");
  return std::string(standards::trim(text));
}

}  // namespace weige::teams
