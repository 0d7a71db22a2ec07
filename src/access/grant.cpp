#include "access/grant.h"

#include "access/audit_fields.h"
#include "access/code_list.h"

namespace weige::access {
namespace {

constexpr CodeEntry<GrantWay> kGrantWayEntries[] = {
    {GrantWay::holder, "holder", "任职", "holder"},
    {GrantWay::successor, "successor", "替补", "successor"},
    {GrantWay::deputy, "deputy", "代理", "deputy"},
};
constexpr CodeList<GrantWay> kGrantWays{kGrantWayEntries};

}  // namespace

std::string_view code(GrantWay way) {
  return kGrantWays.of(way).code;
}
std::optional<GrantWay> grant_way_of(std::string_view code) {
  return kGrantWays.find(code);
}

bool needs_second_person(Role role) {
  switch (role) {
    case Role::nobody:
    case Role::helper:
    case Role::resident:
    case Role::system:
      return false;
    default:
      return true;
  }
}

ApprovalContent content_of(const Grant& grant) {
  ApprovalContent out;
  out.put("way", code(grant.way))
      .put("post", std::to_string(grant.post.value))
      .put("account", std::to_string(grant.account.value));
  if (grant.from) out.put("from", to_rfc3339(*grant.from));
  if (grant.until) out.put("until", to_rfc3339(*grant.until));
  if (grant.reason) out.put("deputy_reason", code(*grant.reason));
  return out;
}

std::optional<Grant> grant_of(const ApprovalContent& content) {
  const auto way = grant_way_of(content.get("way"));
  const auto post = whole_number(content.get("post")), account = whole_number(content.get("account"));
  if (!way || !post || !account) return std::nullopt;
  Grant out{.way = *way, .post = PostId{*post}, .account = AccountId{*account}};
  out.from = parse_rfc3339(content.get("from"));
  out.until = parse_rfc3339(content.get("until"));
  out.reason = deputy_reason_of(content.get("deputy_reason"));
  if (content_of(out) != content) return std::nullopt;
  return out;
}

}  // namespace weige::access
