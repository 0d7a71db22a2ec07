#include "registry/export_approval_actions.h"

#include "access/approval_actions.h"
#include "access/audit.h"
#include "access/post_store.h"
#include "registry/export_store.h"

namespace weige::registry {
namespace {

using access::Actor;
using access::ApprovalKind;
using store::Transaction;

access::ApprovalContent approval_content(const ExportRequest& request, access::Purpose purpose,
                                         ExportWay way) {
  access::ApprovalContent out;
  out.put("file", code(request.form.kind))
      .put("format", code(request.form.format))
      .put("numbers", code(request.form.numbers))
      .put("purpose", code(purpose))
      .put("way", code(way));
  return out;
}

std::optional<ExportRequest> request_of_approval(const access::Approval& approval) {
  const auto& content = approval.content;
  const auto kind = town_file_of(content.get("file"));
  const auto format = export_format_of(content.get("format"));
  if (!kind || !format) return std::nullopt;
  const auto numbers = content.get("numbers") == code(Numbers::full) ? Numbers::full : Numbers::masked;
  return ExportRequest{.form = {.kind = *kind, .format = *format, .numbers = numbers}, .area = approval.area};
}

std::int64_t rows_now(Transaction& tx, const Actor& actor, const ExportRequest& request) {
  return count_for_export(tx, actor.scope(), {.kind = request.form.kind, .area = request.area});
}

// Nothing: it is not in bulk.
Result<std::optional<access::Approval>> approval_to_wait_for(Transaction& tx, Instant now, const Actor& actor,
                                                             const ExportWish& wish, ExportWay way) {
  const auto& request = wish.request;
  const auto rows = rows_now(tx, actor, request);
  if (!is_bulk_export(request.form, rows, wish.rules)) return std::optional<access::Approval>{};
  WEIGE_TRY(auto approval,
            access::ask_for_approval(tx, now, actor,
                                     {.kind = ApprovalKind::bulk_export,
                                      .area = request.area,
                                      .content = approval_content(request, *actor.purpose(), way),
                                      .people = rows,
                                      .reason = wish.reason}));
  return std::optional(std::move(approval));
}

// Its rules are of whoever ran the command, so the auditor is told where they let one person do what the
// shipped ones do not.
void tell_of_lone_export(Transaction& tx, Instant now, const Actor& actor, const ExportWish& wish) {
  const auto rows = rows_now(tx, actor, wish.request);
  if (!is_bulk_export(wish.request.form, rows, {})) return;
  access::audit_change(tx, now, actor, access::AuditAction{kExportedAlone},
                       access::Change::of(access::kPostSubject, actor.post(),
                                          "file=" + std::string(code(wish.request.form.kind)) +
                                              ",numbers=" + std::string(code(wish.request.form.numbers)) +
                                              ",rows=" + std::to_string(rows)));
}

Done begin_approved(Transaction& tx, Instant now, const access::Approval& approval) {
  if (approval.kind != ApprovalKind::bulk_export || approval.content.get("way") != code(ExportWay::page))
    return done();
  const auto request = request_of_approval(approval);
  const auto purpose = access::purpose_of(approval.content.get("purpose"));
  if (!request || !purpose) return problem(ProblemCode::approval_differs);
  WEIGE_TRY(const auto asker, Actor::resume(tx, now, approval.asker.account, approval.asker.post, *purpose));
  WEIGE_TRY(const auto job, ask_for_export(tx, now, asker, *request, approval.id));
  access::set_approval_job(tx, approval.id, job.id.value);
  return done();
}

}  // namespace

Result<ExportStart> start_export(Transaction& tx, Instant now, const Actor& actor, const ExportWish& wish) {
  access::ReadingLog none;
  WEIGE_CHECK(plan_export({tx, actor, now, none}, wish.request));
  if (wish.request.form.numbers == Numbers::full) return problem(ProblemCode::forbidden);
  WEIGE_TRY(auto waiting, approval_to_wait_for(tx, now, actor, wish, ExportWay::page));
  if (waiting) return ExportStart{.waiting = std::move(waiting)};
  WEIGE_TRY(auto job, ask_for_export(tx, now, actor, wish.request));
  return ExportStart{.job = std::move(job)};
}

Result<std::optional<access::Approval>> plan_command_export(Transaction& tx, Instant now, const Actor& actor,
                                                            const ExportWish& wish) {
  access::ReadingLog none;
  WEIGE_CHECK(plan_export({tx, actor, now, none}, wish.request));
  WEIGE_TRY(auto waiting, approval_to_wait_for(tx, now, actor, wish, ExportWay::command));
  if (!waiting) tell_of_lone_export(tx, now, actor, wish);
  return waiting;
}

Done begin_export(Transaction& tx, Instant now, const ExportOrder& order, const ExportBeginning& beginning) {
  WEIGE_TRY(const auto actor, Actor::resume(tx, now, order.account, order.post, order.purpose));
  WEIGE_CHECK(may_export(actor, order.request.form));
  if (!order.approval) {
    const auto rows = rows_now(tx, actor, order.request);
    if (is_bulk_export(order.request.form, rows, beginning.rules))
      return problem(ProblemCode::approval_needed);
    return done();
  }
  const auto way = beginning.job ? ExportWay::page : ExportWay::command;
  WEIGE_CHECK(access::use_approval(tx, now, actor,
                                   {.id = *order.approval,
                                    .kind = ApprovalKind::bulk_export,
                                    .area = order.request.area,
                                    .content = approval_content(order.request, order.purpose, way),
                                    .job = beginning.job}));
  return done();
}

void follow_approvals(access::ApprovalEvents& events) {
  events.approved.subscribe(begin_approved);
}

}  // namespace weige::registry
