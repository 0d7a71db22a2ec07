// EventRelay: tells the streams of this instance what other instances on the same PostgreSQL database have
// committed. Never tells what this one announced itself. After a lost session every stream is told to read
// again.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "http/event_hub.h"
#include "store/notices.h"

namespace weige::http {

class EventRelay {
 public:
  // url: of the database. One that is not PostgreSQL's has no other instances.
  EventRelay(std::string url, EventHub& events);

  bool has_others() const;
  // Waits at most that long for something to tell. Connects where it is not connected; when that fails or the
  // session is lost it throws DatabaseError once, and later calls try again, a second apart. One thread at a
  // time.
  void look(std::chrono::milliseconds wait);

 private:
  void connect();
  void hear(std::chrono::milliseconds wait);

  std::string url_;
  EventHub& events_;
  std::unique_ptr<store::Notices> notices_;
  bool is_lost_ = false;
  std::chrono::steady_clock::time_point try_again_ = {};
};

}  // namespace weige::http
