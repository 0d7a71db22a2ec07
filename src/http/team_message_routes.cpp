#include "http/team_message_routes.h"

#include <boost/json.hpp>

#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/team_call.h"
#include "http/team_json.h"

namespace weige::http {
namespace {

using access::AreaId;
using access::Right;
using teams::MessageId;

constexpr int kMessagesAPage = 50;

Result<Response> read_team_stream(Call& call) {
  WEIGE_TRY(const auto grid, call.request.id<AreaId>("id"));
  teams::MessagePage page{.limit = kMessagesAPage};
  if (const auto cursor = call.request.query.find("cursor"); cursor && !cursor->empty()) {
    page.before = parse_rfc3339(*cursor);
    if (!page.before) return problem(ProblemCode::bad_request, "cursor");
  }
  WEIGE_TRY(const auto stream, teams::read_stream(team_context(call), grid, page));
  auto out = team_stream_json(stream);
  if (stream.messages.size() == kMessagesAPage)
    put(out, "next_cursor", to_rfc3339(stream.messages.back().message.at));
  return json_response(200, out);
}

Result<Response> write_team_text(Call& call) {
  WEIGE_TRY(const auto grid, call.request.id<AreaId>("id"));
  WEIGE_TRY(const auto text, read_json(call.request, [](JsonFields& fields) {
              const bool also = fields.optional("also_to_group", as_flag).value_or(false);
              return teams::NewText{.text = fields.required("text", as_text{teams::kLongestMessage}),
                                    .also = also ? teams::AlsoToGroup::yes : teams::AlsoToGroup::no};
            }));
  WEIGE_TRY(const auto view, teams::write_text(team_context(call), grid, text));
  tell_team(call, grid);
  return json_response(201, team_message_json(view));
}

Result<Response> withdraw_team_text(Call& call) {
  WEIGE_TRY(const auto grid, call.request.id<AreaId>("id"));
  WEIGE_TRY(const auto message, call.request.id<MessageId>("message"));
  WEIGE_CHECK(teams::withdraw_text(team_context(call), grid, message));
  tell_team(call, grid);
  return no_content();
}

Result<Response> confirm_team_instruction(Call& call) {
  WEIGE_TRY(const auto grid, call.request.id<AreaId>("id"));
  WEIGE_TRY(const auto message, call.request.id<MessageId>("message"));
  WEIGE_CHECK(teams::confirm_instruction(team_context(call), grid, message));
  tell_team(call, grid);
  return no_content();
}

Result<Response> note_team_read(Call& call) {
  WEIGE_TRY(const auto grid, call.request.id<AreaId>("id"));
  WEIGE_TRY(const auto up_to,
            read_json(call.request, [](JsonFields& fields) { return fields.required("up_to", as_instant); }));
  WEIGE_CHECK(teams::note_read(team_context(call), grid, up_to));
  return no_content();
}

Result<Response> count_team_unread(Call& call) {
  WEIGE_TRY(const auto counts, teams::count_unread(team_context(call)));
  return json_response(200, json_items(counts, [](const teams::UnreadCount& each) {
                         boost::json::object out;
                         put(out, "grid_id", each.grid);
                         put(out, "unread", each.unread);
                         return out;
                       }));
}

}  // namespace

std::vector<Route> team_message_routes() {
  const RouteOptions once{.idempotency = Idempotency::required};
  return {
      {Method::get, "/api/teams/{id}/messages", Right::attend_meetings, read_team_stream},
      {Method::post, "/api/teams/{id}/messages", Right::attend_meetings, write_team_text, once},
      {Method::del, "/api/teams/{id}/messages/{message}", Right::attend_meetings, withdraw_team_text},
      {Method::put, "/api/teams/{id}/messages/{message}/receipt", Right::attend_meetings,
       confirm_team_instruction},
      {Method::put, "/api/teams/{id}/read-mark", Right::attend_meetings, note_team_read},
      {Method::get, "/api/team-unread", Right::attend_meetings, count_team_unread},
  };
}

}  // namespace weige::http
