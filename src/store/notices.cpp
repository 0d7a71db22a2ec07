#include "store/notices.h"

#include <poll.h>

#include "store/database.h"
#include "store/postgres/connection.h"

namespace weige::store {
namespace {

using std::chrono::steady_clock;

// A peer that is gone without a word is noticed by asking.
constexpr std::chrono::seconds kAskEvery{10};

// A database may hold several registers, each in a schema; a name of a channel has 63 bytes at most.
constexpr std::string_view kOfSchema = " || '_' || left(md5(current_schema()), 16)";

struct FreeNotice {
  void operator()(PGnotify* notice) const { PQfreemem(notice); }
};

}  // namespace

void notify(Transaction& tx, std::string_view channel, const std::string& text) {
  static const std::string sql = "SELECT pg_notify($1" + std::string(kOfSchema) + ", $2)";
  tx.each(
      sql, [](const Row&) {}, std::string(channel), text);
}

Notices::Notices(const std::string& url, std::string_view channel)
    : session_(std::make_unique<postgres::Connection>(url, 1)), asked_(steady_clock::now()) {
  const auto name = session_->execute("SELECT '" + std::string(channel) + "'" + std::string(kOfSchema));
  session_->execute("LISTEN " + std::string(PQgetvalue(name.get(), 0, 0)));
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
