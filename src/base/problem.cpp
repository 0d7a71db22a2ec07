#include "base/problem.h"

#include <cstddef>
#include <iterator>
#include <stdexcept>

namespace weige {
namespace {

// No std::array: clang finds its number of members by an expression that may nest only so deep.
constexpr ProblemEntry kCatalogue[]{
#define WEIGE_PROBLEM(name, code, status, zh_title, zh_mend, en_title, en_mend) \
  {ProblemCode::name, code, status, zh_title, zh_mend, en_title, en_mend},
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
  const auto at = static_cast<std::size_t>(code);
  if (at >= std::size(kCatalogue)) throw std::out_of_range("a problem that the catalogue does not know");
  return kCatalogue[at];
}

std::vector<ProblemEntry> whole_catalogue() {
  return {std::begin(kCatalogue), std::end(kCatalogue)};
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
