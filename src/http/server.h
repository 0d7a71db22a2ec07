// Server: listens, keeps limits and times, and speaks HTTP/1.1 for a Service. Everything of Asio and Beast
// stays behind this header.
#pragma once

#include <cstdint>
#include <memory>

#include "base/result.h"
#include "http/server_options.h"
#include "http/service.h"

namespace weige::http {

class Server {
 public:
  // Listens and answers from now on, on its own threads. Problem: listen_address. The service must outlive
  // the server.
  static Result<std::unique_ptr<Server>> start(Service& service, const ServerOptions& options);
  ~Server();  // stop()

  std::uint16_t port() const;
  std::size_t connections() const;
  // Accepts nothing more, ends event streams and idle connections, lets running requests finish within
  // stop_time, cuts the rest. Returns when no connection is left.
  void stop();

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace weige::http
