#include "http/instruction_routes.h"

#include <boost/json.hpp>
#include <cerrno>
#include <cstring>

#include "http/attachment.h"
#include "http/instruction_call.h"
#include "http/instruction_json.h"
#include "http/json_out.h"
#include "http/list_query.h"
#include "http/target.h"
#include "work/instruction_branch_actions.h"

namespace weige::http {
namespace {

using access::Right;
using work::InstructionId;

constexpr access::AuditAction kFileTaken{"instruction.file_taken"}, kSheetTaken{"instruction.sheet_taken"};
constexpr as_text kTitleText{work::kLongestInstructionTitle}, kParagraphText{work::kLongestParagraph},
    kQuestionText{work::kLongestQuestion}, kChoiceText{work::kLongestChoice},
    kWithdrawalText{work::kLongestReason};

work::Question take_question(JsonFields& fields) {
  work::Question out{.kind = fields.required("kind", as_choice(work::question_kind_of)),
                     .text = fields.required("text", kQuestionText)};
  out.choices = fields.optional("choices", as_list(work::kMostChoices, kChoiceText))
                    .value_or(std::vector<std::string>{});
  out.figure = fields.optional("figure", as_choice(work::register_figure_of));
  out.required = fields.optional("required", as_flag).value_or(true);
  return out;
}

work::NewInstruction take_instruction(JsonFields& fields) {
  work::NewInstruction out{.title = fields.required("title", kTitleText)};
  out.paragraphs = fields.optional("paragraphs", as_list(work::kMostParagraphs, kParagraphText))
                       .value_or(std::vector<std::string>{});
  out.due = fields.required("due_at", as_instant);
  out.recipients = fields.required("recipients", as_object(take_recipients));
  out.questions = fields.optional("questions", as_list(work::kMostQuestions, as_object(take_question)))
                      .value_or(std::vector<work::Question>{});
  out.files = fields.optional("files", as_list(work::kMostFiles, as_id<work::InstructionFileId>))
                  .value_or(std::vector<work::InstructionFileId>{});
  out.ask_again = fields.optional("ask_again", as_flag).value_or(false);
  return out;
}

template <class Find>
auto choice_of_query(const Request& request, std::string_view name, Find find)
    -> Result<decltype(find(std::string_view{}))> {
  const auto text = request.query.find(name);
  if (!text) return decltype(find(std::string_view{})){};
  auto found = find(*text);
  if (!found) return problem(ProblemCode::bad_choice, std::string(name));
  return found;
}

Result<Response> list_instructions(Call& call) {
  WEIGE_TRY(const auto page, list_query(call.request));
  work::InstructionsAsked asked{.cursor = page.cursor, .limit = page.limit};
  WEIGE_TRY(const auto box, choice_of_query(call.request, "box", work::instruction_box_of));
  WEIGE_TRY(const auto age, choice_of_query(call.request, "state", work::instruction_age_of));
  asked.box = box.value_or(work::InstructionBox::to_me);
  asked.age = age.value_or(work::InstructionAge::open);
  WEIGE_TRY(const auto found, work::list_instructions(instructing(call), asked));
  auto out = json_items(found.items, instruction_line_json);
  put(out, "next_cursor", found.next_cursor);
  return json_response(200, out);
}

Result<Response> count_instructions(Call& call) {
  WEIGE_TRY(const auto counts, work::count_own_instructions(instructing(call)));
  return json_response(200, instruction_counts_json(counts));
}

Result<Response> list_recipients(Call& call) {
  WEIGE_TRY(const auto found, work::list_recipients(instructing(call)));
  return json_response(200, json_items(found, recipient_json));
}

Result<Response> check_draft(Call& call) {
  WEIGE_TRY(const auto wanted, read_json(call.request, take_instruction));
  WEIGE_TRY(const auto draft, work::check_draft(instructing(call), wanted));
  return json_response(200, draft_check_json(draft));
}

Result<Response> issue_instruction(Call& call) {
  WEIGE_TRY(const auto wanted, read_json(call.request, take_instruction));
  WEIGE_TRY(const auto acted, work::issue_instruction(instructing(call), wanted));
  auto response = acted_response(call, 201, acted);
  response.headers.add("Location",
                       "/api/instructions/" + std::to_string(acted.view.named.instruction.id.value));
  return response;
}

Result<Response> one_instruction(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<InstructionId>("id"));
  WEIGE_TRY(const auto view, work::read_instruction(instructing(call), id));
  return json_response(200, instruction_json(view, call.now));
}

Result<Response> instruction_tree(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<InstructionId>("id"));
  WEIGE_TRY(const auto lines, work::read_tree(instructing(call), id));
  return json_response(200, json_items(lines, [&](const auto& line) { return branch_json(line, call.now); }));
}

Result<Response> instruction_answers(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<InstructionId>("id"));
  WEIGE_TRY(const auto sheet, work::read_answers(instructing(call), id));
  return json_response(200, json_items(sheet.answers, answer_line_json));
}

