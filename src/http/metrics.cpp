#include "http/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <map>
#include <mutex>

namespace weige::http {
namespace {

const prometheus::Histogram::BucketBoundaries kSeconds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                       0.1,    0.25,  0.5,    1,     2.5,  10};

std::string_view name(DatabaseWork work) {
  switch (work) {
    case DatabaseWork::read:
      return "read";
    case DatabaseWork::write:
      return "write";
    default:
      return "own";
  }
}

}  // namespace

struct Metrics::Series {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests = prometheus::BuildCounter()
                                                          .Name("weige_http_requests_total")
                                                          .Help("Requests answered")
                                                          .Register(registry);
  prometheus::Family<prometheus::Histogram>& seconds = prometheus::BuildHistogram()
                                                           .Name("weige_http_request_seconds")
                                                           .Help("From the end of the headers to the answer")
                                                           .Register(registry);
  prometheus::Family<prometheus::Histogram>& database = prometheus::BuildHistogram()
                                                            .Name("weige_database_seconds")
                                                            .Help("Transactions of requests, begin to commit")
                                                            .Register(registry);
  prometheus::Family<prometheus::Gauge>& now = prometheus::BuildGauge()
                                                   .Name("weige_http_now")
                                                   .Help("What is open or waiting at this moment")
                                                   .Register(registry);

  // The library looks series up by hashing label maps; routes are few, so they are found here by their own
  // key first.
  struct OfRoute {
    prometheus::Counter* requests;
    prometheus::Histogram* seconds;
  };
  std::mutex mutex;
  std::map<std::string, OfRoute, std::less<>> by_route;

  OfRoute of(Method method, std::string_view route, int status) {
    const auto key =
        std::string(http::name(method)).append(" ").append(std::to_string(status)).append(" ").append(route);
    const std::lock_guard lock(mutex);
    const auto found = by_route.find(key);
    if (found != by_route.end()) return found->second;
    const prometheus::Labels where{{"method", std::string(http::name(method))},
                                   {"route", std::string(route)}};
    auto whole = where;
    whole["status"] = std::to_string(status);
    return by_route.emplace(key, OfRoute{&requests.Add(whole), &seconds.Add(where, kSeconds)}).first->second;
  }
};

Metrics::Metrics() : series_(std::make_unique<Series>()) {}
Metrics::~Metrics() = default;

void Metrics::request(Method method, std::string_view route, int status, double seconds) {
  const auto series = series_->of(method, route, status);
  series.requests->Increment();
  series.seconds->Observe(seconds);
}

void Metrics::database(DatabaseWork work, double seconds) {
  series_->database.Add({{"work", std::string(name(work))}}, kSeconds).Observe(seconds);
}

std::string Metrics::text(const Gauges& gauges) {
  series_->now.Add({{"what", "connections"}}).Set(static_cast<double>(gauges.connections));
  series_->now.Add({{"what", "event_streams"}}).Set(static_cast<double>(gauges.event_streams));
  series_->now.Add({{"what", "queued_requests"}}).Set(static_cast<double>(gauges.queued_requests));
  return prometheus::TextSerializer().Serialize(series_->registry.Collect());
}

}  // namespace weige::http
