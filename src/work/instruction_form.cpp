#include "work/instruction_form.h"

#include <algorithm>
#include <array>

#include "access/text_check.h"
#include "standards/text_fold.h"

namespace weige::work {
namespace {

constexpr std::array<std::string_view, 6> kQuestionKinds{"text",   "number",      "choice",
                                                         "yes_no", "grid_figure", "register_figure"};

struct FigureWord {
  std::string_view code, zh, en;
};
constexpr std::array kFigureWords{
    FigureWord{"residents", "实有人口", "residents"},
    FigureWord{"stale_residents", "180 天以上未核实的实有人口", "residents not confirmed for 180 days"},
    FigureWord{"premises", "实有房屋", "premises"},
    FigureWord{"organisations", "实有单位", "organisations"},
    FigureWord{"workers", "从业人员", "people at work"},
    FigureWord{"addresses", "标准地址", "addresses"},
    FigureWord{"uncovered", "尚未覆盖的地址", "addresses not covered"}};

std::string question_place(std::size_t index, std::string_view field) {
  return "questions." + std::to_string(index) + "." + std::string(field);
}

Done check_choices(const Question& question, std::size_t index) {
  const auto place = question_place(index, "choices");
  if (question.kind != QuestionKind::choice)
    return question.choices.empty() ? done() : Done(problem(ProblemCode::bad_choice, place));
  if (question.choices.size() < 2) return problem(ProblemCode::missing_field, place);
  std::set<std::string> seen;
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    WEIGE_CHECK(
        access::check_impersonal(question.choices[i], kLongestChoice, place + "." + std::to_string(i)));
    if (!seen.insert(question.choices[i]).second)
      return problem(ProblemCode::bad_choice, place + "." + std::to_string(i));
  }
  return done();
}

Done check_number(const Answer& answer, const std::string& place) {
  if (answer.text) return problem(ProblemCode::bad_choice, place);
  if (!answer.number) return problem(ProblemCode::missing_field, place);
  if (*answer.number < 0 || *answer.number > kLargestNumber)
    return problem(ProblemCode::bad_number, place)
        .with("min", "0")
        .with("max", std::to_string(kLargestNumber));
  return done();
}

Done check_one_of(const Answer& answer, std::span<const std::string> words, const std::string& place) {
  if (answer.number || !answer.text) return problem(ProblemCode::bad_choice, place);
  if (std::ranges::find(words, *answer.text) == words.end()) return problem(ProblemCode::bad_choice, place);
  return done();
}

Done check_answer(const Question& question, const Answer& answer, const std::string& place) {
  static const std::array<std::string, 2> kYesNo{"yes", "no"};
  switch (question.kind) {
    case QuestionKind::number:
    case QuestionKind::grid_figure:
      return check_number(answer, place + ".number");
    case QuestionKind::choice:
      return check_one_of(answer, question.choices, place + ".text");
    case QuestionKind::yes_no:
      return check_one_of(answer, kYesNo, place + ".text");
    case QuestionKind::text:
      if (answer.number) return problem(ProblemCode::bad_choice, place + ".number");
      return access::check_impersonal(answer.text.value_or(""), kLongestAnswer, place + ".text");
    case QuestionKind::register_figure:
      break;  // nobody is asked
  }
  return problem(ProblemCode::bad_choice, place + ".question_id");
}

using AnswerKey = std::pair<std::int64_t, std::int64_t>;  // question, area

Done check_complete(std::span<const Question> questions, const std::set<std::int64_t>& grids,
                    const std::set<AnswerKey>& answered) {
  for (const auto& question : questions) {
    if (!question.required || !is_asked_of_people(question)) continue;
    const bool by_grid = question.kind == QuestionKind::grid_figure;
    const auto places = by_grid ? grids : std::set<std::int64_t>{0};
    for (const auto area : places)
      if (!answered.contains({question.id.value, area}))
        return problem(ProblemCode::missing_field, "answers.question_" + std::to_string(question.id.value));
  }
  return done();
}

}  // namespace

