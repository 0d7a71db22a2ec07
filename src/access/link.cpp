#include "access/link.h"

#include "access/code_list.h"

namespace weige::access {
namespace {

constexpr CodeEntry<LinkPurpose> kLinkPurposeEntries[] = {
    {LinkPurpose::first_administrator, "first_administrator", "首个管理员", "first administrator"},
    {LinkPurpose::invitation, "invitation", "邀请", "invitation"},
    {LinkPurpose::new_password, "new_password", "重设密码", "new password"},
};
constexpr CodeList<LinkPurpose> kLinkPurposes{kLinkPurposeEntries};

}  // namespace

std::string_view code(LinkPurpose purpose) {
  return kLinkPurposes.of(purpose).code;
}
std::optional<LinkPurpose> link_purpose_of(std::string_view code) {
  return kLinkPurposes.find(code);
}

std::chrono::hours lifetime(LinkPurpose purpose) {
  return purpose == LinkPurpose::invitation ? std::chrono::hours{7 * 24} : std::chrono::hours{24};
}

}  // namespace weige::access
