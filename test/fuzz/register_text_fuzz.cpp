// Texts that the register keeps about changes and evidence, and problems kept with a job: refused, or the
// same when written again.
#include <stdexcept>

#include "fuzz_target.h"
#include "jobs/job.h"
#include "registry/provenance.h"
#include "registry/record.h"

namespace {

using namespace weige::registry;

void check_evidence(std::string_view input) {
  try {
    const auto evidence = from_evidence_text(input);
    WEIGE_FUZZ_EXPECT(from_evidence_text(to_evidence_text(evidence)) == evidence);
  } catch (const std::invalid_argument&) {
    // What the database holds was damaged: told, not guessed.
  }
}

}  // namespace

WEIGE_FUZZ_TARGET(register_text) {
  if (const auto changes = from_ledger_text(input))
    WEIGE_FUZZ_EXPECT(from_ledger_text(to_ledger_text(*changes)) == changes);
  check_evidence(input);
  const auto problem = weige::jobs::problem_from_text(input);
  const auto again = weige::jobs::problem_from_text(weige::jobs::to_text(problem));
  WEIGE_FUZZ_EXPECT(again.code == problem.code && again.place == problem.place);
}
