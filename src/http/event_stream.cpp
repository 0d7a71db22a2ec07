#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "http/connection.h"

namespace weige::http {
namespace {

using ErrorCode = boost::system::error_code;

// A comment, which the browser ignores (WHATWG HTML, 9.2.6).
constexpr std::string_view kHeartbeat = ":\n\n";

// Leaves the hub however the stream ends.
struct Listening {
  EventHub& hub;
  std::shared_ptr<Listener> listener;
  ~Listening() { hub.leave(listener); }
};

}  // namespace

// A stream holds no thread, no parser and no read buffer: it sleeps on a timer until the hub, the heartbeat
// or the client's end wakes it.
asio::awaitable<void> Connection::stream_events(EventStream stream) {
  wake_.emplace(loop_.io);
  const std::weak_ptr<Connection> weak = weak_from_this();
  const auto wake = [weak, executor = loop_.io.get_executor()] {
    asio::post(executor, [weak] {
      if (const auto self = weak.lock(); self && self->wake_) self->wake_->cancel();
    });
  };
  const Listening listening{loop_.service.events(), loop_.service.events().listen(stream, wake)};
  watch_for_end();
  const auto end = Ticks::now() + loop_.options.stream_time;
  bool open = true;
  while (open && !gone_ && !closing_) open = co_await send_events(*listening.listener, end);
}

asio::awaitable<bool> Connection::send_events(Listener& listener, Ticks::time_point end) {
  const auto taken = listener.take();
  for (const auto& frame : taken.frames) {
    const bool sent = co_await send(*frame);
    if (!sent) co_return false;
  }
  if (taken.closed || Ticks::now() >= end) co_return false;
  if (!taken.frames.empty()) co_return true;
  deadline_ = Ticks::time_point::max();
  ErrorCode woken;
  wake_->expires_after(loop_.options.heartbeat);
  co_await wake_->async_wait(asio::redirect_error(asio::use_awaitable, woken));
  if (woken) co_return true;
  const bool beaten = co_await send(kHeartbeat);
  co_return beaten;
}

// A listener has nothing to say: whatever arrives, its end included, ends the stream.
void Connection::watch_for_end() {
  const std::weak_ptr<Connection> weak = weak_from_this();
  socket_.async_wait(asio::ip::tcp::socket::wait_read, [weak](const ErrorCode& error) {
    const auto self = weak.lock();
    if (!self || error) return;
    self->gone_ = true;
    if (self->wake_) self->wake_->cancel();
  });
}

}  // namespace weige::http
