#include "http/grant_call.h"

#include <boost/json.hpp>

#include "http/account_streams.h"
#include "http/approval_call.h"
#include "http/json_out.h"
#include "http/post_json.h"

namespace weige::http {
namespace {

boost::json::object waiting_grant_json(const access::WaitingGrant& grant) {
  boost::json::object out;
  put(out, "approval_id", grant.approval);
  put(out, "way", code(grant.way));
  put(out, "account_id", grant.account);
  put(out, "name", grant.name);
  return out;
}

}  // namespace

Result<access::Post> granted(Call& call, const access::GrantWish& wish) {
  WEIGE_TRY(auto outcome, access::grant_post(call.tx(), call.now, call.actor(), wish));
  for (const auto account : outcome.touched) renew_streams(call, account);
  if (outcome.waiting) tell_approval(call, *outcome.waiting);
  return std::move(outcome.post);
}

boost::json::object post_json_with(const access::Post& post, std::span<const access::WaitingGrant> waiting) {
  auto out = post_json(post);
  boost::json::array of_post;
  for (const auto& grant : waiting)
    if (grant.post == post.id) of_post.push_back(waiting_grant_json(grant));
  if (!of_post.empty()) out["waiting"] = std::move(of_post);
  return out;
}

Response post_answer(const Call& call, int status, const access::Post& post) {
  return json_response(status,
                       post_json_with(post, access::list_waiting_grants(call.tx(), call.now, call.actor())));
}

}  // namespace weige::http
