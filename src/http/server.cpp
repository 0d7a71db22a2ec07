#include "http/server.h"

#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <thread>
#include <vector>

#include "http/connection.h"

namespace weige::http {
namespace {

using asio::ip::tcp;
using ErrorCode = boost::system::error_code;

constexpr std::string_view kFull =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
constexpr Milliseconds kAfterFailedAccept{100};

// As many file descriptors as this process may have: the shell's default of 1024 would end event streams at a
// thousand.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

Problem cannot_listen(const ServerOptions& options, const ErrorCode& error) {
  return problem(ProblemCode::listen_address)
      .with("address", options.address + ":" + std::to_string(options.port))
      .with("reason", error.message());
}

}  // namespace

Loop::Loop(Service& service_in, const ServerOptions& options_in, std::atomic<std::size_t>& count_in)
    : service(service_in), options(options_in), count(count_in) {
  tick();
}

void Loop::adopt(tcp::socket socket) {
  if (cut_at) {
    --count;
    return;
  }
  const auto connection = std::make_shared<Connection>(*this, std::move(socket));
  connections.insert(connection);
  connection->start();
}

void Loop::leave(const std::shared_ptr<Connection>& connection) {
  connections.erase(connection);
  --count;
}

void Loop::begin_stop(Ticks::time_point cut) {
  cut_at = cut;
  for (const auto& connection : connections) connection->begin_stop();
}

void Loop::tick() {
  const auto now = Ticks::now();
  for (const auto& connection : connections) connection->look_at(now);
  if (cut_at && now >= *cut_at)
    for (const auto& connection : connections) connection->cut();
  if (cut_at && connections.empty()) return io.stop();
  timer.expires_after(options.tick);
  timer.async_wait([this](const ErrorCode& error) {
    if (!error) tick();
  });
}

struct Server::Parts {
  Parts(Service& service_in, const ServerOptions& options_in) : service(service_in), options(options_in) {}

  std::vector<std::unique_ptr<Loop>> make_loops();
  ErrorCode listen();
  asio::awaitable<void> accept();
  void welcome(tcp::socket socket, Loop& loop);
  void stop();

  Service& service;
  const ServerOptions options;
  std::atomic<std::size_t> count{0};
  std::vector<std::unique_ptr<Loop>> loops = make_loops();
  tcp::acceptor acceptor{loops.front()->io};
  std::vector<std::thread> threads;
};

std::vector<std::unique_ptr<Loop>> Server::Parts::make_loops() {
  std::vector<std::unique_ptr<Loop>> out;
  for (unsigned i = 0; i < std::max(1u, options.network_threads); ++i)
    out.push_back(std::make_unique<Loop>(service, options, count));
  return out;
}

ErrorCode Server::Parts::listen() {
  ErrorCode error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) return error;
  const tcp::endpoint endpoint(address, options.port);
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(4096, error);
  return error;
}

asio::awaitable<void> Server::Parts::accept() {
  asio::steady_timer pause(loops.front()->io);
  for (std::size_t turn = 0; acceptor.is_open(); ++turn) {
    Loop& loop = *loops[turn % loops.size()];
    ErrorCode error;
    auto socket = co_await acceptor.async_accept(loop.io, asio::redirect_error(asio::use_awaitable, error));
    if (!error) {
      welcome(std::move(socket), loop);
    } else if (acceptor.is_open()) {  // out of file descriptors: they come back when others leave
      pause.expires_after(kAfterFailedAccept);
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
  }
}

void Server::Parts::welcome(tcp::socket socket, Loop& loop) {
  if (++count > options.connections) {
    --count;
    ErrorCode ignored;
    socket.non_blocking(true, ignored);
    socket.send(asio::buffer(kFull), 0, ignored);
    return;
  }
  auto kept = std::make_shared<tcp::socket>(std::move(socket));
  asio::post(loop.io, [&loop, kept] { loop.adopt(std::move(*kept)); });
}

void Server::Parts::stop() {
  if (threads.empty()) return;
  asio::post(loops.front()->io, [this] {
    ErrorCode ignored;
    acceptor.close(ignored);
  });
  service.events().close_all();
  const auto cut_at = Ticks::now() + options.stop_time;
  for (const auto& loop : loops) asio::post(loop->io, [&loop = *loop, cut_at] { loop.begin_stop(cut_at); });
  for (auto& thread : threads) thread.join();
  threads.clear();
}

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Server::~Server() {
  stop();
}

Result<std::unique_ptr<Server>> Server::start(Service& service, const ServerOptions& options) {
  raise_descriptor_limit();
  auto parts = std::make_unique<Parts>(service, options);
  if (const auto error = parts->listen()) return cannot_listen(options, error);
  asio::co_spawn(
      parts->loops.front()->io, [raw = parts.get()] { return raw->accept(); }, asio::detached);
  for (const auto& loop : parts->loops) parts->threads.emplace_back([&io = loop->io] { io.run(); });
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

std::uint16_t Server::port() const {
  return parts_->acceptor.local_endpoint().port();
}
std::size_t Server::connections() const {
  return parts_->count;
}
void Server::stop() {
  parts_->stop();
}

}  // namespace weige::http
