#include <algorithm>
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

// Whichever comes first: the longest time of any stream, or the end of what this one was opened for.
Ticks::time_point end_of(const EventStream& stream, Ticks::duration longest) {
  if (!stream.at_most || *stream.at_most > longest) return Ticks::now() + longest;
  return Ticks::now() + std::chrono::duration_cast<Ticks::duration>(*stream.at_most);
}

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
  const auto end = end_of(stream, loop_.options.stream_time);
  bool open = true;
  while (open && !gone_ && !closing_) open = co_await send_events(*listening.listener, end);
}

asio::awaitable<bool> Connection::send_events(Listener& listener, Ticks::time_point end) {
  if (Ticks::now() >= end) co_return false;  // before anything more is told
  const auto taken = listener.take();
  for (const auto& frame : taken.frames) {
    const bool sent = co_await send(*frame);
    if (!sent) co_return false;
  }
  if (taken.closed) co_return false;
  if (!taken.frames.empty()) co_return true;
  deadline_ = Ticks::time_point::max();
  ErrorCode woken;
  const auto beat = Ticks::now() + loop_.options.heartbeat;
  wake_->expires_at(std::min(beat, end));
  co_await wake_->async_wait(asio::redirect_error(asio::use_awaitable, woken));
  if (woken || beat > end) co_return true;
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
