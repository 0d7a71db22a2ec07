#include "support/http/app.h"

#include <boost/json.hpp>
#include <stdexcept>

#include "http/access_calls.h"
#include "http/text.h"
#include "registry/export_approval_actions.h"
#include "support/http/contract.h"
#include "town/bulk_erasure_actions.h"

namespace weige::testing_support {
namespace {

access::ApprovalEvents followed() {
  access::ApprovalEvents events;
  registry::follow_approvals(events);
  town::follow_bulk_erasures(events);
  return events;
}

std::vector<http::Route> routes(const standards::DivisionTable* divisions, const access::SessionRules& rules,
                                const access::ApprovalRules& approvals,
                                const access::ApprovalEvents& events) {
  const auto table = http::all_routes({.metrics = [] { return std::string(); },
                                       .sign_in = {.clock = system_clock(),
                                                   .random = system_random(),
                                                   .cost = kQuickHash,
                                                   .rules = rules,
                                                   .passkeys = test_party()},
                                       .divisions = divisions,
                                       .approvals = approvals,
                                       .approval_events = events,
                                       .parse_program = WEIGE_PARSE_CHILD});
  std::vector<http::Route> out;
  for (const auto& route : table.routes()) out.push_back(*route);
  return out;
}

std::string text_of(const boost::json::value& value, std::string_view name) {
  const auto* object = value.if_object();
  const auto* field = object ? object->if_contains(name) : nullptr;
  const auto* text = field ? field->if_string() : nullptr;
  return text ? std::string(*text) : std::string();
}

}  // namespace

std::string JsonAnswer::code() const {
  return status >= 400 ? text_of(body, "code") : "";
}

std::string JsonAnswer::place() const {
  return status >= 400 ? text_of(body, "place") : "";
}

std::string JsonAnswer::code_at(std::string_view wanted) const {
  if (place() == wanted) return code();
  const auto* object = body.if_object();
  const auto* errors = object ? object->if_contains("errors") : nullptr;
  if (!errors || !errors->is_array()) return "";
  for (const auto& error : errors->get_array())
    if (text_of(error, "place") == wanted) return text_of(error, "code");
  return "";
}

Browser& Browser::with(std::string name, std::string value) {
  once_.emplace_back(std::move(name), std::move(value));
  return *this;
}

JsonAnswer Browser::send(const std::string& method, const std::string& target,
                         const boost::json::value& body) {
  http::Headers headers;
  headers.set("Accept-Language", "en");
  headers.set("Idempotency-Key", "test-key-" + std::to_string(++keys_));
  if (method != "GET") headers.set("X-Weige", "1");
  if (!body.is_null()) headers.set("Content-Type", "application/json");
  if (!cookie_.empty()) headers.set("Cookie", cookie_);
  for (auto& [name, value] : std::exchange(once_, {})) headers.set(name, std::move(value));
  ClientRequest request{.method = method, .target = target};
  for (const auto& field : headers.fields())
    if (!field.value.empty()) request.headers.emplace_back(field.name, field.value);
  if (!body.is_null()) request.body = boost::json::serialize(body);
  const auto answer = Client(port_).ask(request);
  if (const auto set = answer.headers.find("Set-Cookie"))
    cookie_ = std::string(http::split(*set, ';').front());
  JsonAnswer out{.status = answer.status, .headers = answer.headers};
  if (!answer.body.empty() && answer.headers.get("Content-Type").find("json") != std::string_view::npos)
    out.body = boost::json::parse(answer.body);
  expect_in_contract({.method = request.method,
                      .target = request.target,
                      .sent = body,
                      .status = out.status,
                      .content_type = std::string(out.headers.get("Content-Type")),
                      .answered = out.body});
  return out;
}

JsonAnswer Browser::sign_in(const std::string& login_name, const std::string& password) {
  return post("/api/session", {{"login_name", login_name}, {"password", password}});
}

// An id that nobody gave out is answered with the event "reset": then the hub has the stream.
std::unique_ptr<Client> Browser::listen() {
  auto client = std::make_unique<Client>(port_);
  client->send("GET /api/events HTTP/1.1\r\nHost: test\r\nLast-Event-ID: none\r\nCookie: " + cookie_ +
               "\r\n\r\n");
  const auto begun = client->read_until("event: reset\ndata: {}\n\n");
  if (begun.find(" 200 ") == std::string::npos) throw std::runtime_error("no stream: " + begun);
  return client;
}

App::App(store::Database& database, const standards::DivisionTable* divisions,
         const access::SessionRules& rules, const access::ApprovalRules& approvals)
    : town_(database, system_clock()()),
      events_(followed()),
      server_({.database = database,
               .routes = routes(divisions, rules, approvals, events_),
               .access = http::access_calls(rules)}) {}

Browser App::signed_in(access::Role role, access::AreaId area, const std::string& helper_kind) {
  const auto login = "browser" + std::to_string(++users_);
  const auto account = town_.account(login, kAppPassword);
  town_.post(role, area, account, helper_kind);
  auto out = browser();
  const auto answer = out.sign_in(login);
  if (answer.status != 200) throw std::runtime_error("the test's account cannot sign in: " + answer.code());
  return out;
}

}  // namespace weige::testing_support
