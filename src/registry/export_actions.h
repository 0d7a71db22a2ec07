// Use cases of exports: asking for one, and reading it page by page. Each page asks again whether the post
// may: a right that was dropped stops an export that is under way.
#pragma once

#include <optional>
#include <string>

#include "access/approval.h"
#include "jobs/job.h"
#include "registry/export_file.h"
#include "registry/view_actions.h"

namespace weige::registry {

inline constexpr access::AuditAction kExportAsked{"export.asked"};
inline constexpr access::AuditAction kExportRead{"export.read"};
inline constexpr access::AuditAction kExportDone{"export.done"};
inline constexpr std::string_view kExportJob = "export";

// area: only what belongs to it; none = all that the post covers.
struct ExportRequest {
  ExportForm form;
  std::optional<access::AreaId> area = {};
};

// Rights: export_records and that of reading the records, both for a stated purpose; reveal_number for
// numbers in full, and a purpose that shows them. Problems: forbidden, purpose_required, purpose_too_narrow.
Done may_export(const access::Actor& actor, const ExportForm& form);

// The name of the file, when the acting post may have it. Problems: those of may_export, not_found (the
// area).
Result<std::string> plan_export(const ReadContext& context, const ExportRequest& request);

// Submits the job; audited. Numbers in full are refused here (forbidden): no browser gets them in bulk.
// Whether a second person has to approve it is asked before (start_export), and by the job again.
Result<jobs::Job> ask_for_export(store::Transaction& tx, Instant now, const access::Actor& actor,
                                 const ExportRequest& request,
                                 std::optional<access::ApprovalId> approval = std::nullopt);

// What a job's input says, and who asked.
struct ExportOrder {
  ExportRequest request;
  access::AccountId account;
  access::PostId post;
  access::Purpose purpose;
  std::optional<access::ApprovalId> approval = {};  // of a second person (export_approval_actions.h)
};
// Problem: internal for an input that is none (of a newer version).
Result<ExportOrder> export_order(const jobs::Job& job);

// An export that runs on somebody's behalf: pages of the register, each in one short reading of its own. So
// rows are each true at some moment of the run, not all at the same one; none is left out or told twice.
class ExportReader {
 public:
  ExportReader(ExportOrder order, int rows_per_page = 2000) : order_(order), rows_per_page_(rows_per_page) {}

  // The next rows; empty = all have been read. `readings` has what is to be audited before they leave.
  Result<std::vector<ExportRow>> next(store::Transaction& tx, Instant now, access::ReadingLog& readings);
  // The closing entry: how many rows, of what, with which numbers.
  Done close(store::Transaction& tx, Instant now, std::optional<jobs::JobId> job) const;

  const ExportOrder& order() const { return order_; }
  std::int64_t rows() const { return rows_; }
  std::optional<std::int64_t> total() const { return total_; }

 private:
  Result<access::Actor> actor(store::Transaction& tx, Instant now) const;

  ExportOrder order_;
  int rows_per_page_;
  std::int64_t after_ = 0;
  std::int64_t rows_ = 0;
  std::optional<std::int64_t> total_;
};

}  // namespace weige::registry
