#include "http/team_json.h"

#include "http/json_out.h"
#include "http/post_json.h"
#include "norms/duty.h"

namespace weige::http {
namespace {

boost::json::object lack_json(const teams::Lack& lack) {
  boost::json::object out;
  put(out, "kind", teams::code(lack.kind));
  put(out, "about", lack.about);
  put(out, "count", lack.count);
  return out;
}

boost::json::object team_seat_json(const teams::TeamSeat& seat) {
  boost::json::object out;
  put(out, "role", access::code(seat.role));
  if (seat.post) out["post"] = post_json(*seat.post);
  put(out, "signed_at", seat.signed_at);
  return out;
}

boost::json::object force_json(const teams::ForceCount& force) {
  boost::json::object out;
  put(out, "kind", force.kind);
  put(out, "present", force.present);
  put(out, "reachable", force.reachable);
  put(out, "unsigned", force.unsigned_helpers);
  put(out, "guidance_overdue", force.guidance_overdue);
  put(out, "considered", force.considered);
  return out;
}

boost::json::object considered_json(const teams::Considered& noted) {
  boost::json::object out;
  put(out, "kind", noted.kind);
  put(out, "reason", noted.reason);
  put(out, "noted_on", noted.noted_on);
  return out;
}

boost::json::object guidance_json(const teams::Guidance& guidance) {
  boost::json::object out;
  put(out, "helper_id", guidance.helper);
  put(out, "on", guidance.on);
  put(out, "topic", teams::code(guidance.topic));
  return out;
}

boost::json::object receipt_json(const teams::Receipt& receipt) {
  boost::json::object out;
  put(out, "post_id", receipt.post);
  put(out, "post_title", receipt.post_title);
  put(out, "at", receipt.at);
  return out;
}

boost::json::object share_json(const teams::DutyShare& share) {
  boost::json::object out;
  put(out, "number", share.number);
  put(out, "role", access::code(share.role));
  put(out, "settled", share.settled);
  for (const auto& title : norms::duty_titles())
    if (title.number == share.number) {
      put(out, "zh_title", title.zh);
      put(out, "en_title", title.en);
    }
  return out;
}

boost::json::object sitting_json(const teams::SeatView& view) {
  boost::json::object out;
  put(out, "area_id", view.seat.area);
  put(out, "body", teams::code(view.seat.body));
  put(out, "seat", teams::code(view.seat.rank));
  out["post"] = post_json(view.post);
  return out;
}

boost::json::object figures_json(const teams::CommitteeFigures& figures) {
  boost::json::object out;
  put(out, "committee_id", figures.committee);
  put(out, "name", figures.name);
  put(out, "grids", figures.grids);
  put(out, "complete", figures.complete);
  put(out, "forming", figures.forming);
  put(out, "incomplete", figures.incomplete);
  put(out, "helpers", figures.helpers);
  put(out, "guidance_overdue", figures.guidance_overdue);
  return out;
}

boost::json::object cell_fault_json(const teams::CellFault& fault, Language language) {
  const auto told = problem(fault.code);
  boost::json::object out;
  put(out, "cell", fault.cell);
  put(out, "code", catalogue_entry(fault.code).code);
  put(out, "title", title(told, language));
  put(out, "mend", mend(told, language));
  return out;
}

boost::json::object imported_row_json(const teams::ImportedRow& row, Language language) {
  boost::json::object out;
  put(out, "row", static_cast<std::int64_t>(row.row));
  put(out, "outcome", teams::code(row.end));
  put(out, "name", row.name);
  put(out, "kind", row.kind);
  put(out, "grid_name", row.grid_name);
  out["faults"] = json_array(row.faults, [&](const auto& fault) { return cell_fault_json(fault, language); });
  return out;
}

}  // namespace

boost::json::object team_json(const teams::TeamView& team) {
  boost::json::object out;
  put(out, "grid_id", team.grid.id);
  put(out, "code", team.grid.code);
  put(out, "name", team.grid.name);
  put(out, "committee_id", team.grid.committee);
  put(out, "committee_name", team.grid.committee_name);
  put(out, "populated", team.grid.populated);
  put(out, "state", teams::code(team.state));
  out["lacks"] = json_array(team.lacks, lack_json);
  out["seats"] = json_array(team.facts.seats, team_seat_json);
  out["forces"] = json_array(team.facts.forces, force_json);
  return out;
}

boost::json::object team_detail_json(const teams::TeamDetail& detail) {
  auto out = team_json(detail.view);
  out["considered"] = json_array(detail.considered, considered_json);
  out["guidance"] = json_array(detail.guidance, guidance_json);
  put(out, "list_kept_on", detail.list_kept_on);
  put(out, "guidance_every_days", detail.rules.guidance_every_days);
  put(out, "undertaking_days", detail.rules.undertaking_days);
  put(out, "may_edit", detail.may_edit);
  put(out, "may_guide", detail.may_guide);
  put(out, "may_see_helpers", detail.may_see_helpers);
  return out;
}

boost::json::object team_helper_json(const teams::HelperView& view) {
  const auto& helper = view.helper;
  boost::json::object out;
  put(out, "id", helper.id);
  put(out, "version", helper.version);
  put(out, "grid_id", helper.grid);
  put(out, "kind", helper.fields.kind);
  put(out, "name", helper.fields.name);
  put(out, "workplace", helper.fields.workplace);
  put(out, "phone", teams::masked_phone(helper.fields));
  put(out, "channel", teams::code(helper.fields.channel));
  put(out, "premises_id", helper.fields.premises);
  if (!view.place.empty()) put(out, "premises_place", view.place);
  put(out, "post_id", helper.fields.post);
  put(out, "undertaking_on", helper.fields.undertaking_on);
  put(out, "undertaking_holds", view.undertaking_holds);
  put(out, "joined_on", helper.fields.joined_on);
  put(out, "guided_on", helper.guided_on);
  put(out, "guidance_overdue", view.guidance_overdue);
  if (helper.left) {
    put(out, "left_on", helper.left->on);
    put(out, "leave_reason", teams::code(helper.left->reason));
  }
  return out;
}

boost::json::object team_message_json(const teams::MessageView& view) {
  const auto& message = view.message;
  boost::json::object out;
  put(out, "id", message.id);
  put(out, "kind", teams::code(message.kind));
  put(out, "notice", teams::code(message.notice));
  put(out, "about", message.about);
  if (message.ref != 0) put(out, "ref", message.ref);
  put(out, "text", message.text);
  put(out, "post_id", message.post);
  put(out, "post_title", message.post_title);
  put(out, "at", message.at);
  put(out, "may_withdraw", view.may_withdraw);
  if (message.kind == teams::MessageKind::instruction)
    out["receipts"] = json_array(view.receipts, receipt_json);
  return out;
}

boost::json::object team_stream_json(const teams::Stream& stream) {
  auto out = json_items(stream.messages, team_message_json);
  put(out, "unread", stream.unread);
  put(out, "has_robot", stream.has_robot);
  return out;
}

boost::json::object team_robot_json(const teams::RobotView& view) {
  boost::json::object out;
  put(out, "allowed", view.allowed);
  put(out, "set", view.robot.has_value());
  if (view.robot) put(out, "ending", view.robot->ending);
  put(out, "waiting", view.sends.waiting);
  put(out, "failed", view.sends.failed);
  put(out, "last_sent", view.sends.last_sent);
  put(out, "last_fault", view.sends.last_fault);
  return out;
}

boost::json::object duty_table_json(const teams::DutyTable& table) {
  auto out = json_items(table.shares, share_json);
  put(out, "committee_id", table.committee);
  put(out, "committee_name", table.committee_name);
  put(out, "may_settle", table.may_settle);
  out["roles"] =
      json_array(teams::sharing_roles(), [](access::Role role) { return json_of(access::code(role)); });
  return out;
}

boost::json::object supervision_json(const teams::Supervision& supervision) {
  boost::json::object out;
  out["seats"] = json_array(supervision.seats, sitting_json);
  out["committees"] = json_array(supervision.committees, figures_json);
  put(out, "may_edit", supervision.may_edit);
  return out;
}

boost::json::object team_import_json(const teams::ImportedHelpers& imported, Language language) {
  auto out = json_items(imported.rows, [&](const auto& row) { return imported_row_json(row, language); });
  put(out, "enlisted", imported.enlisted);
  put(out, "changed", imported.changed);
  put(out, "same", imported.same);
  put(out, "refused", imported.refused);
  return out;
}

}  // namespace weige::http
