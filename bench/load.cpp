// weige_load: many signed-in users at one server over HTTP/1.1 keep-alive, one thread, epoll. Open loop at a
// given rate, with latency measured from the time at which a request was due (so that a slow server is not
// spared the requests that it keeps waiting), or closed loop for the highest rate there is.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <limits>
#include <string_view>

#include "load_plan.h"

namespace load {
namespace {

using Clock = std::chrono::steady_clock;
using Moment = Clock::time_point;

[[noreturn]] void fail(const char* what) {
  std::fprintf(stderr, "weige_load: %s: %s\n", what, std::strerror(errno));
  std::exit(1);
}

// A keep-alive connection with at most one request under way.
struct Connection {
  int socket = -1;
  bool busy = false;
  std::size_t kind = 0;
  Moment due;
  std::string in;
};

struct Figures {
  std::vector<std::uint32_t> microseconds;
  std::uint64_t errors = 0;
};

// The length of the answer's head and body together; 0 = the head is not complete yet.
std::size_t whole_length(std::string_view in, int& status) {
  const auto head = in.find("\r\n\r\n");
  if (head == in.npos) return 0;
  std::from_chars(in.data() + 9, in.data() + 12, status);
  std::size_t body = 0;
  static constexpr std::string_view kLength = "content-length:";
  for (std::size_t at = in.find("\r\n") + 2; at < head; at = in.find("\r\n", at) + 2) {
    const bool is_length =
        std::equal(kLength.begin(), kLength.end(), in.begin() + static_cast<std::ptrdiff_t>(at),
                   [](char a, char b) { return a == (b | 0x20) || a == b; });
    if (!is_length) continue;
    auto value = at + kLength.size();
    while (in[value] == ' ') ++value;
    std::from_chars(in.data() + value, in.data() + in.size(), body);
  }
  return head + 4 + body;
}

class Load {
 public:
  explicit Load(const Options& options)
      : options_(options), plan_(options), connections_(plan_.users()), figures_(plan_.kinds().size()) {
    epoll_ = ::epoll_create1(0);
    timer_ = ::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
    watch(timer_, EPOLLIN, std::numeric_limits<std::uint64_t>::max());
    for (std::size_t i = 0; i < connections_.size(); ++i) {
      connect(i);
      idle_.push_back(i);
    }
  }

  void run() {
    start_ = Clock::now();
    counted_from_ = start_ + seconds(options_.warm_up);
    end_ = counted_from_ + seconds(options_.seconds);
    next_due_ = start_;
    arm();
    if (options_.rate == 0)
      while (!idle_.empty()) send_next(Clock::now());
    while (Clock::now() < end_ + std::chrono::seconds(10) && (Clock::now() < end_ || under_way_ > 0)) turn();
    unanswered_ = under_way_ + waiting_.size();
  }

  void print() const {
    std::vector<std::uint32_t> all;
    std::uint64_t errors = 0;
    std::string kinds;
    for (std::size_t i = 0; i < figures_.size(); ++i) {
      all.insert(all.end(), figures_[i].microseconds.begin(), figures_[i].microseconds.end());
      errors += figures_[i].errors;
      kinds += (i == 0 ? "\"" : ", \"") + plan_.kinds()[i].name + "\": " + described(figures_[i]);
    }
    const double rate = static_cast<double>(all.size()) / options_.seconds;
    std::printf(
        "{\"mode\": \"%s\", \"users\": %zu, \"seconds\": %.3f, \"asked_rate\": %.1f, \"rate\": %.1f, "
        "\"unanswered\": %zu, \"all\": %s, \"kinds\": {%s}, \"first_error\": %s}\n",
        options_.rate > 0 ? "open" : "closed", plan_.users(), options_.seconds, options_.rate, rate,
        unanswered_, described({std::move(all), errors}).c_str(), kinds.c_str(),
        quoted(first_error_).c_str());
  }

 private:
  static Clock::duration seconds(double value) {
    return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(value));
  }

  static std::string described(Figures figures) {
    auto& times = figures.microseconds;
    std::sort(times.begin(), times.end());
    const auto at = [&](double part) {
      if (times.empty()) return 0.0;
      const auto index = static_cast<std::size_t>(part * static_cast<double>(times.size() - 1) + 0.5);
      return times[index] / 1000.0;
    };
    char text[256];
    std::snprintf(
        text, sizeof text,
        "{\"requests\": %zu, \"errors\": %llu, \"p50\": %.3f, \"p90\": %.3f, \"p95\": %.3f, \"p99\": "
        "%.3f, \"p999\": %.3f, \"max\": %.3f}",
        times.size(), static_cast<unsigned long long>(figures.errors), at(.5), at(.9), at(.95), at(.99),
        at(.999), at(1));
    return text;
  }

  static std::string quoted(const std::string& text) {
    if (text.empty()) return "null";
    std::string out = "\"";
    for (const char c : text) {
      if (c == '"' || c == '\\') out.push_back('\\');
      if (static_cast<unsigned char>(c) >= 0x20) out.push_back(c);
    }
    return out + "\"";
  }

