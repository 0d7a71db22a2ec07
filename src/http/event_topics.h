// The topics that the stream of a signed-in browser listens to; who publishes names one of them.
#pragma once

#include <string>

#include "access/ids.h"
#include "base/problem.h"

namespace weige::http {

inline std::string account_topic(access::AccountId account) {
  return "account:" + std::to_string(account.value);
}
// Progress of the account's jobs, in the language of the page.
inline std::string jobs_topic(access::AccountId account, Language language) {
  return account_topic(account) + (language == Language::zh ? ":jobs:zh" : ":jobs:en");
}
inline std::string post_topic(access::PostId post) {
  return "post:" + std::to_string(post.value);
}

}  // namespace weige::http
