#include "http/approval_routes.h"

#include <boost/json.hpp>

#include "access/approval_decision_actions.h"
#include "http/account_streams.h"
#include "http/approval_call.h"
#include "http/approval_json.h"
#include "http/json_fields.h"
#include "http/json_out.h"

namespace weige::http {
namespace {

using access::ApprovalId;

constexpr as_text kDigestText{64};
constexpr as_text kApprovalAnswer{access::kLongestApprovalReason};
constexpr std::int64_t kLongestApprovalPage = 500;

Result<access::ApprovalPage> approval_page(const Request& request) {
  access::ApprovalPage page;
  WEIGE_TRY(const auto before, request.query_number("cursor", 1, kGreatestId));
  if (before) page.before = ApprovalId{*before};
  WEIGE_TRY(const auto limit, request.query_number("limit", 1, kLongestApprovalPage));
  if (limit) page.limit = static_cast<std::size_t>(*limit);
  return page;
}

Result<Response> list_approvals(Call& call) {
  const auto view = access::approval_view_of(call.request.query.find("view").value_or("waiting"));
  if (!view) return problem(ProblemCode::bad_choice, "view");
  WEIGE_TRY(const auto page, approval_page(call.request));
  const auto list = access::list_approvals(call.tx(), call.now, call.actor(), *view, page);
  auto out = json_items(list.items, approval_json);
  if (list.next) put(out, "next_cursor", std::to_string(list.next->value));
  return json_response(200, out);
}

Result<Response> show_approval(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<ApprovalId>("id"));
  WEIGE_TRY(const auto seen, access::read_approval(call.tx(), call.now, call.actor(), id));
  return json_response(200, approval_json(seen));
}

// How it stands now, to whoever moved it.
Result<Response> moved_answer(Call& call, const access::Approval& approval) {
  tell_approval(call, approval);
  WEIGE_TRY(const auto seen, access::read_approval(call.tx(), call.now, call.actor(), approval.id));
  return json_response(200, approval_json(seen));
}

Result<Response> approve_it(Call& call, const access::ApprovalEvents& events,
                            const std::function<void()>& wake_jobs) {
  WEIGE_TRY(const auto id, call.request.id<ApprovalId>("id"));
  WEIGE_TRY(const auto digest, read_json(call.request, [](JsonFields& fields) {
              return fields.required("digest", kDigestText);
            }));
  WEIGE_TRY(const auto approved, access::approve(call.tx(), call.now, call.actor(),
                                                 {.id = id, .digest = digest, .events = events}));
  for (const auto account : approved.touched) renew_streams(call, account);
  if (approved.approval.job) call.after_commit.push_back(wake_jobs);
  return moved_answer(call, approved.approval);
}

Result<Response> refuse_it(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<ApprovalId>("id"));
  WEIGE_TRY(const auto answer, read_json(call.request, [](JsonFields& fields) {
              return fields.required("reason", kApprovalAnswer);
            }));
  WEIGE_TRY(const auto refused,
            access::refuse(call.tx(), call.now, call.actor(), {.id = id, .answer = answer}));
  return moved_answer(call, refused);
}

Result<Response> withdraw_it(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<ApprovalId>("id"));
  WEIGE_TRY(const auto withdrawn, access::withdraw_approval(call.tx(), call.now, call.actor(), id));
  return moved_answer(call, withdrawn);
}

}  // namespace

std::vector<Route> approval_routes(const access::ApprovalEvents& events,
                                   const std::function<void()>& wake_jobs) {
  return {
      // Pages ask by themselves when they are told: that keeps no session from ending.
      {Method::get, "/api/approvals", SignedIn{}, list_approvals, {.presence = Presence::ignored}},
      {Method::get, "/api/approvals/{id}", SignedIn{}, show_approval, {.presence = Presence::ignored}},
      {Method::post, "/api/approvals/{id}/approval", SignedIn{},
       [&events, wake_jobs](Call& call) { return approve_it(call, events, wake_jobs); }},
      {Method::post, "/api/approvals/{id}/refusal", SignedIn{}, refuse_it},
      {Method::post, "/api/approvals/{id}/withdrawal", SignedIn{}, withdraw_it},
  };
}

}  // namespace weige::http
