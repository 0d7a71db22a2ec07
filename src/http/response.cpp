#include <boost/json.hpp>

#include "http/message.h"
#include "http/problem_json.h"

namespace weige::http {
namespace {

namespace json = boost::json;

json::array parts_of(const Problem& problem, Language language) {
  json::array out;
  for (const auto& part : problem.parts)
    out.push_back({{"code", catalogue_entry(part.code).code},
                   {"place", part.place},
                   {"title", title(part, language)},
                   {"detail", mend(part, language)}});
  return out;
}

}  // namespace

Response text_response(int status, std::string text, std::string content_type) {
  Response response{.status = status, .body = std::move(text)};
  response.headers.add("Content-Type", std::move(content_type));
  return response;
}

Response json_response(int status, const json::value& value) {
  return text_response(status, json::serialize(value), "application/json");
}

json::object problem_json(const Problem& problem, Language language, std::string_view trace) {
  Problem told = problem;
  if (!trace.empty()) told.args.push_back({"trace", std::string(trace)});
  const auto& entry = catalogue_entry(problem.code);
  json::object body{{"type", "urn:weige:problem:" + std::string(entry.code)},
                    {"title", title(told, language)},
                    {"status", entry.http_status},
                    {"detail", mend(told, language)},
                    {"code", entry.code}};
  if (!trace.empty()) body["trace"] = trace;
  if (!problem.place.empty()) body["place"] = problem.place;
  if (!problem.parts.empty()) body["errors"] = parts_of(problem, language);
  return body;
}

namespace {

// How long to wait, where the problem tells it (RFC 9110, 10.2.3).
void add_retry_after(Response& response, const Problem& problem) {
  if (problem.code != ProblemCode::too_many_requests) return;
  for (const auto& arg : problem.args)
    if (arg.name == "seconds") response.headers.add("Retry-After", arg.value);
}

}  // namespace

Response problem_response(const Problem& problem, Language language, std::string_view trace) {
  auto response =
      text_response(catalogue_entry(problem.code).http_status,
                    json::serialize(problem_json(problem, language, trace)), "application/problem+json");
  response.headers.add("Content-Language", language == Language::zh ? "zh-CN" : "en");
  response.headers.add("Cache-Control", "no-store");
  add_retry_after(response, problem);
  return response;
}

}  // namespace weige::http
