#include "http/instruction_json.h"

#include <boost/json.hpp>

#include "http/json_out.h"

namespace weige::http {
namespace {

using boost::json::object;

boost::json::array paragraphs_json(std::string_view text) {
  boost::json::array out;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    out.push_back(json_of(text.substr(0, end)));
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return out;
}

void put_named(object& out, const work::NamedInstruction& named) {
  const auto& one = named.instruction;
  put(out, "id", one.id);
  put(out, "title", one.title);
  put(out, "by", named.by);
  put(out, "area_name", named.area_name);
  put(out, "issued_at", one.issued);
  put(out, "due_at", one.due);
  put(out, "state", work::code(one.state));
  put(out, "leaves", one.leaves);
  put(out, "answered", one.answered);
  put(out, "ended_at", one.ended);
}

object question_json(const work::Question& question) {
  object out;
  put(out, "id", question.id);
  put(out, "kind", work::code(question.kind));
  put(out, "text", question.text);
  put(out, "required", question.required);
  if (!question.choices.empty())
    out["choices"] = json_array(question.choices, [](const auto& choice) { return json_of(choice); });
  if (question.figure) put(out, "figure", work::code(*question.figure));
  return out;
}

object answer_json(const work::Answer& answer) {
  object out;
  put(out, "question_id", answer.question);
  if (answer.area != 0) put(out, "area_id", answer.area);
  put(out, "number", answer.number);
  put(out, "text", answer.text);
  return out;
}

object amount_json(const work::FigureAmount& one) {
  object out;
  put(out, "area_id", one.area);
  put(out, "area_name", one.area_name);
  put(out, "amount", one.amount);
  return out;
}

object figure_json(const work::FigureAmount& one) {
  auto out = amount_json(one);
  put(out, "question_id", one.question);
  return out;
}

object roll_up_json(const work::RollUp& roll_up) {
  object out;
  put(out, "question_id", roll_up.question);
  put(out, "answers", roll_up.answers);
  put(out, "sum", roll_up.sum);
  if (!roll_up.tally.empty()) {
    object tally;
    for (const auto& [choice, count] : roll_up.tally) tally[choice] = count;
    out["tally"] = std::move(tally);
  }
  return out;
}

object extension_json(const work::Extension& extension) {
  object out;
  put(out, "state", work::code(extension.state));
  put(out, "until", extension.until);
  put(out, "reason", extension.reason);
  put(out, "answer", extension.answer);
  return out;
}

object own_branch_json(const work::Branch& branch, Instant now) {
  object out;
  put(out, "id", branch.id);
  put(out, "version", branch.version);
  put(out, "state", work::code(branch.state));
  put(out, "issued_at", branch.issued);
  put(out, "due_at", branch.due);
  put(out, "overdue", work::is_overdue(branch, now));
  put(out, "received_at", branch.received);
  put(out, "reported_at", branch.reported);
  put(out, "remark", branch.remark);
  put(out, "reason", branch.reason);
  put(out, "leaves", branch.leaves);
  put(out, "answered", branch.answered);
  if (branch.extension.state != work::ExtensionState::none)
    out["extension"] = extension_json(branch.extension);
  return out;
}

object below_json(const work::BelowFacts& below) {
  object out;
  put(out, "version", below.version);
  put(out, "branches", below.live);
  put(out, "reported", below.reported);
  put(out, "accepted", below.accepted);
  put(out, "overdue", below.overdue);
  put(out, "extensions", below.extensions);
  return out;
}

object earlier_json(const work::EarlierAnswer& one) {
  object out;
  put(out, "instruction_id", one.instruction);
  put(out, "title", one.title);
  put(out, "area_id", one.area);
  put(out, "area_name", one.area_name);
  put(out, "number", one.number);
  put(out, "text", one.text);
  put(out, "reported_at", one.reported);
  return out;
}

}  // namespace

object instruction_line_json(const work::InstructionLine& line) {
  object out;
  put_named(out, line.named);
  put(out, "overdue", line.overdue);
  put(out, "to_decide", line.to_decide);
  if (line.own) put(out, "own_state", work::code(*line.own));
  put(out, "own_due_at", line.own_due);
  return out;
}

object instruction_file_json(const work::InstructionFile& file) {
  object out;
  put(out, "id", file.id);
  put(out, "name", file.name);
  put(out, "kind", work::code(file.kind));
  put(out, "size", file.size);
  return out;
}

object instruction_json(const work::InstructionView& view, Instant now) {
  object out;
  put_named(out, view.named);
  out["paragraphs"] = paragraphs_json(view.named.instruction.text);
  put(out, "reason", view.named.instruction.reason);
  put(out, "issued_by_me", view.is_own_issue);
  out["questions"] = json_array(view.questions, question_json);
  out["files"] = json_array(view.files, instruction_file_json);
  out["figures"] = json_array(view.figures, figure_json);
  if (view.own) out["own"] = own_branch_json(*view.own, now);
  out["grids"] = json_array(view.grids, [](const work::GridOfPost& grid) {
    return object{{"area_id", grid.area}, {"area_name", grid.name}};
  });
  out["answers"] = json_array(view.answers, answer_json);
  out["below"] = below_json(view.below);
  out["roll_up"] = json_array(view.roll_up, roll_up_json);
  return out;
}

object branch_json(const work::BranchLine& line, Instant now) {
  auto out = own_branch_json(line.branch, now);
  put(out, "parent_id", line.branch.parent);
  put(out, "post_id", line.branch.post);
  put(out, "above_post_id", line.branch.above);
  put(out, "title", line.title);
  put(out, "role", access::code(line.role));
  put(out, "area_id", line.branch.area);
  put(out, "area_name", line.area_name);
  put(out, "vacant", line.vacant);
  put(out, "told", line.told);
  put(out, "told_at", line.told_at);
  return out;
}

object answer_line_json(const work::AnswerLine& line) {
  auto out = answer_json(line.of.answer);
  put(out, "branch_id", line.of.branch);
  put(out, "title", line.title);
  put(out, "area_name", line.area_name);
  return out;
}

object recipient_json(const work::Recipient& recipient) {
  object out;
  put(out, "post_id", recipient.post);
  put(out, "role", access::code(recipient.role));
  put(out, "title", recipient.title);
  put(out, "area_id", recipient.area);
  put(out, "area_name", recipient.area_name);
  put(out, "vacant", recipient.vacant);
  return out;
}

object draft_check_json(const work::DraftCheck& draft) {
  object out;
  put(out, "sent_down", draft.sent_down);
  out["recipients"] = json_array(draft.recipients, recipient_json);
  out["earlier"] = json_array(draft.earlier, [](const work::EarlierAnswers& one) {
    object each{{"question", static_cast<std::int64_t>(one.question)}};
    each["answers"] = json_array(one.answers, earlier_json);
    return each;
  });
  out["figures"] = json_array(draft.figures, [](const work::DraftFigures& one) {
    object each{{"question", static_cast<std::int64_t>(one.question)}};
    each["amounts"] = json_array(one.amounts, amount_json);
    return each;
  });
  return out;
}

object instruction_counts_json(const work::InstructionCounts& counts) {
  object out;
  put(out, "to_answer", counts.to_answer);
  put(out, "overdue", counts.overdue);
  put(out, "to_decide", counts.to_decide);
  put(out, "hanging", counts.hanging);
  return out;
}

}  // namespace weige::http
