#include "http/approval_json.h"

#include "http/json_out.h"

namespace weige::http {
namespace {

boost::json::object party_json(const access::ApprovalParty& party) {
  boost::json::object out;
  put(out, "account_id", party.account);
  put(out, "name", party.name);
  put(out, "post_title", party.post_title);
  return out;
}

boost::json::object grantee_json(const access::ApprovalGrantee& grantee) {
  boost::json::object out;
  put(out, "post_id", grantee.post);
  put(out, "post_title", grantee.post_title);
  put(out, "role", code(grantee.role));
  put(out, "area_name", grantee.area_name);
  put(out, "account_id", grantee.account);
  put(out, "name", grantee.name);
  return out;
}

boost::json::object details_json(const access::ApprovalContent& content) {
  boost::json::object out;
  for (const auto& [name, value] : content.fields()) put(out, name, value);
  return out;
}

}  // namespace

boost::json::object approval_json(const access::ApprovalSeen& seen) {
  const auto& approval = seen.approval;
  boost::json::object out;
  put(out, "id", approval.id);
  put(out, "kind", code(approval.kind));
  put(out, "state", code(approval.state));
  put(out, "area_id", approval.area);
  put(out, "area_name", approval.area_name);
  put(out, "people", approval.people);
  out["details"] = details_json(approval.content);
  if (approval.grantee) out["grantee"] = grantee_json(*approval.grantee);
  put(out, "digest", approval.digest);
  put(out, "reason", approval.reason);
  out["asker"] = party_json(approval.asker);
  put(out, "asked_at", approval.asked_at);
  put(out, "expires_at", approval.expires_at);
  put(out, "alone_from", approval.alone_from);
  if (approval.decider) out["decider"] = party_json(*approval.decider);
  put(out, "decided_at", approval.decided_at);
  if (!approval.answer.empty()) put(out, "answer", approval.answer);
  put(out, "used_at", approval.used_at);
  if (seen.is_own) put(out, "job_id", approval.job);
  put(out, "is_own", seen.is_own);
  put(out, "may_decide", seen.may_decide);
  put(out, "may_object", seen.may_object);
  return out;
}

boost::json::object own_approval_json(const access::Approval& approval) {
  return approval_json({.approval = approval, .is_own = true});
}

}  // namespace weige::http
