#include "matrix/server.h"

#include <stdexcept>
#include <utility>

#include "http/access_calls.h"
#include "http/routes.h"
#include "support/access_town.h"

namespace weige::matrix {

using testing_support::kTestNow;

// The endpoint rolls back what a handler asks it to: how the program previews. It tells no page of a preview;
// here pages are told all the same, since who hears is asked.
http::Route MatrixServer::rehearsed(const http::Route& route) {
  auto out = route;
  if (http::is_safe(route.method) || route.options.work != http::Work::by_method) return out;
  out.handler = [this, handler = route.handler](http::Call& call) {
    auto answer = handler(call);
    if (!rehearsing_) return answer;
    call.keeping = http::Keeping::nothing;
    call.after_commit.emplace_back([this, tellings = std::move(call.tellings)] {
      for (const auto& telling : tellings) events_.tell(telling);
    });
    return answer;
  };
  return out;
}

MatrixServer::MatrixServer(store::Database& database, access::PostId declarations) {
  const auto all = http::all_routes({.metrics = [] { return std::string("weige_up 1\n"); },
                                     .sign_in = {.clock = fixed_clock(kTestNow),
                                                 .random = system_random(),
                                                 .cost = testing_support::kQuickHash,
                                                 .rules = testing_support::kNoFactorNeeded,
                                                 .passkeys = testing_support::test_party()},
                                     .declarations_post = declarations,
                                     .approvals = testing_support::kOnePersonIsEnough,
                                     .parse_program = WEIGE_PARSE_CHILD});
  http::RouteTable table;
  for (const auto& route : all.routes()) table.add(rehearsed(*route));
  if (!table.check().empty()) throw std::logic_error(table.check().front());
  const auto log = [this](std::string line) {
    if (line.find("\"fault\"") == std::string::npos) return;
    const std::lock_guard lock(mutex_);
    faults_.push_back(std::move(line));
  };
  http::ServerOptions options;
  options.port = 0;
  service_ = std::make_unique<http::Service>(
      http::ServiceParts{.database = database,
                         .access = http::access_calls(testing_support::kNoFactorNeeded,
                                                      access::ReadingQuotas::same_for_all(1'000'000)),
                         .routes = std::move(table),
                         .events = events_,
                         .metrics = metrics_,
                         .clock = fixed_clock(kTestNow),
                         .log = log},
      options);
  server_ = http::Server::start(*service_, options).value();
}

std::vector<std::string> MatrixServer::faults() {
  const std::lock_guard lock(mutex_);
  return faults_;
}

}  // namespace weige::matrix
