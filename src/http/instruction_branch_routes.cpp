#include <boost/json.hpp>

#include "http/instruction_call.h"
#include "http/instruction_routes.h"
#include "work/instruction_branch_actions.h"

namespace weige::http {
namespace {

using access::Right;
using work::BranchId;

constexpr as_text kReasonText{work::kLongestReason}, kAnswerText{work::kLongestAnswer};
constexpr std::size_t kMostAnswers = 2000;

Result<work::BranchStep> branch_step(const Call& call) {
  WEIGE_TRY(const auto id, call.request.id<BranchId>("id"));
  return work::BranchStep{id, call.version()};
}

Result<Response> acted_or(Call& call, const Result<work::InstructionActed>& acted) {
  WEIGE_CHECK(acted);
  return acted_response(call, 200, *acted);
}

Result<Response> step_branch(Call& call) {
  WEIGE_TRY(auto step, read_json(call.request, [](JsonFields& fields) {
              return work::StateStep{.next = fields.required("state", as_choice(work::branch_state_of)),
                                     .reason = fields.optional("reason", kReasonText)};
            }));
  WEIGE_TRY(step.branch, branch_step(call));
  return acted_or(call, work::step_branch(instructing(call), step));
}

work::Answer take_answer(JsonFields& fields) {
  work::Answer out{.question = fields.required("question_id", as_id<work::QuestionId>)};
  out.area = fields.optional("area_id", as_integer{1, kGreatestId}).value_or(0);
  out.number = fields.optional("number", as_integer{0, work::kLargestNumber});
  out.text = fields.optional("text", kAnswerText);
  return out;
}

Result<Response> report_branch(Call& call) {
  WEIGE_TRY(auto report, read_json(call.request, [](JsonFields& fields) {
              return work::BranchReport{
                  .answers = fields.required("answers", as_list(kMostAnswers, as_object(take_answer))),
                  .remark = fields.optional("remark", kAnswerText)};
            }));
  WEIGE_TRY(report.branch, branch_step(call));
  return acted_or(call, work::report_branch(instructing(call), report));
}

struct PassedOn {
  work::RecipientsWanted recipients;
  std::optional<Instant> due;
};

Result<Response> pass_branch_on(Call& call) {
  WEIGE_TRY(const auto wanted, read_json(call.request, [](JsonFields& fields) {
              return PassedOn{.recipients = fields.required("recipients", as_object(take_recipients)),
                              .due = fields.optional("due_at", as_instant)};
            }));
  WEIGE_TRY(const auto step, branch_step(call));
  return acted_or(call, work::pass_on(instructing(call), step, wanted.recipients, wanted.due));
}

Result<Response> ask_extension(Call& call) {
  WEIGE_TRY(auto wish, read_json(call.request, [](JsonFields& fields) {
              return work::ExtensionWish{.until = fields.required("until", as_instant),
                                         .reason = fields.required("reason", kReasonText)};
            }));
  WEIGE_TRY(wish.branch, branch_step(call));
  return acted_or(call, work::ask_extension(instructing(call), wish));
}

Result<Response> decide_extension(Call& call) {
  WEIGE_TRY(auto decision, read_json(call.request, [](JsonFields& fields) {
              return work::ExtensionDecision{.granted = fields.required("granted", as_flag),
                                             .answer = fields.optional("answer", kReasonText)};
            }));
  WEIGE_TRY(decision.branch, branch_step(call));
  return acted_or(call, work::decide_extension(instructing(call), decision));
}

}  // namespace

std::vector<Route> instruction_branch_routes() {
  const RouteOptions edit{.if_match = IfMatch::required};
  const RouteOptions submission{.if_match = IfMatch::required, .idempotency = Idempotency::required};
  const auto answers = Right::answer_instructions;
  return {
      {Method::put, "/api/instruction-branches/{id}/state", answers, step_branch, edit},
      {Method::post, "/api/instruction-branches/{id}/report", answers, report_branch, submission},
      {Method::post, "/api/instruction-branches/{id}/branches", Right::issue_instructions, pass_branch_on,
       submission},
      {Method::put, "/api/instruction-branches/{id}/extension", answers, ask_extension, edit},
      {Method::put, "/api/instruction-branches/{id}/extension/decision", answers, decide_extension, edit},
  };
}

}  // namespace weige::http
