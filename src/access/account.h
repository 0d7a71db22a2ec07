// Account: who can sign in. Login names are compared folded; passwords exist only as Argon2id strings.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "access/ids.h"
#include "base/clock.h"
#include "base/result.h"

namespace weige::access {

enum class AccountState { invited, active, disabled, system };
std::string_view code(AccountState state);
std::optional<AccountState> account_state_of(std::string_view code);

struct Account {
  AccountId id;
  std::string login_name;
  std::string display_name;
  AccountState state = AccountState::invited;
  Instant created;
  std::optional<Instant> last_signed_in = {};
  bool operator==(const Account&) const = default;
};

// Nobody signed in to it for that long, or ever since it was made: whether it is still needed is asked of the
// administrator, nothing happens by itself.
inline constexpr std::chrono::days kIdleAfter{90};
// Since when it is idle; nothing while it is not, or when it is no active one.
std::optional<Instant> idle_since(const Account& account, Instant now);

// A login name that may exist: 2 to 64 Han characters, ASCII letters, digits and . _ - @, kept as written and
// folded for comparison.
class LoginName {
 public:
  static Result<LoginName> parse(std::string_view text);  // problem: login_name
  const std::string& text() const { return text_; }
  const std::string& key() const { return key_; }  // ASCII letters lowered

 private:
  LoginName(std::string text, std::string key) : text_(std::move(text)), key_(std::move(key)) {}
  std::string text_;
  std::string key_;
};

// 1 to 64 characters without control characters. Problems: missing_field, too_long, bad_characters.
Done check_display_name(std::string_view name);

}  // namespace weige::access
