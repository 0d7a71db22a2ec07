#include "support/http/server.h"

#include <stdexcept>
#include <utility>

namespace weige::testing_support {

TestServer::TestServer(TestServerParts parts) : events_(parts.run) {
  parts.options.port = 0;
  http::RouteTable table;
  table.add(std::move(parts.routes));
  if (!table.check().empty()) throw std::logic_error(table.check().front());
  const auto log = [this](std::string line) {
    const std::lock_guard lock(mutex_);
    lines_.push_back(std::move(line));
  };
  service_ = std::make_unique<http::Service>(http::ServiceParts{.database = parts.database,
                                                                .access = std::move(parts.access),
                                                                .routes = std::move(table),
                                                                .files = std::move(parts.files),
                                                                .events = events_,
                                                                .metrics = metrics_,
                                                                .clock = system_clock(),
                                                                .log = log},
                                             parts.options);
  server_ = http::Server::start(*service_, parts.options).value();
}

std::vector<std::string> TestServer::log_lines() {
  const std::lock_guard lock(mutex_);
  return lines_;
}

}  // namespace weige::testing_support