std::string_view code(QuestionKind kind) {
  return kQuestionKinds.at(static_cast<std::size_t>(kind));
}
std::optional<QuestionKind> question_kind_of(std::string_view text) {
  const auto found = std::ranges::find(kQuestionKinds, text);
  if (found == kQuestionKinds.end()) return std::nullopt;
  return static_cast<QuestionKind>(found - kQuestionKinds.begin());
}

std::string_view code(RegisterFigure figure) {
  return kFigureWords.at(static_cast<std::size_t>(figure)).code;
}
std::string_view zh_name(RegisterFigure figure) {
  return kFigureWords.at(static_cast<std::size_t>(figure)).zh;
}
std::string_view en_name(RegisterFigure figure) {
  return kFigureWords.at(static_cast<std::size_t>(figure)).en;
}
std::optional<RegisterFigure> register_figure_of(std::string_view text) {
  const auto found = std::ranges::find(kFigureWords, text, &FigureWord::code);
  if (found == kFigureWords.end()) return std::nullopt;
  return static_cast<RegisterFigure>(found - kFigureWords.begin());
}

Done check_form(std::span<const Question> questions) {
  std::set<std::string> keys;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const auto& question = questions[i];
    WEIGE_CHECK(access::check_impersonal(question.text, kLongestQuestion, question_place(i, "text")));
    WEIGE_CHECK(check_choices(question, i));
    const bool of_register = question.kind == QuestionKind::register_figure;
    if (of_register && !question.figure)
      return problem(ProblemCode::missing_field, question_place(i, "figure"));
    if (!of_register && question.figure) return problem(ProblemCode::bad_choice, question_place(i, "figure"));
    if (!keys.insert(asked_key(question)).second)
      return problem(ProblemCode::bad_choice, question_place(i, "text"));
  }
  return done();
}

std::string asked_key(const Question& question) {
  std::string out(code(question.kind));
  out += ':';
  if (question.figure) return out + std::string(code(*question.figure));
  for (const char32_t sign : standards::to_code_points(standards::fold_text(question.text))) {
    const bool is_latin = (sign >= U'a' && sign <= U'z') || (sign >= U'0' && sign <= U'9');
    if (sign >= U'A' && sign <= U'Z')
      standards::append_utf8(out, sign + (U'a' - U'A'));
    else if (is_latin || standards::is_han(sign))
      standards::append_utf8(out, sign);
  }
  return out;
}

bool is_asked_of_people(const Question& question) {
  return question.kind != QuestionKind::register_figure;
}

Done check_answers(std::span<const Question> questions, const std::set<std::int64_t>& grids,
                   std::span<const Answer> answers) {
  std::set<AnswerKey> answered;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const auto& answer = answers[i];
    const auto place = "answers." + std::to_string(i);
    const auto question = std::ranges::find(questions, answer.question, &Question::id);
    if (question == questions.end()) return problem(ProblemCode::bad_choice, place + ".question_id");
    WEIGE_CHECK(check_answer(*question, answer, place));
    const bool by_grid = question->kind == QuestionKind::grid_figure;
    if (by_grid ? !grids.contains(answer.area) : answer.area != 0)
      return problem(ProblemCode::bad_choice, place + ".area_id");
    if (!answered.insert({answer.question.value, answer.area}).second)
      return problem(ProblemCode::bad_choice, place + ".question_id");
  }
  return check_complete(questions, grids, answered);
}

std::vector<RollUp> roll_up(std::span<const Question> questions, std::span<const Answer> answers) {
  std::vector<RollUp> out;
  for (const auto& question : questions) {
    RollUp one{.question = question.id};
    if (question.kind == QuestionKind::yes_no) one.tally = {{"yes", 0}, {"no", 0}};
    for (const auto& choice : question.choices) one.tally[choice] = 0;
    out.push_back(std::move(one));
  }
  std::set<AnswerKey> grids;
  for (const auto& answer : answers) {
    const auto one = std::ranges::find(out, answer.question, &RollUp::question);
    if (one == out.end()) continue;
    if (answer.area != 0 && !grids.insert({answer.question.value, answer.area}).second) continue;
    ++one->answers;
    if (answer.number) one->sum = one->sum.value_or(0) + *answer.number;
    if (answer.text)
      if (const auto choice = one->tally.find(*answer.text); choice != one->tally.end()) ++choice->second;
  }
  return out;
}

}  // namespace weige::work
