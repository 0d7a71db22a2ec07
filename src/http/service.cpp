#include "http/service.h"

#include <utility>

#include "http/answer_form.h"

namespace weige::http {
namespace {

std::string allowed_list(const std::vector<Method>& methods) {
  std::string out;
  for (const auto method : methods) out.append(out.empty() ? "" : ", ").append(name(method));
  return out;
}

Response refusal(const Request& request, ProblemCode code) {
  return problem_response(problem(code), request.language, request.trace);
}

Response not_allowed(const Request& request, const std::vector<Method>& allowed) {
  auto response = refusal(request, ProblemCode::method_not_allowed);
  response.headers.add("Allow", allowed_list(allowed));
  return response;
}

Response overloaded(const Request& request) {
  auto response = refusal(request, ProblemCode::overloaded);
  response.headers.add("Retry-After", "2");
  return response;
}

}  // namespace

Service::Service(ServiceParts parts, const ServerOptions& options)
    : parts_(std::move(parts)),
      body_limit_(options.body_limit),
      readings_(parts_.database, parts_.access, fault_sink()),
      endpoint_(
          {.database = parts_.database,
           .access = parts_.access,
           .readings = readings_,
           .events = parts_.events,
           .clock = parts_.clock,
           .public_origins = options.public_origins,
           .fault = [this](
                        std::string_view trace,
                        std::string_view what) { parts_.log(fault_log_line(parts_.clock(), trace, what)); },
           .timed = [this](DatabaseWork work, double seconds) { parts_.metrics.database(work, seconds); }}),
      workers_(options.handler_threads, options.queue) {
  for (const auto& route : parts_.routes.routes())
    if (route->options.noting == Noting::unnoted) unnoted_.insert(route->pattern);
}

FaultSink Service::fault_sink() const {
  return [this](std::string_view what) { parts_.log(fault_log_line(parts_.clock(), "", what)); };
}

Plan Service::plan(Request& request) const {
  auto match = parts_.routes.match(request.method, request.segments);
  if (match.route) {
    request.path_params = std::move(match.params);
    return {.route = match.route,
            .label = match.route->pattern,
            .body_limit = match.route->options.body_limit.value_or(body_limit_),
            .upload_limit = match.route->options.upload_limit};
  }
  if (!match.allowed.empty())
    return {.response = not_allowed(request, match.allowed), .body_limit = body_limit_};
  if (auto file = parts_.files.answer(request))
    return {.response = std::move(file), .label = "static", .body_limit = body_limit_};
  return {.response = refusal(request, ProblemCode::not_found), .body_limit = body_limit_};
}

void Service::handle(const std::shared_ptr<const Request>& request, const Route& route, Answer answer) {
  const bool taken =
      workers_.post([this, request, &route, answer] { endpoint_.handle(*request, route, answer); });
  if (!taken) answer({overloaded(*request), 0});
}

void Service::record(const RequestLine& line) const {
  if (unnoted_.contains(line.route)) {
    auto without_post = line;
    without_post.post = 0;
    return parts_.log(to_log_line(without_post));
  }
  parts_.metrics.request(line.method, line.route, line.status, line.milliseconds / 1000);
  parts_.log(to_log_line(line));
}

}  // namespace weige::http