  void watch(int descriptor, std::uint32_t events, std::uint64_t id) {
    epoll_event event{};
    event.events = events;
    event.data.u64 = id;
    if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &event) != 0) fail("epoll");
  }

  void connect(std::size_t i) {
    auto& connection = connections_[i];
    connection.socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(options_.port);
    ::inet_pton(AF_INET, options_.host.c_str(), &address.sin_addr);
    if (::connect(connection.socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
      fail("connect");
    const int yes = 1;
    ::setsockopt(connection.socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    watch(connection.socket, EPOLLIN | EPOLLRDHUP, i);
  }

  // Requests of an open loop are due one after the other, at equal distances.
  void arm() {
    if (options_.rate == 0) return;
    const auto since = next_due_.time_since_epoch();
    itimerspec when{};
    when.it_value.tv_sec = std::chrono::duration_cast<std::chrono::seconds>(since).count();
    when.it_value.tv_nsec =
        (std::chrono::duration_cast<std::chrono::nanoseconds>(since).count()) % 1'000'000'000;
    ::timerfd_settime(timer_, TFD_TIMER_ABSTIME, &when, nullptr);
  }

  void turn() {
    epoll_event events[256];
    const int count = ::epoll_wait(epoll_, events, 256, 100);
    for (int i = 0; i < count; ++i) {
      if (events[i].data.u64 == std::numeric_limits<std::uint64_t>::max())
        fall_due();
      else
        receive(events[i].data.u64);
    }
  }

  void fall_due() {
    std::uint64_t ticks = 0;
    (void)!::read(timer_, &ticks, sizeof ticks);
    const auto now = Clock::now();
    for (; next_due_ <= now && next_due_ < end_; next_due_ += seconds(1 / options_.rate))
      waiting_.push_back(next_due_);
    while (!waiting_.empty() && !idle_.empty()) {
      send_next(waiting_.front());
      waiting_.pop_front();
    }
    if (next_due_ < end_) arm();
  }

  // A user that is free sends a request that was due then.
  void send_next(Moment due) {
    const auto i = idle_.front();
    idle_.pop_front();
    auto& connection = connections_[i];
    auto request = plan_.next(i);
    connection.busy = true;
    connection.kind = request.kind;
    connection.due = due;
    ++under_way_;
    const auto sent = ::send(connection.socket, request.bytes.data(), request.bytes.size(), MSG_NOSIGNAL);
    if (sent != static_cast<ssize_t>(request.bytes.size())) give_up(i);
  }

  void receive(std::size_t i) {
    auto& connection = connections_[i];
    char buffer[65536];
    const auto got = ::recv(connection.socket, buffer, sizeof buffer, MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (got <= 0) return give_up(i);
    connection.in.append(buffer, static_cast<std::size_t>(got));
    int status = 0;
    const auto whole = whole_length(connection.in, status);
    if (whole == 0 || connection.in.size() < whole) return;
    if (status >= 400 && first_error_.empty())
      first_error_ = plan_.kinds()[connection.kind].name + ": " +
                     connection.in.substr(connection.in.find("\r\n\r\n") + 4, 300);
    connection.in.erase(0, whole);
    finish(i, status < 400);
  }

  void finish(std::size_t i, bool good) {
    auto& connection = connections_[i];
    const auto now = Clock::now();
    auto& figures = figures_[connection.kind];
    if (connection.due >= counted_from_ && connection.due < end_) {
      if (good)
        figures.microseconds.push_back(static_cast<std::uint32_t>(
            std::chrono::duration_cast<std::chrono::microseconds>(now - connection.due).count()));
      else
        ++figures.errors;
    }
    connection.busy = false;
    --under_way_;
    idle_.push_back(i);
    if (options_.rate == 0) {
      if (now < end_) send_next(now);
    } else if (!waiting_.empty()) {
      send_next(waiting_.front());
      waiting_.pop_front();
    }
  }

  // The connection is gone: a request under way counts as an error, and the user comes back.
  void give_up(std::size_t i) {
    auto& connection = connections_[i];
    ::close(connection.socket);
    connection.in.clear();
    connect(i);
    if (connection.busy) finish(i, false);
  }

  Options options_;
  Plan plan_;
  std::vector<Connection> connections_;
  std::vector<Figures> figures_;
  std::deque<std::size_t> idle_;
  std::deque<Moment> waiting_;
  std::size_t under_way_ = 0, unanswered_ = 0;
  std::string first_error_;
  Moment start_, counted_from_, end_, next_due_;
  int epoll_ = -1, timer_ = -1;
};

void allow_many_sockets() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace
}  // namespace load

int main(int argc, char** argv) {
  load::allow_many_sockets();
  load::Load work(load::read_options(argc, argv));
  work.run();
  work.print();
  return 0;
}
