#include "http/event_hub.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "http/text.h"

namespace weige::http {
namespace {

// The number in "<run>-<number>", none when the id is of another run of the server or of no run at all.
std::optional<std::uint64_t> number_of(std::string_view id, std::string_view run) {
  if (!id.starts_with(run) || id.size() <= run.size() + 1 || id[run.size()] != '-') return std::nullopt;
  std::uint64_t number = 0;
  const auto digits = id.substr(run.size() + 1);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

template <class Map>
void drop(Map& map, const typename Map::key_type& key, const std::shared_ptr<Listener>& listener) {
  const auto found = map.find(key);
  if (found == map.end()) return;
  found->second.erase(listener);
  if (found->second.empty()) map.erase(found);
}

SharedBytes signed_out_frame() {
  return std::make_shared<const std::string>(event_frame("", "signed_out", "{}"));
}

}  // namespace

std::string event_frame(std::string_view id, std::string_view name, std::string_view data) {
  std::string out;
  if (!id.empty()) out.append("id: ").append(id).append("\n");
  out.append("event: ").append(name).append("\n");
  for (const auto line : split(data, '\n')) out.append("data: ").append(line).append("\n");
  return out.append("\n");
}

Listener::Taken Listener::take() {
  const std::lock_guard lock(mutex_);
  woken_ = false;
  return {std::exchange(frames_, {}), closed_};
}

// Both below are called with the hub's lock held; the listener's own lock is taken inside it, never the other
// way round.
void EventHub::put(Listener& listener, const SharedBytes& frame) const {
  const std::lock_guard lock(listener.mutex_);
  if (listener.closed_) return;
  if (listener.frames_.size() >= limits_.queued_per_listener)
    listener.closed_ = true;
  else
    listener.frames_.push_back(frame);
  if (!std::exchange(listener.woken_, true) && listener.wake_) listener.wake_();
}

void EventHub::close(Listener& listener, const SharedBytes& last) {
  const std::lock_guard lock(listener.mutex_);
  if (listener.closed_) return;
  if (last) listener.frames_.push_back(last);
  listener.closed_ = true;
  if (!std::exchange(listener.woken_, true) && listener.wake_) listener.wake_();
}

void EventHub::replay(Listener& listener, const std::string& last_event_id) {
  const auto last = number_of(last_event_id, run_id_);
  const auto oldest = number_ - remembered_.size();
  if (!last || *last < oldest || *last > number_) {
    put(listener, std::make_shared<const std::string>(event_frame(id_of(number_), "reset", "{}")));
    return;
  }
  for (const auto& event : remembered_)
    if (event.number > *last &&
        std::ranges::find_first_of(listener.topics_, event.topics) != listener.topics_.end())
      put(listener, event.frame);
}

std::shared_ptr<Listener> EventHub::listen(const EventStream& stream, std::function<void()> wake) {
  auto listener = std::make_shared<Listener>();
  listener->wake_ = std::move(wake);
  listener->topics_ = stream.topics;
  listener->session_ = stream.session;
  const std::lock_guard lock(mutex_);
  for (const auto& topic : listener->topics_) by_topic_[topic].insert(listener);
  if (listener->session_ != 0) by_session_[listener->session_].insert(listener);
  ++count_;
  if (!stream.last_event_id.empty()) replay(*listener, stream.last_event_id);
  return listener;
}

void EventHub::leave(const std::shared_ptr<Listener>& listener) {
  const std::lock_guard lock(mutex_);
  for (const auto& topic : listener->topics_) drop(by_topic_, topic, listener);
  drop(by_session_, listener->session_, listener);
  --count_;
}

std::vector<std::shared_ptr<Listener>> EventHub::listeners_of(const std::vector<std::string>& topics) const {
  std::vector<std::shared_ptr<Listener>> out;
  for (const auto& topic : topics) {
    const auto found = by_topic_.find(topic);
    if (found != by_topic_.end()) out.insert(out.end(), found->second.begin(), found->second.end());
  }
  if (topics.size() < 2) return out;
  std::ranges::sort(out);
  const auto again = std::ranges::unique(out);
  out.erase(again.begin(), again.end());
  return out;
}

void EventHub::publish(const Event& event) {
  publish(event, {event.topic});
}

void EventHub::publish(const Event& event, std::vector<std::string> topics) {
  const std::lock_guard lock(mutex_);
  const auto frame =
      std::make_shared<const std::string>(event_frame(id_of(++number_), event.name, event.data));
  for (const auto& listener : listeners_of(topics)) put(*listener, frame);
  remembered_.push_back({number_, std::move(topics), frame});
  if (remembered_.size() > limits_.remembered) remembered_.pop_front();
}

void EventHub::close_all_of(std::int64_t session, const SharedBytes& last) {
  const std::lock_guard lock(mutex_);
  const auto found = by_session_.find(session);
  if (found == by_session_.end()) return;
  for (const auto& listener : found->second) close(*listener, last);
}

void EventHub::close_where(const std::string& topic, std::int64_t spared_session, const SharedBytes& last) {
  const std::lock_guard lock(mutex_);
  const auto found = by_topic_.find(topic);
  if (found == by_topic_.end()) return;
  for (const auto& listener : found->second)
    if (spared_session == 0 || listener->session_ != spared_session) close(*listener, last);
}

void EventHub::close_session(std::int64_t session) {
  close_all_of(session, signed_out_frame());
}

void EventHub::close_topic(const std::string& topic, std::int64_t spared_session) {
  close_where(topic, spared_session, signed_out_frame());
}

void EventHub::renew_session(std::int64_t session) {
  close_all_of(session, nullptr);
}

void EventHub::renew_topic(const std::string& topic) {
  close_where(topic, 0, nullptr);
}

void EventHub::close_all() {
  const std::lock_guard lock(mutex_);
  for (const auto& [topic, listeners] : by_topic_)
    for (const auto& listener : listeners) close(*listener, nullptr);
}

void EventHub::tell(const Telling& telling) {
  switch (telling.kind) {
    case TellingKind::event:
      return publish({.topic = {}, .name = telling.name, .data = telling.data}, telling.topics);
    case TellingKind::end_session:
      return close_session(telling.session);
    case TellingKind::end_topic:
      for (const auto& topic : telling.topics) close_topic(topic, telling.session);
      return;
    case TellingKind::renew_session:
      return renew_session(telling.session);
    case TellingKind::renew_topic:
      for (const auto& topic : telling.topics) renew_topic(topic);
      return;
  }
}

void EventHub::reset_all() {
  const std::lock_guard lock(mutex_);
  remembered_.clear();
  const auto frame = std::make_shared<const std::string>(event_frame(id_of(++number_), "reset", "{}"));
  std::vector<std::string> topics;
  for (const auto& [topic, listeners] : by_topic_) topics.push_back(topic);
  for (const auto& listener : listeners_of(topics)) put(*listener, frame);
}

std::size_t EventHub::listeners() const {
  const std::lock_guard lock(mutex_);
  return count_;
}

}  // namespace weige::http
