// The small form of an instruction: its questions, what an answer to each may be, and how the answers of many
// branches become one. Pure.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "work/instruction.h"

namespace weige::work {

// grid_figure: a number for each grid of the recipient. register_figure: the program answers it from the
// register's counters at once, and it is never sent down.
enum class QuestionKind { text, number, choice, yes_no, grid_figure, register_figure };
std::string_view code(QuestionKind kind);
std::optional<QuestionKind> question_kind_of(std::string_view code);

// What the register knows by grid. stale_residents: confirmed more than 180 days ago. uncovered: addresses of
// which premises or people are not known.
enum class RegisterFigure {
  residents,
  stale_residents,
  premises,
  organisations,
  workers,
  addresses,
  uncovered
};
std::string_view code(RegisterFigure figure);
std::string_view zh_name(RegisterFigure figure);
std::string_view en_name(RegisterFigure figure);
std::optional<RegisterFigure> register_figure_of(std::string_view code);

struct Question {
  QuestionId id;
  QuestionKind kind = QuestionKind::text;
  std::string text;
  std::vector<std::string> choices = {};
  std::optional<RegisterFigure> figure = {};
  bool required = true;
};

inline constexpr std::size_t kMostQuestions = 12, kLongestQuestion = 120, kMostChoices = 10,
                             kLongestChoice = 40, kLongestAnswer = 500;
inline constexpr std::int64_t kLargestNumber = 1'000'000'000;

// Problems at "questions.N...": those of check_impersonal, bad_choice (choices where there are none to have,
// twice the same), missing_field.
Done check_form(std::span<const Question> questions);
// What makes two questions the same: the kind, and the figure or the words without blanks and punctuation.
std::string asked_key(const Question& question);
bool is_asked_of_people(const Question& question);  // all but those that the register answers

// area: of a figure by grid; 0 otherwise. A choice is its words, yes and no are "yes" and "no".
struct Answer {
  QuestionId question;
  std::int64_t area = 0;
  std::optional<std::int64_t> number = {};
  std::optional<std::string> text = {};
  bool operator==(const Answer&) const = default;
};
// grids: those that the branch is asked of. Problems at "answers.N..." or "answers": missing_field (a
// question that must be answered, a grid without a number), bad_choice, bad_number, those of
// check_impersonal.
Done check_answers(std::span<const Question> questions, const std::set<std::int64_t>& grids,
                   std::span<const Answer> answers);

// Of all branches that have answered: sums, and how often each choice was taken. A grid counts once, by the
// first that answers for it: its leader and its officer may both have been asked.
struct RollUp {
  QuestionId question;
  std::int64_t answers = 0;
  std::optional<std::int64_t> sum = {};
  std::map<std::string, std::int64_t> tally = {};
};
std::vector<RollUp> roll_up(std::span<const Question> questions, std::span<const Answer> answers);

}  // namespace weige::work
