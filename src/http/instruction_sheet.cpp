// The answers to an instruction as a file for spreadsheets (instruction_json.h).
#include <algorithm>
#include <deque>

#include "formats/csv_writer.h"
#include "http/instruction_json.h"

namespace weige::http {
namespace {

using formats::CellValue;

// Cells of one row; texts that are made here live as long as this.
class AnswerSheetWriter {
 public:
  AnswerSheetWriter(formats::CsvWriter& writer, Language language) : writer_(writer), language_(language) {}

  void text(std::string words) {
    cells_.emplace_back(std::string_view(kept_.emplace_back(std::move(words))));
  }
  void said(std::string_view zh, std::string_view en) {
    cells_.emplace_back(language_ == Language::zh ? zh : en);
  }
  void number(std::int64_t count) { cells_.emplace_back(static_cast<double>(count)); }
  void nothing() { cells_.emplace_back(std::monostate{}); }
  void end_row() {
    writer_.row(cells_);
    cells_.clear();
    kept_.clear();
  }
  Language language() const { return language_; }

 private:
  formats::CsvWriter& writer_;
  Language language_;
  std::vector<CellValue> cells_;
  std::deque<std::string> kept_;
};

std::string said_answer(const work::Answer& answer, Language language) {
  if (answer.text && (*answer.text == "yes" || *answer.text == "no")) {
    const bool yes = *answer.text == "yes";
    if (language == Language::zh) return yes ? "是" : "否";
  }
  return answer.text.value_or("");
}

// Sums of figures by grid stand in the line of the branch; its grids are lines of their own in the web.
void put_answer(AnswerSheetWriter& out, const work::AnswerSheet& sheet, work::BranchId branch,
                const work::Question& question) {
  std::optional<std::int64_t> sum;
  std::string text;
  const auto of_branch = [](const work::AnswerLine& line) { return line.of.branch.value; };
  // Answers stand in the order of their branches.
  for (const auto& one : std::ranges::equal_range(sheet.answers, branch.value, {}, of_branch)) {
    if (one.of.answer.question != question.id) continue;
    if (one.of.answer.number) sum = sum.value_or(0) + *one.of.answer.number;
    text = said_answer(one.of.answer, out.language());
  }
  if (sum)
    out.number(*sum);
  else
    out.text(text);
}

void put_heads(AnswerSheetWriter& out, const work::AnswerSheet& sheet) {
  out.said("区域", "area");
  out.said("岗位", "post");
  out.said("状态", "state");
  out.said("已反馈", "answered");
  out.said("应反馈", "to answer");
  for (const auto& question : sheet.view.questions)
    if (work::is_asked_of_people(question)) out.text(question.text);
  out.said("说明", "remark");
  out.end_row();
}

void put_branch(AnswerSheetWriter& out, const work::AnswerSheet& sheet, const work::BranchLine& line) {
  const auto state = line.branch.state;
  out.text(line.area_name);
  out.text(line.title);
  out.said(work::zh_name(state), work::en_name(state));
  out.number(line.branch.answered);
  out.number(line.branch.leaves);
  for (const auto& question : sheet.view.questions)
    if (work::is_asked_of_people(question)) put_answer(out, sheet, line.branch.id, question);
  out.text(line.branch.remark.value_or(""));
  out.end_row();
}

void put_sums(AnswerSheetWriter& out, const work::AnswerSheet& sheet) {
  out.said("合计", "total");
  out.nothing();
  out.nothing();
  out.number(sheet.view.named.instruction.answered);
  out.number(sheet.view.named.instruction.leaves);
  for (const auto& question : sheet.view.questions) {
    if (!work::is_asked_of_people(question)) continue;
    const auto one = std::ranges::find(sheet.view.roll_up, question.id, &work::RollUp::question);
    if (one != sheet.view.roll_up.end() && one->sum)
      out.number(*one->sum);
    else
      out.nothing();
  }
  out.end_row();
}

}  // namespace

void write_answer_sheet(const work::AnswerSheet& sheet, Language language,
                        const std::function<void(std::string_view)>& sink) {
  formats::CsvWriter writer(sink);
  AnswerSheetWriter out(writer, language);
  put_heads(out, sheet);
  for (const auto& line : sheet.branches) put_branch(out, sheet, line);
  put_sums(out, sheet);
}

}  // namespace weige::http
