#include "teams/message.h"

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

Result<std::string> checked_text(std::string_view text) {
  WEIGE_CHECK(access::check_impersonal(text, kLongestMessage, "text"));
  return std::string(standards::trim(text));
}

}  // namespace weige::teams
