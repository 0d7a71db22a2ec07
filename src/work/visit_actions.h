// Use cases of visits: recording one, and the list. Rights: visit_doors to record, lead_refusals where the
// officer leads, read_tasks to look. One visit answers for the whole door, in one transaction with the
// register, the differences and the tasks.
#pragma once

#include <vector>

#include "intake/finding.h"
#include "registry/register_writer.h"
#include "work/visit_report.h"
#include "work/visit_store.h"

namespace weige::work {

struct VisitDone {
  VisitLine line = {};
  std::int64_t door_version = 0;
  int closed = 0, waiting = 0;
  bool with_officer = false;
  bool clock_corrected = false;
  bool before = false;  // it had come already
};

// Delivered again it is the visit that came first. Problems: forbidden, not_found (the door),
// version_conflict (somebody else was there since the door was read, or changed what is answered for),
// bad_date, bad_choice, idempotency_mismatch (of another post or door), and those of the answers
// (visit_answer_actions.h).
Result<VisitDone> record_visit(const registry::WriteContext& context, const intake::FindingEvents& events,
                               const VisitReport& report);

Result<std::vector<VisitLine>> list_visits(store::Transaction& tx, const access::Actor& actor,
                                           const VisitQuery& query);

}  // namespace weige::work
