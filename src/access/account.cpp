#include "access/account.h"

#include <algorithm>

#include "access/code_list.h"
#include "access/text_check.h"
#include "standards/text_fold.h"

namespace weige::access {
namespace {

constexpr CodeEntry<AccountState> kAccountStateEntries[] = {
    {AccountState::invited, "invited", "已邀请", "invited"},
    {AccountState::active, "active", "启用", "active"},
    {AccountState::disabled, "disabled", "停用", "disabled"},
    {AccountState::system, "system", "系统", "system"},
};
constexpr CodeList<AccountState> kAccountStates{kAccountStateEntries};

constexpr std::size_t kShortestName = 2;
constexpr std::size_t kLongestName = 64;

bool is_lower(char32_t sign) {
  return sign >= U'a' && sign <= U'z';
}
bool is_upper(char32_t sign) {
  return sign >= U'A' && sign <= U'Z';
}
bool is_digit(char32_t sign) {
  return sign >= U'0' && sign <= U'9';
}

bool may_stand_in_name(char32_t sign) {
  return is_lower(sign) || is_upper(sign) || is_digit(sign) || standards::is_han(sign) || sign == U'.' ||
         sign == U'_' || sign == U'-' || sign == U'@';
}

}  // namespace

std::string_view code(AccountState state) {
  return kAccountStates.of(state).code;
}
std::optional<AccountState> account_state_of(std::string_view code) {
  return kAccountStates.find(code);
}

std::optional<Instant> idle_since(const Account& account, Instant now) {
  const Instant last = account.last_signed_in.value_or(account.created);
  if (account.state != AccountState::active || now - last < kIdleAfter) return std::nullopt;
  return last;
}

Result<LoginName> LoginName::parse(std::string_view text) {
  const auto trimmed = standards::trim(text);
  auto signs = standards::to_code_points(trimmed);
  if (signs.size() < kShortestName || signs.size() > kLongestName ||
      !std::all_of(signs.begin(), signs.end(), may_stand_in_name))
    return problem(ProblemCode::login_name, "login_name");
  for (auto& sign : signs)
    if (is_upper(sign)) sign += U'a' - U'A';
  return LoginName(std::string(trimmed), standards::to_utf8(signs));
}

Done check_display_name(std::string_view name) {
  return check_text(name, kLongestName, "display_name");
}

}  // namespace weige::access
