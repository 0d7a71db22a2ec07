#include "store/notices.h"

#include <poll.h>

#include "store/postgres/connection.h"

namespace weige::store {
namespace {

using std::chrono::steady_clock;

// A peer that is gone without a word is noticed by asking.
constexpr std::chrono::seconds kAskEvery{10};

struct FreeNotice {
  void operator()(PGnotify* notice) const { PQfreemem(notice); }
};

}  // namespace

Notices::Notices(const std::string& url, std::string_view channel)
    : session_(std::make_unique<postgres::Connection>(url, 1)), asked_(steady_clock::now()) {
  session_->execute("LISTEN " + std::string(channel));
}

Notices::~Notices() = default;

std::vector<std::string> Notices::take(std::chrono::milliseconds wait) {
  ask_whether_alive();
  if (auto out = received(); !out.empty()) return out;
  pollfd socket{.fd = PQsocket(session_->handle()), .events = POLLIN, .revents = 0};
  if (::poll(&socket, 1, static_cast<int>(wait.count())) <= 0) return {};
  if (PQconsumeInput(session_->handle()) == 0)
    throw DatabaseError(Failure::unavailable, PQerrorMessage(session_->handle()));
  return received();
}

std::vector<std::string> Notices::received() {
  std::vector<std::string> out;
  while (const std::unique_ptr<PGnotify, FreeNotice> notice{PQnotifies(session_->handle())})
    out.emplace_back(notice->extra);
  return out;
}

void Notices::ask_whether_alive() {
  if (steady_clock::now() < asked_ + kAskEvery) return;
  session_->execute("SELECT 1");
  asked_ = steady_clock::now();
}

}  // namespace weige::store
