// The topics that the stream of a signed-in browser listens to; who publishes names one of them.
#pragma once

#include <string>

#include "access/ids.h"

namespace weige::http {

inline std::string everyone_topic() {
  return "everyone";
}
inline std::string account_topic(access::AccountId account) {
  return "account:" + std::to_string(account.value);
}
inline std::string post_topic(access::PostId post) {
  return "post:" + std::to_string(post.value);
}

}  // namespace weige::http