Result<std::shared_ptr<TemporaryFile>> scratch_file(
    const std::filesystem::path& scratch,
    const std::function<void(const std::function<void(std::string_view)>&)>& fill) {
  const std::shared_ptr<TemporaryFile> copy = TemporaryFile::make(scratch, "download");
  bool written = copy != nullptr;
  if (copy) fill([&](std::string_view part) { written = written && copy->write(part); });
  if (!written || !copy->close())
    return problem(ProblemCode::file_write).with("reason", std::strerror(errno));
  return copy;
}

Result<Response> answer_sheet(Call& call, const std::filesystem::path& scratch) {
  WEIGE_TRY(const auto id, call.request.id<InstructionId>("id"));
  WEIGE_TRY(const auto sheet, work::read_answers(instructing(call), id));
  WEIGE_TRY(auto copy, scratch_file(scratch, [&](const auto& sink) {
              write_answer_sheet(sheet, call.language(), sink);
            }));
  call.readings.add(call.now, call.actor(), kSheetTaken, work::kInstructionSubject, {id.value});
  return attachment(std::move(copy), sheet.view.named.instruction.title + ".csv");
}

Result<Response> instruction_file(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<InstructionId>("id"));
  WEIGE_TRY(const auto file, call.request.id<work::InstructionFileId>("file"));
  WEIGE_TRY(auto found, work::read_instruction_file(instructing(call), id, file));
  call.readings.add(call.now, call.actor(), kFileTaken, work::kInstructionFileSubject, {file.value});
  return attached_bytes(std::move(found.bytes), found.file.name);
}

Result<Response> add_file(Call& call) {
  const auto encoded = call.request.headers.find("X-File-Name");
  const auto name = encoded ? percent_decoded(*encoded, Plus::literal) : std::nullopt;
  if (!name) return problem(ProblemCode::missing_field, "X-File-Name");
  if (call.request.body.empty()) return problem(ProblemCode::file_empty);
  WEIGE_TRY(const auto file, work::add_instruction_file(instructing(call), *name, call.request.body));
  return json_response(201, instruction_file_json(file));
}

Result<Response> accept_reports(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<InstructionId>("id"));
  WEIGE_TRY(const auto acted, work::accept_reports(instructing(call), {id, call.version()}));
  return acted_response(call, 200, acted);
}

Result<Response> urge_branches(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<InstructionId>("id"));
  WEIGE_TRY(const auto only, read_json(call.request, [](JsonFields& fields) {
              return fields.optional("branch_ids", as_list(work::kMostRecipients, as_id<work::BranchId>))
                  .value_or(std::vector<work::BranchId>{});
            }));
  WEIGE_TRY(const auto acted, work::urge_branches(instructing(call), id, only));
  return acted_response(call, 200, acted);
}

Result<Response> withdraw_instruction(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<InstructionId>("id"));
  WEIGE_TRY(const auto reason, read_json(call.request, [](JsonFields& fields) {
              return fields.required("reason", kWithdrawalText);
            }));
  WEIGE_TRY(const auto acted, work::withdraw_instruction(instructing(call), id, reason));
  return acted_response(call, 200, acted);
}

}  // namespace

std::vector<Route> instruction_routes(const std::filesystem::path& scratch) {
  const RouteOptions submission{.idempotency = Idempotency::required};
  const RouteOptions decided{.if_match = IfMatch::required, .idempotency = Idempotency::required};
  const RouteOptions file{.idempotency = Idempotency::required, .body_limit = work::kLargestAttachment};
  const auto issues = Right::issue_instructions, answers = Right::answer_instructions;
  return {
      {Method::get, "/api/instructions", answers, list_instructions},
      {Method::post, "/api/instructions", issues, issue_instruction, submission},
      {Method::post, "/api/instructions/check", issues, check_draft, {.work = Work::read}},
      {Method::get, "/api/instructions/counts", answers, count_instructions},
      {Method::get, "/api/instructions/recipients", issues, list_recipients},
      {Method::get, "/api/instructions/{id}", answers, one_instruction},
      {Method::get, "/api/instructions/{id}/tree", answers, instruction_tree},
      {Method::get, "/api/instructions/{id}/answers", answers, instruction_answers},
      {Method::get, "/api/instructions/{id}/sheet", answers,
       [scratch](Call& call) { return answer_sheet(call, scratch); }},
      {Method::get, "/api/instructions/{id}/files/{file}", answers, instruction_file},
      {Method::post, "/api/instructions/{id}/acceptance", answers, accept_reports, decided},
      {Method::post, "/api/instructions/{id}/reminders", answers, urge_branches, submission},
      {Method::post, "/api/instructions/{id}/withdrawal", issues, withdraw_instruction, submission},
      {Method::post, "/api/instruction-files", issues, add_file, file},
  };
}

}  // namespace weige::http
