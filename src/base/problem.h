// Problem: what went wrong, from a closed catalogue, with the place and the words to mend it. Messages are in
// Chinese and English.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace weige {

enum class Language { zh, en };

enum class ProblemCode {
#define WEIGE_PROBLEM(name, code, status, zh_title, zh_mend, en_title, en_mend) name,
#include "base/problem_catalogue.inc"
#undef WEIGE_PROBLEM
};

struct ProblemArg {
  std::string name;
  std::string value;
  bool operator==(const ProblemArg&) const = default;
};

// place: a field name ("phone"), a path of names ("residence.from") or a cell ("Sheet1!C12"); empty = the
// whole thing. args: filled into {name} in the catalogue's texts. They must never hold personal data (they
// reach logs). parts: one problem per field where several are wrong at once.
struct Problem {
  ProblemCode code;
  std::string place = {};
  std::vector<ProblemArg> args = {};
  std::vector<Problem> parts = {};

  Problem at(std::string where) && {
    place = std::move(where);
    return std::move(*this);
  }
  Problem with(std::string name, std::string value) && {
    args.push_back({std::move(name), std::move(value)});
    return std::move(*this);
  }
  bool operator==(const Problem&) const = default;
};

inline Problem problem(ProblemCode code, std::string place = {}) {
  return Problem{code, std::move(place), {}, {}};
}

// The entry of the catalogue. `code` is stable and public; `http_status` is what the API answers.
struct ProblemEntry {
  ProblemCode name;
  std::string_view code;
  int http_status;
  std::string_view zh_title, zh_mend, en_title, en_mend;
};

const ProblemEntry& catalogue_entry(ProblemCode code);
std::vector<ProblemEntry> whole_catalogue();
// Title and mend in the language, with {name} filled from args.
std::string title(const Problem& problem, Language language);
std::string mend(const Problem& problem, Language language);

}  // namespace weige
