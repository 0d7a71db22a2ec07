// Use cases of exports that a second person has to approve (bulk_export.h): asking, and beginning once it
// was.
#pragma once

#include <optional>
#include <string>

#include "access/approval_events.h"
#include "registry/bulk_export.h"
#include "registry/export_actions.h"

namespace weige::registry {

struct ExportWish {
  ExportRequest request;
  std::string reason = {};  // for the second person
  access::ApprovalRules rules = {};
};
// One of the two.
struct ExportStart {
  std::optional<jobs::Job> job = {};
  std::optional<access::Approval> waiting = {};  // for a second person; then the job begins by itself
};
// From a page. Problems: those of ask_for_export; approval_needed (no reason was given), approval_nobody.
Result<ExportStart> start_export(store::Transaction& tx, Instant now, const access::Actor& actor,
                                 const ExportWish& wish);

// The auditor finds it among the alarms: an export of the command line that the shipped rules call one in
// bulk, by rules of its environment that do not.
inline constexpr std::string_view kExportedAlone = "alarm.exported_alone";

// From the command line, which runs it itself: the approval that it has to wait for, or none where it needs
// none. Problems: those of plan_export; approval_needed, approval_nobody.
Result<std::optional<access::Approval>> plan_command_export(store::Transaction& tx, Instant now,
                                                            const access::Actor& actor,
                                                            const ExportWish& wish);

// Before the first row is read: looks again at who asked, how much it is by now, and, where it is in bulk, at
// the approval, which is used by it. job: none for the command line. Problems: those of may_export,
// use_approval; approval_needed (it has become one in bulk since).
struct ExportBeginning {
  std::optional<std::int64_t> job = {};
  access::ApprovalRules rules = {};
};
Done begin_export(store::Transaction& tx, Instant now, const ExportOrder& order,
                  const ExportBeginning& beginning);

// Exports that were asked for on a page begin by themselves once they are approved.
void follow_approvals(access::ApprovalEvents& events);

}  // namespace weige::registry
