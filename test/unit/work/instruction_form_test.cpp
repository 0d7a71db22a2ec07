// The form of an instruction: what may be asked and answered, and how answers add up (B1).
#include "work/instruction_form.h"

#include <gtest/gtest.h>

#include "work/instruction_file.h"

namespace weige::work {
namespace instruction_form_test {

const QuestionId kText{1}, kNumber{2}, kChoice{3}, kYesNo{4}, kGrid{5}, kRegister{6};

std::vector<Question> form() {
  return {
      {.id = kText, .kind = QuestionKind::text, .text = "存在的问题", .required = false},
      {.id = kNumber, .kind = QuestionKind::number, .text = "群租房几处"},
      {.id = kChoice, .kind = QuestionKind::choice, .text = "进度", .choices = {"未开始", "过半", "完成"}},
      {.id = kYesNo, .kind = QuestionKind::yes_no, .text = "是否已开会"},
      {.id = kGrid, .kind = QuestionKind::grid_figure, .text = "空置房屋数"},
      {.id = kRegister,
       .kind = QuestionKind::register_figure,
       .text = "实有人口",
       .figure = RegisterFigure::residents}};
}

std::vector<Answer> answers() {
  return {{.question = kNumber, .number = 3},
          {.question = kChoice, .text = "过半"},
          {.question = kYesNo, .text = "yes"},
          {.question = kGrid, .area = 11, .number = 4},
          {.question = kGrid, .area = 12, .number = 0}};
}

const std::set<std::int64_t> kGrids{11, 12};

std::string place_of(const Done& done) {
  return done ? "" : done.problem().place;
}

TEST(InstructionForm, TakesWhatIsWhole) {
  EXPECT_EQ(place_of(check_form(form())), "");
  EXPECT_EQ(place_of(check_answers(form(), kGrids, answers())), "");
}

TEST(InstructionForm, RefusesNumbersOfPeople) {
  auto asked = form();
  asked[0].text = "请联系 13800138000";
  const auto refused = check_form(asked);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.problem().code, ProblemCode::names_a_number);
  EXPECT_EQ(refused.problem().place, "questions.0.text");
}

TEST(InstructionForm, AQuestionHasWhatItsKindNeeds) {
  auto questions = form();
  questions[2].choices = {"只有一个"};
  EXPECT_EQ(place_of(check_form(questions)), "questions.2.choices");
  questions = form();
  questions[1].choices = {"一", "二"};
  EXPECT_EQ(place_of(check_form(questions)), "questions.1.choices");
  questions = form();
  questions[5].figure.reset();
  EXPECT_EQ(place_of(check_form(questions)), "questions.5.figure");
  questions = form();
  questions.push_back(questions[1]);
  EXPECT_EQ(place_of(check_form(questions)), "questions.6.text") << "the same twice";
}

TEST(InstructionForm, AnswersFitTheirQuestions) {
  auto given = answers();
  given[1].text = "别的";
  EXPECT_EQ(place_of(check_answers(form(), kGrids, given)), "answers.1.text");
  given = answers();
  given[0].number = -1;
  EXPECT_EQ(place_of(check_answers(form(), kGrids, given)), "answers.0.number");
  given = answers();
  given[3].area = 13;
  EXPECT_EQ(place_of(check_answers(form(), kGrids, given)), "answers.3.area_id") << "no grid of theirs";
  given = answers();
  given.push_back({.question = kRegister, .number = 5});
  EXPECT_EQ(place_of(check_answers(form(), kGrids, given)), "answers.5.question_id")
      << "the register answers it";
  given = answers();
  given.pop_back();
  EXPECT_EQ(place_of(check_answers(form(), kGrids, given)), "answers.question_5") << "each grid";
  given = answers();
  given.push_back({.question = kText, .text = "联系 13800138000"});
  EXPECT_EQ(place_of(check_answers(form(), kGrids, given)), "answers.5.text");
}

TEST(InstructionForm, TheSameIsKnownByItsWords) {
  const Question one{.kind = QuestionKind::number, .text = "群租房 几处？"};
  const Question two{.kind = QuestionKind::number, .text = "群租房几处"};
  EXPECT_EQ(asked_key(one), asked_key(two));
  EXPECT_NE(asked_key(one), asked_key({.kind = QuestionKind::text, .text = "群租房几处"}));
  const Question known{
      .kind = QuestionKind::register_figure, .text = "甲", .figure = RegisterFigure::premises};
  EXPECT_EQ(asked_key(known), "register_figure:premises");
}

TEST(InstructionForm, AnswersAddUp) {
  auto all = answers();
  for (auto& one : answers()) all.push_back(one);
  const auto sums = roll_up(form(), all);
  ASSERT_EQ(sums.size(), 6u);
  EXPECT_EQ(sums[1].sum, 6);
  EXPECT_EQ(sums[2].tally.at("过半"), 2);
  EXPECT_EQ(sums[2].tally.at("完成"), 0);
  EXPECT_EQ(sums[3].tally.at("yes"), 2);
  EXPECT_EQ(sums[4].sum, 4) << "each grid once, whoever answers for it";
  EXPECT_EQ(sums[4].answers, 2);
  EXPECT_FALSE(sums[5].sum);
}

TEST(InstructionFile, IsKnownByItsBytes) {
  using namespace std::string_view_literals;
  EXPECT_EQ(kind_of_bytes("%PDF-1.7").value(), AttachmentKind::pdf);
  EXPECT_EQ(kind_of_bytes("\x89PNG\r\n\x1A\n..."sv).value(), AttachmentKind::png);
  EXPECT_EQ(kind_of_bytes("\xFF\xD8\xFF\xE0"sv).value(), AttachmentKind::jpg);
  EXPECT_EQ(kind_of_bytes("PK\x03\x04...xl/workbook.xml..."sv).value(), AttachmentKind::xlsx);
  EXPECT_EQ(kind_of_bytes("PK\x03\x04...word/document.xml..."sv).value(), AttachmentKind::docx);
  EXPECT_FALSE(kind_of_bytes("PK\x03\x04...payload.exe..."sv));
  EXPECT_FALSE(kind_of_bytes("MZ"));
  EXPECT_FALSE(kind_of_bytes(""));
  EXPECT_EQ(attachment_name("C:\\表\\通知.pdf", AttachmentKind::pdf).value(), "通知.pdf");
  EXPECT_EQ(attachment_name("通知.exe", AttachmentKind::png).value(), "通知.exe.png");
  EXPECT_FALSE(attachment_name("13800138000.pdf", AttachmentKind::pdf));
}

}  // namespace instruction_form_test
}  // namespace weige::work
