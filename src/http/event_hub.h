// EventHub: live events from anywhere in the program to whoever listens, by topic. Knows no sockets; promises
// bounded memory per listener.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "http/message.h"
#include "http/telling.h"

namespace weige::http {

struct Event {
  std::string topic;  // "post:17", "account:4" (event_topics.h)
  std::string name;   // what the browser listens to: "job", "change", "signed_out"
  std::string data;   // one JSON text; ids and kinds only, no personal data
};

struct HubLimits {
  std::size_t queued_per_listener =
      64;  // more waiting than this closes the stream; the browser comes back with Last-Event-ID
  std::size_t remembered = 1024;  // events kept for those who come back
};

// One open stream. Filled by the hub, emptied by its transport.
class Listener {
 public:
  // What waits to be sent, as wire frames. closed: nothing follows after these.
  struct Taken {
    std::vector<SharedBytes> frames;
    bool closed = false;
  };
  Taken take();

 private:
  friend class EventHub;
  std::mutex mutex_;
  std::vector<SharedBytes> frames_;
  bool closed_ = false;
  bool woken_ = false;
  std::function<void()> wake_;
  std::vector<std::string> topics_;
  std::int64_t session_ = 0;
};

class EventHub {
 public:
  explicit EventHub(std::string run_id, HubLimits limits = {})
      : run_id_(std::move(run_id)), limits_(limits) {}

  // wake is called from any thread when there is something to take; once until the next take. Replays what
  // came after last_event_id, or sends the event "reset" when that is no longer known: the page must read
  // again.
  std::shared_ptr<Listener> listen(const EventStream& stream, std::function<void()> wake);
  void leave(const std::shared_ptr<Listener>& listener);

  void publish(const Event& event);
  // One event to whoever listens to any of the topics; nobody gets it twice. event.topic is ignored.
  void publish(const Event& event, std::vector<std::string> topics);
  // Signed out, revoked or ended: the stream ends with the event "signed_out". close_topic: all that listen
  // to it, but those of one session (0: none spared).
  void close_session(std::int64_t session);
  void close_topic(const std::string& topic, std::int64_t spared_session = 0);
  // Ends streams without a word; the browsers come back at once and are looked at again: their post has
  // changed.
  void renew_session(std::int64_t session);
  void renew_topic(const std::string& topic);
  void close_all();  // the server stops
  // Any of the above, as its kind says.
  void tell(const Telling& telling);
  // Something may have been missed: every stream is sent the event "reset", and so is whoever comes back with
  // an id from before.
  void reset_all();
  const std::string& run_id() const { return run_id_; }
  std::size_t listeners() const;

 private:
  struct Remembered {
    std::uint64_t number;
    std::vector<std::string> topics;
    SharedBytes frame;
  };
  std::string id_of(std::uint64_t number) const { return run_id_ + "-" + std::to_string(number); }
  std::vector<std::shared_ptr<Listener>> listeners_of(const std::vector<std::string>& topics) const;
  void replay(Listener& listener, const std::string& last_event_id);
  void put(Listener& listener, const SharedBytes& frame) const;
  static void close(Listener& listener, const SharedBytes& last);
  void close_where(const std::string& topic, std::int64_t spared_session, const SharedBytes& last);
  void close_all_of(std::int64_t session, const SharedBytes& last);

  std::string run_id_;
  HubLimits limits_;
  mutable std::mutex mutex_;
  std::uint64_t number_ = 0;
  std::deque<Remembered> remembered_;
  // Sets: thousands may listen to one topic and leave it one after another.
  using Listeners = std::unordered_set<std::shared_ptr<Listener>>;
  std::unordered_map<std::string, Listeners> by_topic_;
  std::unordered_map<std::int64_t, Listeners> by_session_;
  std::size_t count_ = 0;
};

// The wire form (WHATWG HTML, 9.2): id, event and one data line per line of text.
std::string event_frame(std::string_view id, std::string_view name, std::string_view data);

}  // namespace weige::http
