#include "http/report_routes.h"

#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/register_call.h"
#include "http/roster_json.h"
#include "intake/report_actions.h"
#include "intake/report_line.h"

namespace weige::http {
namespace {

intake::Report read_report(JsonFields& fields) {
  return {.kind = fields.required("kind", as_choice(intake::report_kind_of)),
          .place = fields.required("place", as_text{intake::kLongestPlace}),
          .name = fields.optional("name", as_text{60}).value_or(""),
          .phone = fields.optional("phone", as_text{30}).value_or(""),
          .note = fields.optional("note", as_text{intake::kLongestReportNote}).value_or(""),
          .noticed_on = fields.optional("noticed_on", as_day)};
}

Result<Response> hand_in_report(Call& call, const std::function<void()>& wake_jobs) {
  WEIGE_TRY(const auto report, read_json(call.request, read_report));
  auto roster = intake::hand_in_report({call.tx(), call.actor(), call.now}, report);
  if (!roster && roster.problem().place == "reference_date")
    return std::move(roster).problem().at("noticed_on");
  WEIGE_CHECK(roster);
  call.after_commit.push_back(wake_jobs);
  WEIGE_TRY(const auto seen, intake::read_roster(call.tx(), call.actor(), roster->id));
  return json_response(202, roster_json(call.tx(), seen, call.language()));
}

struct Line {
  std::string line, at;
};
Line read_line_body(JsonFields& fields) {
  return {.line = fields.required("line", as_text{intake::kLongestLine}),
          .at = fields.optional("at", as_text{intake::kLongestPlace}).value_or("")};
}

Result<Response> read_line(Call& call) {
  WEIGE_TRY(const auto body, read_json(call.request, read_line_body));
  const auto read = intake::read_report_line(body.line, body.at);
  boost::json::object out;
  if (read.kind) put(out, "kind", code(*read.kind));
  put(out, "place", read.place);
  put(out, "name", read.name);
  put(out, "phone", read.phone);
  put(out, "note", read.note);
  return json_response(200, out);
}

}  // namespace

std::vector<Route> report_routes(std::function<void()> wake_jobs) {
  return {
      {Method::post,
       "/api/reports",
       access::Right::hand_in_rosters,
       [wake_jobs](Call& call) { return hand_in_report(call, wake_jobs); },
       {.idempotency = Idempotency::required}},
      {Method::post, "/api/reports/reading", access::Right::hand_in_rosters, read_line, {.work = Work::read}},
  };
}

}  // namespace weige::http
