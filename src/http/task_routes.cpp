#include "http/task_routes.h"

#include <boost/json.hpp>

#include <charconv>

#include "http/door_call.h"
#include "http/json_out.h"
#include "http/list_query.h"
#include "http/register_call.h"
#include "http/task_json.h"
#include "work/campaign_actions.h"
#include "work/task_actions.h"

namespace weige::http {
namespace {

using access::Right;

Day today_of_tasks(const Call& call) {
  return TownTime{}.day_of(call.now);
}

// "2026-12-07.123": the day and the task that the last page ended with.
Done read_cursor(std::string_view text, work::TaskQuery& query) {
  if (text.empty()) return done();
  const auto dot = text.find('.');
  const auto day = parse_iso_day(text.substr(0, dot));
  if (dot == std::string_view::npos || !day) return problem(ProblemCode::bad_request, "cursor");
  const auto number = text.substr(dot + 1);
  const auto* const end = number.data() + number.size();
  const auto [rest, error] = std::from_chars(number.data(), end, query.after);
  if (error != std::errc{} || rest != end) return problem(ProblemCode::bad_request, "cursor");
  query.after_due = *day;
  return done();
}

Result<work::TaskQuery> page_of_tasks(const Request& request) {
  WEIGE_TRY(const auto page, list_query(request));
  work::TaskQuery query{.limit = static_cast<int>(page.limit)};
  WEIGE_CHECK(read_cursor(page.cursor, query));
  return query;
}

Result<work::TaskQuery> task_query(Call& call) {
  const auto& request = call.request;
  WEIGE_TRY(auto query, page_of_tasks(request));
  WEIGE_TRY(query.area, request.query_number("area_id", 1, kGreatestId));
  WEIGE_TRY(const auto post, request.query_number("post_id", 1, kGreatestId));
  if (post) query.post = access::PostId{*post};
  if (const auto state = request.query.find("state"); state && !state->empty()) {
    query.state = work::task_state_of(*state);
    if (!query.state) return problem(ProblemCode::bad_choice, "state");
  }
  if (const auto source = request.query.find("source"); source && !source->empty()) {
    query.source = work::task_source_of(*source);
    if (!query.source) return problem(ProblemCode::bad_choice, "source");
  }
  if (request.query.find("overdue") == "true") query.due_before = today_of_tasks(call);
  return query;
}

Response tasks_response(const Call& call, const std::vector<work::TaskLine>& lines, int limit) {
  auto out =
      json_items(lines, [day = today_of_tasks(call)](const auto& line) { return task_json(line, day); });
  if (static_cast<int>(lines.size()) == limit) {
    const auto& last = lines.back().task;
    put(out, "next_cursor", to_iso(last.about.due) + "." + std::to_string(last.id.value));
  }
  return json_response(200, out);
}

// Open pages of the door look again.
void tell_task_door(Call& call, const work::Task& task) {
  tell_door(call, {.premises = task.about.premises, .organisation = task.about.organisation});
}

Result<Response> list_tasks(Call& call) {
  WEIGE_TRY(const auto query, task_query(call));
  WEIGE_TRY(const auto lines, work::list_tasks(call.tx(), call.actor(), query));
  return tasks_response(call, lines, query.limit);
}

Result<Response> list_refusals(Call& call) {
  WEIGE_TRY(const auto query, page_of_tasks(call.request));
  WEIGE_TRY(const auto lines, work::list_refusals(call.tx(), call.now, call.actor(), query));
  return tasks_response(call, lines, query.limit);
}

Result<Response> count_tasks(Call& call) {
  WEIGE_TRY(const auto counted, work::count_waiting(call.tx(), call.now, call.actor()));
  return json_response(200, json_items(counted, task_count_json));
}

Result<Response> add_task(Call& call) {
  WEIGE_TRY(const auto wish, read_json(call.request, take_hand_task));
  WEIGE_TRY(const auto line, work::add_task(call.tx(), call.now, call.actor(), wish));
  tell_task_door(call, line.task);
  return record_response(201, line.task.version, task_json(line, today_of_tasks(call)));
}

Result<Response> assign_tasks(Call& call) {
  WEIGE_TRY(const auto wish, read_json(call.request, take_assignment));
  WEIGE_TRY(const auto assigned, work::assign_tasks(call.tx(), call.now, call.actor(), wish));
  boost::json::object out;
  put(out, "assigned", assigned.count);
  put(out, "more", assigned.more);
  return json_response(200, out);
}

Result<Response> edit_task(Call& call) {
  WEIGE_TRY(auto wish, read_json(call.request, take_task_edit));
  WEIGE_TRY(wish.id, call.request.id<work::TaskId>("id"));
  wish.version = call.version();
  WEIGE_TRY(const auto line, work::edit_task(call.tx(), call.now, call.actor(), wish));
  tell_task_door(call, line.task);
  return record_response(200, line.task.version, task_json(line, today_of_tasks(call)));
}

Result<Response> list_campaigns(Call& call) {
  WEIGE_TRY(const auto campaigns, work::list_campaigns(call.tx(), call.actor()));
  return json_response(200, json_items(campaigns, campaign_json));
}

Result<Response> start_campaign(Call& call) {
  WEIGE_TRY(const auto wish, read_json(call.request, take_campaign));
  WEIGE_TRY(const auto campaign, work::start_campaign(call.tx(), call.now, call.actor(), wish));
  return record_response(201, campaign.version, campaign_json(campaign));
}

Result<Response> end_campaign(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<work::CampaignId>("id"));
  WEIGE_TRY(const auto campaign,
            work::end_campaign(call.tx(), call.now, call.actor(), {.id = id, .version = call.version()}));
  return record_response(200, campaign.version, campaign_json(campaign));
}

}  // namespace

std::vector<Route> task_routes() {
  const RouteOptions submission{.idempotency = Idempotency::required};
  const RouteOptions edited{.if_match = IfMatch::required};
  return {
      {Method::get, "/api/tasks", Right::read_tasks, list_tasks},
      {Method::post, "/api/tasks", Right::assign_tasks, add_task, submission},
      {Method::get, "/api/tasks/counts", Right::read_tasks, count_tasks},
      {Method::post, "/api/tasks/assign", Right::assign_tasks, assign_tasks, submission},
      {Method::patch, "/api/tasks/{id}", Right::assign_tasks, edit_task, edited},
      {Method::get, "/api/refusals", Right::lead_refusals, list_refusals},
      {Method::get, "/api/campaigns", Right::read_tasks, list_campaigns},
      {Method::post, "/api/campaigns", Right::assign_tasks, start_campaign, submission},
      {Method::post, "/api/campaigns/{id}/end", Right::assign_tasks, end_campaign, edited},
  };
}

}  // namespace weige::http
