#include "http/event_relay.h"

#include <utility>

#include "http/telling_store.h"
#include "store/database.h"

namespace weige::http {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds kTryEvery{1};

}  // namespace

EventRelay::EventRelay(std::string url, EventHub& events) : url_(std::move(url)), events_(events) {}

bool EventRelay::has_others() const {
  return url_.starts_with("postgres://") || url_.starts_with("postgresql://");
}

void EventRelay::look(std::chrono::milliseconds wait) {
  if (!has_others() || (!notices_ && steady_clock::now() < try_again_)) return;
  try {
    if (!notices_) connect();
    hear(wait);
  } catch (const store::DatabaseError&) {
    // A session that stood is opened again at once; one that could not be opened, later.
    if (!notices_) try_again_ = steady_clock::now() + kTryEvery;
    notices_.reset();
    if (!std::exchange(is_lost_, true)) throw;
  }
}

// Whatever was told while nobody heard is made up for by reading again.
void EventRelay::connect() {
  notices_ = std::make_unique<store::Notices>(url_, kTellingsChannel);
  is_lost_ = false;
  events_.reset_all();
}

void EventRelay::hear(std::chrono::milliseconds wait) {
  const auto notices = notices_->take(wait);
  for (const auto& notice : notices)
    if (const auto heard = heard_in(notice); heard && heard->from != events_.run_id())
      events_.tell(heard->telling);
}

}  // namespace weige::http
