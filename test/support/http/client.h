// A small blocking HTTP client for tests: one connection, every wait bounded by a deadline of the socket.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/headers.h"

namespace weige::testing_support {

struct ClientAnswer {
  int status = 0;  // 0: the connection ended without an answer
  http::Headers headers;
  std::string body;
};

struct ClientRequest {
  std::string method = "GET";
  std::string target = "/";
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
};

// What state-changing requests carry.
ClientRequest post(std::string target, std::string body, std::string content_type = "application/json");

class Client {
 public:
  explicit Client(std::uint16_t port);  // throws std::runtime_error when nobody listens
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  ClientAnswer ask(const ClientRequest& request);
  ClientAnswer get(std::string target) { return ask({.target = std::move(target)}); }
  void send(std::string_view bytes);
  ClientAnswer read_answer(bool head_only = false);
  std::string read_until(
      std::string_view marker);  // what came up to and with the marker; shorter when the connection ended
  bool ended();                  // whether the server closes without another byte

 private:
  bool receive();  // false at the end; throws std::runtime_error after the deadline

  int socket_ = -1;
  std::string buffer_;
};

}  // namespace weige::testing_support
