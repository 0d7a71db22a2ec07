#include "http/house_routes.h"

#include "access/session_actions.h"
#include "http/event_topics.h"
#include "http/readiness_store.h"

namespace weige::http {
namespace {

Result<Response> health(Call&) {
  return text_response(200, "alive\n");
}

Result<Response> ready(Call& call) {
  if (!is_migrated(call.tx())) return problem(ProblemCode::unavailable);
  return text_response(200, "ready\n");
}

// session: signing out or a revocation ends the stream at once; a planned end of the post does by itself.
Result<Response> events(Call& call) {
  const auto account = call.actor().account();
  EventStream stream{.topics = {account_topic(account), jobs_topic(account, call.language()),
                                post_topic(call.actor().post())},
                     .session = call.session->id.value};
  if (const auto end = access::acting_end(call.tx(), call.now, *call.session))
    stream.at_most = *end - call.now;
  Response response{.body = std::move(stream)};
  response.headers.add("Content-Type", "text/event-stream");
  response.headers.add("X-Accel-Buffering", "no");  // nginx would hold events back
  return response;
}

}  // namespace

std::vector<Route> house_routes(std::function<std::string()> metrics) {
  const auto read_metrics = [metrics = std::move(metrics)](Call&) -> Result<Response> {
    return text_response(200, metrics(), "text/plain; version=0.0.4; charset=utf-8");
  };
  return {
      {Method::get, "/healthz", Open{}, health, {.work = Work::own}},
      {Method::get, "/readyz", Open{}, ready},
      {Method::get, "/metrics", Open{}, read_metrics, {.work = Work::own}},
      {Method::get, "/api/events", SignedIn{}, events, {.presence = Presence::ignored}},
  };
}

}  // namespace weige::http
