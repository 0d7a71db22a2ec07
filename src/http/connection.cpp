#include "http/connection.h"

#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <fstream>
#include <utility>
#include <vector>

#include "http/incoming.h"
#include "http/upload.h"

namespace weige::http {
namespace {

namespace beast = boost::beast;
using ErrorCode = boost::system::error_code;
using Parser = beast::http::request_parser<beast::http::buffer_body>;

constexpr std::size_t kReadSize = 8 * 1024;
constexpr std::size_t kFileBlock = 64 * 1024;
constexpr std::size_t kMostLingering = 256 * 1024;
constexpr Milliseconds kLingerTime{2000};

Headers headers_of(const Parser& parser) {
  Headers out;
  for (const auto& field : parser.get())
    out.add(std::string(field.name_string()), std::string(field.value()));
  return out;
}

bool expects_continue(const Request& request) {
  return same_token(request.headers.get("Expect"), "100-continue");
}

// Handing a request to the service and coming back to the loop's thread. A named type: g++ 12 miscompiles
// capturing lambdas in co_await.
struct StartHandling {
  Service& service;
  std::shared_ptr<const Request> request;
  const Route& route;
  asio::any_io_executor executor;

  template <class Handler>
  void operator()(Handler&& handler) {
    auto waiting = std::make_shared<std::decay_t<Handler>>(std::forward<Handler>(handler));
    service.handle(request, route, [waiting, executor = executor](Handled handled) {
      auto result = std::make_shared<Handled>(std::move(handled));
      asio::post(executor, [waiting, result] { std::move (*waiting)(std::move(*result)); });
    });
  }
};

}  // namespace

// One request and its answer. `fault`: what the transport itself refuses.
struct Exchange {
  Parser parser;
  std::shared_ptr<Request> request = std::make_shared<Request>();
  Plan plan;
  std::optional<BodySink> sink;
  std::optional<ProblemCode> fault;
  std::string limit;  // for the fault's text
  Handled handled;
  Ticks::time_point started;
  Instant at;
};

Connection::Connection(Loop& loop, asio::ip::tcp::socket socket)
    : loop_(loop), socket_(std::move(socket)), buffer_(loop.options.header_limit + 2 * kReadSize) {
  ErrorCode ignored;
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  const auto endpoint = socket_.remote_endpoint(ignored);
  if (!ignored) peer_ = endpoint.address().to_string();
  allow(loop_.options.header_time);
}

void Connection::start() {
  asio::co_spawn(
      loop_.io, [self = shared_from_this()] { return self->run(); }, asio::detached);
}

void Connection::look_at(Ticks::time_point now) {
  if (now < deadline_ || timed_out_) return;
  timed_out_ = true;
  ErrorCode ignored;
  socket_.cancel(ignored);
}

void Connection::begin_stop() {
  closing_ = true;
  if (idle_ || wake_) cut();
}

void Connection::cut() {
  gone_ = true;
  ErrorCode ignored;
  socket_.close(ignored);
  if (wake_) wake_->cancel();
}

asio::awaitable<void> Connection::run() {
  const auto self = shared_from_this();
  try {
    while (co_await serve_one()) {
    }
    if (stream_) {
      buffer_ = {};
      co_await stream_events(std::move(*stream_));
    }
  } catch (const std::exception&) {
    // An error of this socket or out of memory: this connection ends, the others go on.
  }
  ErrorCode ignored;
  socket_.close(ignored);
  loop_.leave(self);
}

asio::awaitable<Connection::Read> Connection::read_some() {
  ErrorCode error;
  const auto space = buffer_.prepare(kReadSize);
  const auto size = co_await socket_.async_read_some(space, asio::redirect_error(asio::use_awaitable, error));
  buffer_.commit(size);
  if (error || size == 0) co_return Read::ended;
  co_return Read::some;
}

asio::awaitable<bool> Connection::serve_one() {
  idle_ = buffer_.size() == 0;
  if (idle_) {
    if (closing_) co_return false;
    const auto first = co_await read_some();
    if (first == Read::ended) co_return false;
  }
  idle_ = false;
  Exchange exchange;
  const bool have_head = co_await read_head(exchange);
  if (!have_head) co_return false;
  exchange.at = loop_.service.now();
  exchange.started = Ticks::now();
  if (!exchange.fault) {
    exchange.plan = loop_.service.plan(*exchange.request);
    const bool have_body = co_await read_body(exchange);
    if (!have_body) co_return false;
  }
  co_await make_answer(exchange);
  const bool keep = !exchange.fault && !closing_ && exchange.parser.is_done() && exchange.parser.keep_alive();
  const bool sent = co_await write_answer(exchange, keep ? After::keep_open : After::close);
  if (!sent || stream_) co_return false;
  if (exchange.fault) co_await linger();  // part of the request may still be on its way
  allow(loop_.options.idle_time);
  co_return keep;
}

// False: the client is gone or said nothing; nobody is there to be answered.
asio::awaitable<bool> Connection::read_head(Exchange& exchange) {
  auto& parser = exchange.parser;
  parser.header_limit(static_cast<std::uint32_t>(loop_.options.header_limit));
  parser.body_limit(boost::none);
  allow(loop_.options.header_time);
  while (!parser.is_header_done()) {
    ErrorCode error;
    buffer_.consume(parser.put(buffer_.data(), error));
    if (parser.is_header_done()) break;
    if (error == beast::http::error::header_limit) {
      exchange.fault = ProblemCode::header_too_large;
    } else if (error && error != beast::http::error::need_more) {
      exchange.fault = ProblemCode::bad_request;
    }
    if (exchange.fault) break;
    const auto more = co_await read_some();
    if (more == Read::some) continue;
    if (!timed_out_) co_return false;
    exchange.fault = ProblemCode::request_timeout;
  }
  const auto method = parser.get().method_string();
  const auto target = parser.get().target();
  IncomingHead head{.method = {method.data(), method.size()},
                    .target = {target.data(), target.size()},
                    .headers = headers_of(parser),
                    .peer = peer_};
  const auto understood = understand(std::move(head), loop_.options.trust, *exchange.request);
  if (!exchange.fault && !understood) exchange.fault = understood.problem().code;
  co_return true;
}

// Where the body goes, or why it may not come.
void Connection::expect_body(Exchange& exchange) const {
  const auto& plan = exchange.plan;
  const auto limit = plan.upload_limit > 0 ? plan.upload_limit : plan.body_limit;
  const auto length = exchange.parser.content_length();
  exchange.limit = std::to_string(limit);
  if (length && *length > limit) {
    exchange.fault = ProblemCode::payload_too_large;
  } else if (plan.upload_limit > 0) {
    exchange.sink.emplace(limit, BodySink::Into::memory_file);
  } else {
    exchange.sink.emplace(limit, BodySink::Into::text);
  }
}

// Passes on what has arrived of the body; returns when more must arrive, at its end, or at a fault.
void Connection::pass_on_body(Exchange& exchange) {
  auto& parser = exchange.parser;
  std::array<char, kReadSize> chunk;
  do {
    auto& body = parser.get().body();
    body.data = chunk.data();
    body.size = chunk.size();
    ErrorCode error;
    const auto parsed = parser.put(buffer_.data(), error);
    buffer_.consume(parsed);
    const auto taken = exchange.sink->take({chunk.data(), chunk.size() - body.size});
    if (taken == BodySink::Taken::too_large) exchange.fault = ProblemCode::payload_too_large;
    if (taken == BodySink::Taken::failed) exchange.fault = ProblemCode::unavailable;
    if (error == beast::http::error::need_more) return;
    if (error && error != beast::http::error::need_buffer) exchange.fault = ProblemCode::bad_request;
  } while (!exchange.fault && !parser.is_done() && buffer_.size() > 0);
}

// False: the client is gone.
asio::awaitable<bool> Connection::read_body(Exchange& exchange) {
  auto& parser = exchange.parser;
  if (parser.is_done()) co_return true;
  expect_body(exchange);
  if (exchange.fault) co_return true;
  if (expects_continue(*exchange.request) && buffer_.size() == 0)
    co_await send("HTTP/1.1 100 Continue\r\n\r\n");
  const auto end = Ticks::now() + loop_.options.body_total_time;
  for (;;) {
    if (buffer_.size() > 0) pass_on_body(exchange);
    if (exchange.fault) co_return true;
    if (parser.is_done()) break;
    deadline_ = std::min(Ticks::now() + loop_.options.body_time, end);
    const auto more = co_await read_some();
    if (more == Read::some) continue;
    if (!timed_out_) co_return false;
    exchange.fault = ProblemCode::request_timeout;
    co_return true;
  }
  if (!exchange.sink->give_to(*exchange.request)) exchange.fault = ProblemCode::unavailable;
  co_return true;
}

asio::awaitable<void> Connection::make_answer(Exchange& exchange) {
  const auto& request = exchange.request;
  if (exchange.fault) {
    exchange.handled.response = problem_response(problem(*exchange.fault).with("max", exchange.limit),
                                                 request->language, request->trace);
  } else if (exchange.plan.response) {
    exchange.handled.response = std::move(*exchange.plan.response);
  } else {
    deadline_ = Ticks::time_point::max();
    exchange.handled = co_await handled(request, *exchange.plan.route);
  }
}

asio::awaitable<Handled> Connection::handled(std::shared_ptr<const Request> request, const Route& route) {
  return asio::async_initiate<const asio::use_awaitable_t<>, void(Handled)>(
      StartHandling{loop_.service, std::move(request), route, loop_.io.get_executor()}, asio::use_awaitable);
}

asio::awaitable<bool> Connection::write_answer(Exchange& exchange, After after) {
  auto& response = exchange.handled.response;
  const bool head_only = exchange.request->method == Method::head;
  timed_out_ = false;
  if (auto* stream = std::get_if<EventStream>(&response.body); stream && !head_only) {
    stream->last_event_id = exchange.request->headers.get("Last-Event-ID");
    stream_ = std::move(*stream);
    response.body = EventStream{};
    after = After::close;
  }
  const auto head = wire_head(response, after, loop_.options.tile_origin);
  bool sent = false;
  if (head_only || response.status == 304) {
    sent = co_await send(head);
  } else if (const auto* text = std::get_if<std::string>(&response.body)) {
    sent = co_await send(head, *text);
  } else if (const auto* bytes = std::get_if<SharedBytes>(&response.body)) {
    sent = co_await send(head, *bytes ? std::string_view(**bytes) : std::string_view());
  } else {
    sent = co_await send(head);
    if (const auto* file = std::get_if<FileBody>(&response.body); file && sent)
      sent = co_await send_file(*file);
  }
  loop_.service.record(
      {.at = exchange.at,
       .method = exchange.request->method,
       .route = exchange.plan.label,
       .status = response.status,
       .milliseconds = std::chrono::duration<double, std::milli>(Ticks::now() - exchange.started).count(),
       .bytes = head_only ? 0 : body_size(response),
       .trace = exchange.request->trace,
       .post = exchange.handled.post});
  co_return sent;
}

asio::awaitable<bool> Connection::send(std::string_view head, std::string_view body) {
  while (!head.empty() || !body.empty()) {
    allow(loop_.options.write_time);
    ErrorCode error;
    const std::array<asio::const_buffer, 2> both{asio::buffer(head), asio::buffer(body)};
    auto size = co_await socket_.async_write_some(both, asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return false;
    const auto of_head = std::min(size, head.size());
    head.remove_prefix(of_head);
    body.remove_prefix(size - of_head);
  }
  co_return true;
}

asio::awaitable<bool> Connection::send_file(const FileBody& file) {
  std::ifstream in(file.path, std::ios::binary);
  std::vector<char> block(kFileBlock);
  for (auto left = file.size; left > 0;) {
    in.read(block.data(), static_cast<std::streamsize>(std::min<std::uint64_t>(left, block.size())));
    const auto size = static_cast<std::size_t>(in.gcount());
    if (size == 0) co_return false;
    left -= size;
    const bool sent = co_await send({block.data(), size});
    if (!sent) co_return false;
  }
  co_return true;
}

// Closing while the client still sends would reset the connection and lose the answer: say that nothing
// follows, then let it finish.
asio::awaitable<void> Connection::linger() {
  ErrorCode ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  allow(kLingerTime);
  for (std::size_t thrown_away = 0; thrown_away < kMostLingering; thrown_away += kReadSize) {
    buffer_.consume(buffer_.size());
    const auto more = co_await read_some();
    if (more == Read::ended) co_return;
  }
}

}  // namespace weige::http
