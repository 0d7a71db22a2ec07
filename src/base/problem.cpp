#include "base/problem.h"

#include <array>

namespace weige {
namespace {

constexpr std::array kCatalogue{
#define WEIGE_PROBLEM(name, code, status, zh_title, zh_mend, en_title, en_mend) \
  ProblemEntry{ProblemCode::name, code, status, zh_title, zh_mend, en_title, en_mend},
#include "base/problem_catalogue.inc"
#undef WEIGE_PROBLEM
};

std::string fill(std::string_view text, const std::vector<ProblemArg>& args) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto open = text.find('{', i);
    const auto close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) return out.append(text.substr(i));
    out.append(text.substr(i, open - i));
    const auto name = text.substr(open + 1, close - open - 1);
    for (const auto& arg : args)
      if (arg.name == name) out.append(arg.value);
    i = close + 1;
  }
  return out;
}

}  // namespace

const ProblemEntry& catalogue_entry(ProblemCode code) {
  return kCatalogue.at(static_cast<std::size_t>(code));
}

std::vector<ProblemEntry> whole_catalogue() {
  return {kCatalogue.begin(), kCatalogue.end()};
}

std::string title(const Problem& problem, Language language) {
  const auto& entry = catalogue_entry(problem.code);
  return fill(language == Language::zh ? entry.zh_title : entry.en_title, problem.args);
}

std::string mend(const Problem& problem, Language language) {
  const auto& entry = catalogue_entry(problem.code);
  return fill(language == Language::zh ? entry.zh_mend : entry.en_mend, problem.args);
}

}  // namespace weige
