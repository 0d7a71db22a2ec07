// Metrics of the server in Prometheus' text form. Labels are route patterns, methods, statuses: never
// anything about a person.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "http/endpoint.h"
#include "http/message.h"

namespace weige::http {

// What is true now, asked for at each reading.
struct Gauges {
  std::size_t connections = 0;
  std::size_t event_streams = 0;
  std::size_t queued_requests = 0;
};

class Metrics {
 public:
  Metrics();
  ~Metrics();

  // route: the pattern of a route, or one of the names of request_log.h.
  void request(Method method, std::string_view route, int status, double seconds);
  void database(DatabaseWork work, double seconds);
  std::string text(const Gauges& gauges);

 private:
  struct Series;
  std::unique_ptr<Series> series_;
};

}  // namespace weige::http
