#include "support/http/desk.h"

#include <gtest/gtest.h>

#include <atomic>
#include <boost/json.hpp>
#include <future>
#include <stdexcept>

#include "access/account_store.h"
#include "access/post_actions.h"
#include "access/resident_session_store.h"
#include "access/session_store.h"
#include "access/undertaking.h"
#include "access/undertaking_store.h"
#include "base/random.h"
#include "http/access_calls.h"
#include "http/routes.h"
#include "http/target.h"
#include "support/access_town.h"
#include "support/http/contract.h"

namespace weige::testing_support {
namespace {

std::atomic<std::int64_t> g_number{0};

void append_place(const boost::json::value& problem, std::string& out) {
  const auto* place = problem.as_object().if_contains("place");
  if (!place) return;
  if (!out.empty()) out += ' ';
  out += place->as_string();
}

}  // namespace

std::string DeskAnswer::code() const {
  const auto* object = body.if_object();
  const auto* code = status >= 400 && object ? object->if_contains("code") : nullptr;
  return code ? std::string(code->as_string()) : std::string();
}

std::string DeskAnswer::places() const {
  std::string out;
  if (code().empty()) return out;
  append_place(body, out);
  if (const auto* parts = body.as_object().if_contains("errors"))
    for (const auto& part : parts->as_array()) append_place(part, out);
  return out;
}

DeskAnswer Desk::post(const std::string& target, const boost::json::value& body,
                      const AskedWith& extra) const {
  return ask("POST", target, boost::json::serialize(body), extra);
}

DeskAnswer Desk::patch(const std::string& target, std::int64_t version,
                       const boost::json::value& body) const {
  return ask("PATCH", target, boost::json::serialize(body),
             {.if_match = '"' + std::to_string(version) + '"'});
}

DeskAnswer Desk::ask(std::string_view method, const std::string& target, std::string body,
                     const AskedWith& extra) const {
  auto parsed = http::parse_target(target).value();
  http::Request request{.method = http::method_of(method),
                        .path = parsed.path,
                        .segments = parsed.segments,
                        .query = parsed.query};
  request.cookies.add(cookie_, token_);
  request.peer = "192.0.2.1";
  request.headers.add("X-Weige", "1");
  request.headers.add("Content-Type", "application/json");
  request.headers.add("Idempotency-Key",
                      extra.key.empty() ? "submission-" + std::to_string(++g_number) : extra.key);
  if (!extra.if_match.empty()) request.headers.add("If-Match", extra.if_match);
  boost::system::error_code no_json;
  const auto sent = boost::json::parse(body, no_json);
  request.body = std::move(body);
  request.language = Language::en;
  auto response = office_->handle(std::move(request));
  DeskAnswer answer{.status = response.status, .headers = std::move(response.headers)};
  if (const auto* text = std::get_if<std::string>(&response.body); text && !text->empty())
    answer.body = boost::json::parse(*text);
  expect_in_contract({.method = std::string(method),
                      .target = target,
                      .sent = sent,
                      .status = answer.status,
                      .content_type = std::string(answer.headers.get("Content-Type")),
                      .answered = answer.body});
  return answer;
}

RegisterOffice::RegisterOffice(store::Database& database)
    : database_(database),
      town_(make_small_town(database)),
      access_(http::access_calls(kNoFactorNeeded)),
      routes_(http::all_routes(
          {.metrics = [] { return std::string(); },
           .sign_in = {.clock = fixed_clock(kTestNow), .random = seeded_random(1), .rules = kNoFactorNeeded},
           .approvals = kOnePersonIsEnough})),
      readings_(database, access_, [](std::string_view) {}),
      endpoint_({.database = database,
                 .access = access_,
                 .readings = readings_,
                 .events = events_,
                 .clock = fixed_clock(kTestNow),
                 .fault =
                     [this](std::string_view, std::string_view what) {
                       if (!expects_fault_) ADD_FAILURE() << what;
                     },
                 .timed = [](http::DatabaseWork, double) {}}) {}

Desk RegisterOffice::desk(access::AccountId account, access::PostId post,
                          std::optional<access::Purpose> purpose) const {
  const auto random = seeded_random(static_cast<std::uint64_t>(++g_number));
  const auto token = database_.write([&](store::Transaction& tx) -> Result<std::string> {
    if (!access::signed_at(tx, account))
      (void)access::insert_signature(tx, account, access::undertaking_text().version, kTestNow);
    auto made = access::insert_session(tx, {.account = account, .acting_post = post, .device = "test"},
                                       kTestNow, {}, random);
    if (!purpose) return made;
    WEIGE_TRY(const auto session, access::find_session(tx, made, kTestNow));
    access::set_purpose(tx, session.id, access::StandingPurpose{*purpose, kTestNow + std::chrono::hours{24}});
    return made;
  });
  return Desk(*this, access::kSessionCookie, token.value());
}

Desk RegisterOffice::resident(std::int64_t person) const {
  const auto random = seeded_random(static_cast<std::uint64_t>(++g_number));
  const auto token = database_.write([&](store::Transaction& tx) -> Result<std::string> {
    return access::insert_resident_session(tx, person, kTestNow, random);
  });
  return Desk(*this, access::kResidentCookie, token.value());
}

Desk RegisterOffice::someone(access::Role role, access::AreaId area) const {
  const auto login = "user" + std::to_string(++g_number);
  using Holder = std::pair<access::AccountId, access::PostId>;
  const auto holder = database_.write([&](store::Transaction& tx) -> Result<Holder> {
    const auto system = access::Actor::system(tx, kTestNow, access::SystemReason::sample_town);
    const access::AccountId id{tx.next_id()};
    WEIGE_TRY(const auto name, access::LoginName::parse(login));
    (void)access::insert_account(
        tx, {.id = id, .login_name = login, .display_name = login, .state = access::AccountState::active},
        name, access::kSystemAccount);
    (void)access::set_password(tx, id, access::PasswordHash::stored("$argon2id$none"), kTestNow);
    access::NewPost wanted{.role = role, .area = area, .title = login};
    if (role == access::Role::helper) wanted.helper_kind = "volunteer";
    WEIGE_TRY(const auto made, access::create_post(tx, kTestNow, system, wanted));
    WEIGE_CHECK(access::give_post(tx, kTestNow, system, made.id, id));
    return Holder{id, made.id};
  });
  return desk(holder.value().first, holder.value().second, access::Purpose::door_check);
}

std::int64_t RegisterOffice::door(const std::string& text, access::AreaId area) const {
  return make_home(database_, text, area);
}

std::int64_t RegisterOffice::audited(std::string_view action, std::int64_t subject) const {
  return database_.read([&](store::Transaction& tx) {
    return tx.scalar<std::int64_t>(
        "SELECT count(*) FROM audit_entry e WHERE e.action = $1 AND (e.subject_id = $2 OR EXISTS"
        " (SELECT 1 FROM audit_subject s WHERE s.entry_id = e.id AND s.subject_id = $2))",
        action, subject);
  });
}

http::Response RegisterOffice::handle(http::Request request) const {
  auto match = routes_.match(request.method, request.segments);
  if (!match.route) throw std::logic_error("no route for " + request.path);
  request.path_params = std::move(match.params);
  std::promise<http::Response> answered;
  endpoint_.handle(request, *match.route,
                   [&](http::Handled handled) { answered.set_value(std::move(handled.response)); });
  return answered.get_future().get();
}

}  // namespace weige::testing_support
