#include "jobs/job.h"

#include <array>
#include <cassert>

namespace weige::jobs {
namespace {

constexpr std::array<std::string_view, 5> state_texts = {"waiting", "running", "done", "failed", "cancelled"};

// The text up to the next tab, which is taken off with it.
std::string take_field(std::string_view& text) {
  const auto tab = text.find('\t');
  std::string field(text.substr(0, tab));
  text.remove_prefix(tab == text.npos ? text.size() : tab + 1);
  return field;
}

ProblemCode code_of(std::string_view code) {
  for (const ProblemEntry& entry : whole_catalogue())
    if (entry.code == code) return entry.name;
  return ProblemCode::internal;
}

std::string without_tabs(std::string text) {
  for (char& c : text)
    if (c == '\t') c = ' ';
  return text;
}

}  // namespace

std::string_view to_text(JobState state) {
  return state_texts[static_cast<std::size_t>(state)];
}

JobState job_state(std::string_view text) {
  for (std::size_t i = 0; i < state_texts.size(); ++i)
    if (state_texts[i] == text) return static_cast<JobState>(i);
  assert(false && "a state that the table's check does not allow");
  return JobState::failed;
}

bool is_finished(JobState state) {
  return state != JobState::waiting && state != JobState::running;
}

// code, place, then name and value of each argument, separated by tabs.
std::string to_text(const Problem& problem) {
  std::string text = std::string(catalogue_entry(problem.code).code) + '\t' + without_tabs(problem.place);
  for (const ProblemArg& arg : problem.args)
    text += '\t' + without_tabs(arg.name) + '\t' + without_tabs(arg.value);
  return text;
}

Problem problem_from_text(std::string_view text) {
  Problem problem{code_of(take_field(text))};
  problem.place = take_field(text);
  while (!text.empty()) {
    std::string name = take_field(text);
    problem.args.push_back({std::move(name), take_field(text)});
  }
  return problem;
}

}  // namespace weige::jobs
