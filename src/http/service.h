// Service: everything between the transport and the handlers: which route, static files, the handler threads,
// metrics and logs. Knows no socket.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "http/endpoint.h"
#include "http/metrics.h"
#include "http/request_log.h"
#include "http/route.h"
#include "http/server_options.h"
#include "http/static_files.h"
#include "http/worker_pool.h"

namespace weige::http {

using LogSink = std::function<void(std::string line)>;

struct ServiceParts {
  store::Database& database;
  AccessCalls access;
  RouteTable routes;
  StaticFiles files = {};
  EventHub& events;
  Metrics& metrics;
  Clock clock;
  LogSink log = [](std::string) {};
};

// What the transport must know once the headers are read.
struct Plan {
  const Route* route = nullptr;  // none: `response` is the answer
  std::optional<Response> response = {};
  std::string_view label = "none";  // for logs and metrics: the pattern, "static" or "none"
  std::uint64_t body_limit = 0;
  std::uint64_t upload_limit = 0;
};

class Service {
 public:
  Service(ServiceParts parts, const ServerOptions& options);

  // Fills the request's path parameters.
  Plan plan(Request& request) const;
  // Runs the route's handler on one of the handler threads; answers `overloaded` at once when too many wait.
  // Answers exactly once.
  void handle(const std::shared_ptr<const Request>& request, const Route& route, Answer answer);
  void record(const RequestLine& line) const;
  Instant now() const { return parts_.clock(); }
  EventHub& events() const { return parts_.events; }
  std::size_t waiting() const { return workers_.waiting(); }

 private:
  FaultSink fault_sink() const;

  ServiceParts parts_;
  std::uint64_t body_limit_;
  std::set<std::string_view> unnoted_;  // patterns of parts_.routes
  ReadingCommitter readings_;
  Endpoint endpoint_;
  WorkerPool workers_;  // last: its threads use everything above
};

}  // namespace weige::http
