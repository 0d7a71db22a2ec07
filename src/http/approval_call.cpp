#include "http/approval_call.h"

#include <boost/json.hpp>

#include "access/approval_actions.h"
#include "http/event_topics.h"

namespace weige::http {

void tell_approval(Call& call, const access::Approval& approval) {
  const boost::json::object told{{"id", approval.id.value}};
  std::vector<std::string> topics{account_topic(approval.asker.account)};
  for (const auto post : access::posts_to_decide(call.tx(), call.now, approval))
    topics.push_back(post_topic(post));
  call.tellings.push_back(telling_event("approval", boost::json::serialize(told), std::move(topics)));
}

}  // namespace weige::http
