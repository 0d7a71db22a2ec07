// Connection: one socket and the coroutine that serves it; Loop: the one thread that runs many of them.
// Internal to the transport.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "http/server_options.h"
#include "http/service.h"
#include "http/wire.h"

namespace weige::http {

namespace asio = boost::asio;
using Ticks = std::chrono::steady_clock;

class Connection;
struct Exchange;

// Everything of a loop happens on its thread, so nothing in it is locked.
struct Loop {
  Loop(Service& service_in, const ServerOptions& options_in, std::atomic<std::size_t>& count_in);
  void adopt(asio::ip::tcp::socket socket);
  void leave(const std::shared_ptr<Connection>& connection);
  void begin_stop(Ticks::time_point cut_at);
  void tick();  // looks at the times of all connections, then waits for the next time

  asio::io_context io{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{io.get_executor()};
  asio::steady_timer timer{io};
  Service& service;
  const ServerOptions& options;
  std::atomic<std::size_t>& count;
  std::unordered_set<std::shared_ptr<Connection>> connections;
  std::optional<Ticks::time_point> cut_at;
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Loop& loop, asio::ip::tcp::socket socket);
  void start();
  // Closes what is past its time.
  void look_at(Ticks::time_point now);
  void begin_stop();
  void cut();

 private:
  friend struct Exchange;
  enum class Read { some, ended };

  asio::awaitable<void> run();
  asio::awaitable<bool> serve_one();  // whether another request may follow
  asio::awaitable<bool> read_head(Exchange& exchange);
  asio::awaitable<bool> read_body(Exchange& exchange);
  void expect_body(Exchange& exchange) const;
  void pass_on_body(Exchange& exchange);
  asio::awaitable<void> make_answer(Exchange& exchange);
  asio::awaitable<Handled> handled(std::shared_ptr<const Request> request, const Route& route);
  asio::awaitable<bool> write_answer(Exchange& exchange, After after);
  asio::awaitable<Read> read_some();
  asio::awaitable<bool> send(std::string_view head, std::string_view body = {});
  asio::awaitable<bool> send_file(const FileBody& file);
  asio::awaitable<void> linger();
  // event_stream.cpp
  asio::awaitable<void> stream_events(EventStream stream);
  asio::awaitable<bool> send_events(Listener& listener, Ticks::time_point end);
  void watch_for_end();

  void allow(Milliseconds time) { deadline_ = Ticks::now() + time; }

  Loop& loop_;
  asio::ip::tcp::socket socket_;
  boost::beast::flat_buffer buffer_;  // bounded: more than headers and one block never waits
  std::string peer_;
  Ticks::time_point deadline_;
  bool timed_out_ = false;
  bool idle_ = true;                   // between two requests
  bool closing_ = false;               // no further request
  std::optional<EventStream> stream_;  // what this connection has become after its last answer
  std::optional<asio::steady_timer> wake_;
  bool gone_ = false;
};

}  // namespace weige::http
