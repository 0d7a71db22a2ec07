#include "cli/outcome.h"

#include <ostream>

namespace weige::cli {
namespace {

// Operators read both languages side by side: the terminal's locale says little on a server.
void tell(const Problem& problem, std::ostream& err) {
  for (const auto language : {Language::zh, Language::en}) {
    err << "weige: ";
    if (!problem.place.empty()) err << problem.place << ": ";
    err << title(problem, language) << " — " << mend(problem, language) << "\n";
  }
}

}  // namespace

ExitCode exit_code(const Problem& problem) {
  if (problem.place.starts_with("--")) return kUsage;  // a flag's value
  switch (problem.code) {
    case ProblemCode::setting:
    case ProblemCode::database_url:
      return kUsage;
    case ProblemCode::database_in_use:
    case ProblemCode::database_unreachable:
    case ProblemCode::database_newer:
    case ProblemCode::migration_changed:
    case ProblemCode::key_file_missing:
    case ProblemCode::key_file_open:
    case ProblemCode::key_file:
    case ProblemCode::keys_foreign:
    case ProblemCode::key_unknown:
    case ProblemCode::restore_unfinished:
    case ProblemCode::erasure_journal:
      return kDatabase;
    default:
      return kFailed;
  }
}

int told(const Done& outcome, std::ostream& err) {
  if (outcome) return kDone;
  tell(outcome.problem(), err);
  for (const auto& part : outcome.problem().parts) tell(part, err);
  return exit_code(outcome.problem());
}

}  // namespace weige::cli
