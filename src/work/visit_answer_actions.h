// What a visit found goes into the register: one operation for what was confirmed, corrected or is gone, and
// the register's own use cases for what is new. Differences with lists that the door settles are decided.
#pragma once

#include <span>

#include "intake/finding.h"
#include "registry/register_writer.h"
#include "work/visit_report.h"

namespace weige::work {

struct VisitWriting {
  const registry::WriteContext& context;  // with a purpose
  const intake::FindingEvents& events;
  const VisitReport& report;
  VisitMoment moment;
  std::span<const std::int64_t> findings;  // that tasks at the door ask about
};

struct AnswerCounts {
  int residents = 0, premises = 0, organisations = 0;
  int changes = 0, confirmed = 0;
};

// Rights as in the register, asked for what is answered only. Problems: those of the register and of
// findings, with the place of the answer; not_found also for whoever or whatever is not at this door;
// evidence_needed.
Result<AnswerCounts> write_answers(const VisitWriting& writing);

}  // namespace weige::work
