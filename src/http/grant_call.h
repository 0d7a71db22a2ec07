// What the routes that give posts share: giving with a second person where one is wanted, and the answer.
#pragma once

#include <span>

#include "access/grant_actions.h"
#include "http/call.h"
#include "http/message.h"

namespace weige::http {

// The post as it is afterwards: with its new holder, successor or deputy, or as before while that waits.
// Opens streams anew where posts are others now, and tells those who may decide what waits.
Result<access::Post> granted(Call& call, const access::GrantWish& wish);

// With what waits for a second person, among `waiting`, as managers of posts see it.
boost::json::object post_json_with(const access::Post& post, std::span<const access::WaitingGrant> waiting);
Response post_answer(const Call& call, int status, const access::Post& post);

}  // namespace weige::http
