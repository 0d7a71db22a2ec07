#include "http/account_streams.h"

#include "http/event_hub.h"
#include "http/event_topics.h"

namespace weige::http {

void renew_streams(Call& call, std::optional<access::AccountId> account) {
  if (!account) return;
  call.after_commit.emplace_back(
      [&events = call.events, topic = account_topic(*account)] { events.renew_topic(topic); });
}

void tell_owner(Call& call, access::AccountId account) {
  call.after_commit.emplace_back([&events = call.events, topic = account_topic(account)] {
    events.publish({.topic = topic, .name = "account", .data = "{}"});
  });
}

}  // namespace weige::http
