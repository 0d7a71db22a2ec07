#include "http/account_streams.h"

#include "http/event_topics.h"

namespace weige::http {

void renew_streams(Call& call, std::optional<access::AccountId> account) {
  if (!account) return;
  call.tellings.push_back(renewal_of_topic(account_topic(*account)));
}

void tell_owner(Call& call, access::AccountId account) {
  call.tellings.push_back(telling_event("account", "{}", {account_topic(account)}));
}

}  // namespace weige::http
