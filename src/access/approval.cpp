#include "access/approval.h"

#include <algorithm>
#include <set>
#include <sstream>
#include <stdexcept>

#include "access/code_list.h"
#include "access/policy.h"
#include "access/text_check.h"
#include "base/sha256.h"
#include "standards/text_fold.h"

namespace weige::access {
namespace {

constexpr CodeEntry<ApprovalKind> kApprovalKindEntries[] = {
    {ApprovalKind::bulk_export, "bulk_export", "批量导出", "bulk export"},
    {ApprovalKind::bulk_erasure, "bulk_erasure", "批量删除", "bulk erasure"},
    {ApprovalKind::role_grant, "role_grant", "任职", "giving a post"},
};
constexpr CodeList<ApprovalKind> kApprovalKinds{kApprovalKindEntries};

constexpr CodeEntry<ApprovalState> kApprovalStateEntries[] = {
    {ApprovalState::asked, "asked", "待审批", "waiting"},
    {ApprovalState::approved, "approved", "已批准", "approved"},
    {ApprovalState::refused, "refused", "未批准", "refused"},
    {ApprovalState::withdrawn, "withdrawn", "已撤回", "withdrawn"},
    {ApprovalState::used, "used", "已办理", "used"},
    {ApprovalState::expired, "expired", "已过期", "expired"},
    {ApprovalState::lapsed, "lapsed", "已失效", "void"},
};
constexpr CodeList<ApprovalState> kApprovalStates{kApprovalStateEntries};

bool is_plain_content(std::string_view text) {
  return !text.empty() && text.find_first_of(",=\n") == std::string_view::npos;
}

}  // namespace

std::optional<TwoPersons> two_persons_of(std::string_view code) {
  if (code == "required") return TwoPersons::required;
  if (code == "off") return TwoPersons::off;
  return std::nullopt;
}

std::string_view code(ApprovalKind kind) {
  return kApprovalKinds.of(kind).code;
}
std::optional<ApprovalKind> approval_kind_of(std::string_view code) {
  return kApprovalKinds.find(code);
}
std::string_view code(ApprovalState state) {
  return kApprovalStates.of(state).code;
}
std::optional<ApprovalState> approval_state_of(std::string_view code) {
  return kApprovalStates.find(code);
}

ApprovalContent& ApprovalContent::put(std::string_view name, std::string_view value) {
  if (!is_plain_content(name) || !is_plain_content(value))
    throw std::logic_error("an approval's content is made of codes, ids and instants");
  fields_.insert_or_assign(std::string(name), std::string(value));
  return *this;
}

std::string_view ApprovalContent::get(std::string_view name) const {
  const auto found = fields_.find(name);
  return found == fields_.end() ? std::string_view() : std::string_view(found->second);
}

ApprovalContent& ApprovalContent::put_ids(std::string_view name, std::span<const std::int64_t> ids) {
  std::string text;
  for (const auto id : std::set(ids.begin(), ids.end()))
    text.append(text.empty() ? "" : " ").append(std::to_string(id));
  return put(name, text);
}

std::vector<std::int64_t> ApprovalContent::ids(std::string_view name) const {
  std::vector<std::int64_t> out;
  std::istringstream words{std::string(get(name))};
  for (std::int64_t id = 0; words >> id;) out.push_back(id);
  return out;
}

std::string ApprovalContent::text() const {
  std::string out;
  for (const auto& [name, value] : fields_)
    out.append(out.empty() ? "" : ",").append(name).append("=").append(value);
  return out;
}

std::optional<ApprovalContent> ApprovalContent::parse(std::string_view text) {
  ApprovalContent out;
  const auto whole = text;
  while (!text.empty()) {
    const auto part = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    const auto equals = part.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const auto name = part.substr(0, equals), value = part.substr(equals + 1);
    if (!is_plain_content(name) || !is_plain_content(value)) return std::nullopt;
    out.put(name, value);
  }
  if (out.text() != whole) return std::nullopt;  // not the one way of writing it
  return out;
}

std::string digest_of(ApprovalKind kind, std::optional<AreaId> area, const ApprovalContent& content) {
  return sha256_hex(std::string(code(kind)) + "\n" + (area ? std::to_string(area->value) : "all") + "\n" +
                    content.text());
}

Right right_to_decide(ApprovalKind kind) {
  switch (kind) {
    case ApprovalKind::bulk_export:
      return Right::approve_exports;
    case ApprovalKind::bulk_erasure:
      return Right::approve_erasures;
    case ApprovalKind::role_grant:
      break;
  }
  return Right::approve_grants;
}

bool may_second(ApprovalKind kind, Role asker, Role second) {
  if (policy(second, right_to_decide(kind)) == Cell::deny) return false;
  return kind != ApprovalKind::role_grant || asker != second;
}

Done check_approval_reason(std::string_view reason) {
  if (standards::trim(reason).empty()) return problem(ProblemCode::approval_needed, "reason");
  return check_text(reason, kLongestApprovalReason, "reason");
}

}  // namespace weige::access
