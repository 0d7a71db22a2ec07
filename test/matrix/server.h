// A real server with every route at a fixed time, whose writes can be rehearsed: they do all they do, answer,
// and are rolled back, so that every question meets the same town.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "access/ids.h"
#include "http/event_hub.h"
#include "http/metrics.h"
#include "http/server.h"
#include "store/database.h"

namespace weige::matrix {

class MatrixServer {
 public:
  // declarations: the post in whose name those of the public are taken in.
  MatrixServer(store::Database& database, access::PostId declarations);

  std::uint16_t port() const { return server_->port(); }
  void rehearse() { rehearsing_ = true; }
  void act() { rehearsing_ = false; }
  http::EventHub& events() { return events_; }
  std::vector<std::string> faults();  // what the log tells of requests that failed inside

 private:
  http::Route rehearsed(const http::Route& route);

  std::mutex mutex_;
  std::vector<std::string> faults_;
  std::atomic<bool> rehearsing_ = false;
  http::EventHub events_{"run"};
  http::Metrics metrics_;
  std::unique_ptr<http::Service> service_;
  std::unique_ptr<http::Server> server_;
};

}  // namespace weige::matrix
