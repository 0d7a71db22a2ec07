#include "access/account_notice.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace weige::access {
namespace {

constexpr std::array kNoticeCodes{
    std::pair{NoticeKind::device_signed_in, std::string_view("device_signed_in")},
    std::pair{NoticeKind::passkey_added, std::string_view("passkey_added")},
    std::pair{NoticeKind::passkey_removed, std::string_view("passkey_removed")},
    std::pair{NoticeKind::codes_set_up, std::string_view("codes_set_up")},
    std::pair{NoticeKind::recovery_renewed, std::string_view("recovery_renewed")},
    std::pair{NoticeKind::password_changed, std::string_view("password_changed")},
    std::pair{NoticeKind::disowned, std::string_view("disowned")}};

}  // namespace

std::string_view code(NoticeKind kind) {
  const auto* const found =
      std::ranges::find_if(kNoticeCodes, [&](const auto& each) { return each.first == kind; });
  if (found == kNoticeCodes.end()) throw std::logic_error("a kind of notice without a code");
  return found->second;
}

NoticeKind notice_kind_of(std::string_view code) {
  const auto* const found =
      std::ranges::find_if(kNoticeCodes, [&](const auto& each) { return each.second == code; });
  if (found == kNoticeCodes.end()) throw std::logic_error("no such kind of notice");
  return found->first;
}

}  // namespace weige::access
