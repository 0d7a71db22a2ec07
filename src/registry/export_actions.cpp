#include "registry/export_actions.h"

#include <boost/json.hpp>

#include "access/approval_actions.h"
#include "access/area_store.h"
#include "jobs/job_actions.h"
#include "registry/export_store.h"
#include "registry/record_store.h"

namespace weige::registry {
namespace {

namespace json = boost::json;
using access::Actor;
using access::Right;
using store::Transaction;

access::SubjectKind subject_kind(TownFile kind) {
  if (kind == TownFile::residents) return {"person"};
  return kind == TownFile::organisations ? access::SubjectKind{"organisation"}
                                         : access::SubjectKind{"premises"};
}

// kind=residents,format=xlsx,numbers=masked
std::string detail(const ExportRequest& request) {
  const auto& form = request.form;
  std::string out = "kind=" + std::string(code(form.kind)) + ",format=" + std::string(code(form.format)) +
                    ",numbers=" + std::string(code(form.numbers));
  if (request.area) out += ",area=" + std::to_string(request.area->value);
  return out;
}

std::string to_input(const ExportRequest& request, access::Purpose purpose,
                     std::optional<access::ApprovalId> approval) {
  json::object out{
      {"kind", code(request.form.kind)}, {"format", code(request.form.format)}, {"purpose", code(purpose)}};
  if (request.area) out["area_id"] = request.area->value;
  if (approval) out["approval_id"] = approval->value;
  return json::serialize(out);
}

std::string text_of(const json::object& input, std::string_view name) {
  const auto* value = input.if_contains(name);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

}  // namespace

Done may_export(const Actor& actor, const ExportForm& form) {
  WEIGE_CHECK(actor.may(Right::export_records));
  const auto kind = form.kind == TownFile::residents       ? RecordKind::person
                    : form.kind == TownFile::organisations ? RecordKind::organisation
                                                           : RecordKind::premises;
  WEIGE_CHECK(actor.may(right_to_read(kind)));
  if (!actor.purpose()) return problem(ProblemCode::purpose_required, "purpose");
  if (form.numbers == Numbers::masked) return done();
  if (!access::shows(*actor.purpose(), access::FieldGroup::numbers))
    return problem(ProblemCode::purpose_too_narrow, "purpose");
  return actor.may(Right::reveal_number);
}

Result<std::string> plan_export(const ReadContext& context, const ExportRequest& request) {
  WEIGE_CHECK(may_export(context.actor, request.form));
  if (request.area && !covers(context.tx, context.actor.scope(), request.area->value))
    return problem(ProblemCode::not_found, "area_id");
  const auto area = access::find_area(context.tx, request.area.value_or(context.actor.area()));
  if (!area) return problem(ProblemCode::not_found, "area_id");
  return export_file_name(area->name, request.form.kind, context.today(), request.form.format);
}

Result<jobs::Job> ask_for_export(Transaction& tx, Instant now, const Actor& actor,
                                 const ExportRequest& request, std::optional<access::ApprovalId> approval) {
  access::ReadingLog none;
  WEIGE_TRY(auto title, plan_export({tx, actor, now, none}, request));
  if (request.form.numbers == Numbers::full) return problem(ProblemCode::forbidden);
  const auto id = jobs::submit_job(tx,
                                   {.kind = std::string(kExportJob),
                                    .input = to_input(request, *actor.purpose(), approval),
                                    .owner = {actor.account().value, actor.post().value, actor.area().value},
                                    .title = std::move(title)},
                                   now);
  access::audit_change(tx, now, actor, kExportAsked,
                       access::Change::of(access::SubjectKind{"job"}, id, detail(request)));
  return jobs::get_job(tx, id);
}

Result<ExportOrder> export_order(const jobs::Job& job) {
  json::error_code error;
  const auto value = json::parse(job.input, error);
  const auto* input = value.if_object();
  if (error || !input) return problem(ProblemCode::internal);
  const auto kind = town_file_of(text_of(*input, "kind"));
  const auto format = export_format_of(text_of(*input, "format"));
  const auto purpose = access::purpose_of(text_of(*input, "purpose"));
  if (!kind || !format || !purpose) return problem(ProblemCode::internal);
  ExportOrder order{.request = {.form = {.kind = *kind, .format = *format}},
                    .account = access::AccountId{job.owner.account_id},
                    .post = access::PostId{job.owner.post_id},
                    .purpose = *purpose};
  if (const auto* area = input->if_contains("area_id"); area && area->is_int64())
    order.request.area = access::AreaId{area->get_int64()};
  if (const auto* approval = input->if_contains("approval_id"); approval && approval->is_int64())
    order.approval = access::ApprovalId{approval->get_int64()};
  return order;
}

Result<Actor> ExportReader::actor(Transaction& tx, Instant now) const {
  WEIGE_TRY(auto actor, Actor::resume(tx, now, order_.account, order_.post, order_.purpose));
  WEIGE_CHECK(may_export(actor, order_.request.form));
  if (order_.approval) WEIGE_CHECK(access::check_approval_stands(tx, now, *order_.approval));
  return actor;
}

Result<std::vector<ExportRow>> ExportReader::next(Transaction& tx, Instant now,
                                                  access::ReadingLog& readings) {
  WEIGE_TRY(const auto reads, actor(tx, now));
  const ExportPage page{.kind = order_.request.form.kind,
                        .area = order_.request.area,
                        .after = after_,
                        .limit = rows_per_page_};
  if (!total_) total_ = count_for_export(tx, reads.scope(), page);
  auto rows = export_page(tx, reads.scope(), page);
  std::vector<std::int64_t> subjects;
  for (const auto& row : rows)
    if (row.subject) subjects.push_back(*row.subject);
  if (!subjects.empty())
    readings.add(now, reads, kExportRead, subject_kind(page.kind), std::move(subjects),
                 detail(order_.request));
  if (!rows.empty()) after_ = rows.back().id;
  rows_ += static_cast<std::int64_t>(rows.size());
  return rows;
}

Done ExportReader::close(Transaction& tx, Instant now, std::optional<jobs::JobId> job) const {
  WEIGE_TRY(const auto reads, actor(tx, now));
  access::ReadingLog log;
  std::vector<std::int64_t> subjects;
  if (job) subjects.push_back(job->value);
  log.add(now, reads, kExportDone, {"job"}, std::move(subjects),
          detail(order_.request) + ",rows=" + std::to_string(rows_));
  access::audit_readings(tx, log.readings());
  return done();
}

}  // namespace weige::registry
