// AccountNotice: what the owner of an account is told of it until they say whether it was them. The session
// that did it is not told and cannot answer: whoever uses it knows.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/passkey.h"
#include "base/clock.h"

namespace weige::access {

using NoticeId = Id<struct NoticeTag>;

enum class NoticeKind {
  device_signed_in,  // of a class that had not signed in before
  passkey_added,
  passkey_removed,
  codes_set_up,      // an authenticator that shows codes, in the place of one before
  recovery_renewed,  // recovery codes
  password_changed,
  disowned,  // to security administrators: the owner of another account said that it was not them
};
std::string_view code(NoticeKind kind);
NoticeKind notice_kind_of(std::string_view code);  // of a row

struct AccountNotice {
  NoticeId id;
  NoticeKind kind;
  Instant at;
  std::string device;                            // as among one's own sessions; "" unknown
  std::optional<PasskeyId> passkey = {};         // that was added
  std::optional<std::string> passkey_name = {};  // while there is one
  std::optional<std::string> about = {};         // display name, of disowned
};

}  // namespace weige::access
