// A real server on a free port over a database, with the routes that a test gives it.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "http/server.h"
#include "store/database.h"

namespace weige::testing_support {

struct TestServerParts {
  store::Database& database;
  std::vector<http::Route> routes;
  http::ServerOptions options = {};
  http::StaticFiles files = {};
  http::AccessCalls access = {};
  std::string run = "run";  // of its event hub; instances on one database have one each
};

class TestServer {
 public:
  explicit TestServer(TestServerParts parts);
  std::uint16_t port() const { return server_->port(); }
  http::Server& server() { return *server_; }
  http::EventHub& events() { return events_; }
  http::Metrics& metrics() { return metrics_; }
  std::vector<std::string> log_lines();

 private:
  std::mutex mutex_;
  std::vector<std::string> lines_;
  http::EventHub events_;
  http::Metrics metrics_;
  std::unique_ptr<http::Service> service_;
  std::unique_ptr<http::Server> server_;
};

}  // namespace weige::testing_support
